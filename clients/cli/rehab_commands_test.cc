// The commands on rehabilitation as they are typed, against services that note what they are asked.
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/rehabilitation/v1/appointment_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/centre_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/episode_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

constexpr char kEpisode[] = "episodes/01900000-0000-7000-9000-000000000051";
constexpr char kAppointment[] = "appointments/01900000-0000-7000-9000-000000000052";
constexpr char kCentre[] = "centres/01900000-0000-7000-a100-000000000001";
constexpr char kSpecialist[] = "01900000-0000-7000-a200-000000000002";
constexpr char kRenewal[] = "renewals/01900000-0000-7000-9000-000000000041";

class FakeCentres : public CentreService::Service {
 public:
  grpc::Status AddClosure(grpc::ServerContext*, const AddClosureRequest* request, Closure* response) override {
    closed.push_back(*request);
    *response = request->closure();
    response->set_called_in(7);
    return grpc::Status::OK;
  }
  std::vector<AddClosureRequest> closed;
};

class FakeEpisodes : public EpisodeService::Service {
 public:
  grpc::Status GetEpisode(grpc::ServerContext*, const GetEpisodeRequest*, Episode* response) override {
    response->set_name(kEpisode);
    response->set_etag("3");
    response->set_state(EPISODE_STATE_OPEN);
    return grpc::Status::OK;
  }
  grpc::Status RecordMeasure(grpc::ServerContext*, const RecordMeasureRequest* request, Episode* response) override {
    measured.push_back(*request);
    response->set_name(kEpisode);
    return grpc::Status::OK;
  }
  grpc::Status CloseEpisode(grpc::ServerContext*, const CloseEpisodeRequest* request, Episode* response) override {
    closed.push_back(*request);
    response->set_name(kEpisode);
    return grpc::Status::OK;
  }
  std::vector<RecordMeasureRequest> measured;
  std::vector<CloseEpisodeRequest> closed;
};

class FakeAppointments : public AppointmentService::Service {
 public:
  grpc::Status SearchSlots(grpc::ServerContext*, const SearchSlotsRequest* request, SearchSlotsResponse* response) override {
    searched.push_back(*request);
    FreeSlot& slot = *response->add_slots();
    slot.set_specialist_uid(kSpecialist);
    slot.set_specialist_name("Nümunə Terapevt");
    slot.set_room_title("Zal 2");
    slot.mutable_starts_time()->set_seconds(1796110200);
    return grpc::Status::OK;
  }
  grpc::Status GetAppointment(grpc::ServerContext*, const GetAppointmentRequest*, Appointment* response) override {
    response->set_name(kAppointment);
    response->set_etag("5");
    response->set_specialist_uid(kSpecialist);
    return grpc::Status::OK;
  }
  grpc::Status BookAppointment(grpc::ServerContext*, const BookAppointmentRequest* request, Appointment* response) override {
    booked.push_back(*request);
    response->set_name(kAppointment);
    return grpc::Status::OK;
  }
  grpc::Status BookSeries(grpc::ServerContext*, const BookSeriesRequest* request, AppointmentSeries*) override {
    series.push_back(*request);
    return grpc::Status::OK;
  }
  grpc::Status MoveAppointment(grpc::ServerContext*, const MoveAppointmentRequest* request, Appointment*) override {
    moved.push_back(*request);
    return grpc::Status::OK;
  }
  grpc::Status RecordAttendance(grpc::ServerContext*, const RecordAttendanceRequest* request, Appointment*) override {
    attended.push_back(*request);
    return grpc::Status::OK;
  }
  grpc::Status ListAppointments(grpc::ServerContext*, const ListAppointmentsRequest* request, ListAppointmentsResponse*) override {
    listed.push_back(*request);
    return grpc::Status::OK;
  }
  std::vector<SearchSlotsRequest> searched;
  std::vector<BookAppointmentRequest> booked;
  std::vector<BookSeriesRequest> series;
  std::vector<MoveAppointmentRequest> moved;
  std::vector<RecordAttendanceRequest> attended;
  std::vector<ListAppointmentsRequest> listed;
};

class FakeRenewals : public RenewalService::Service {
 public:
  grpc::Status GetRenewal(grpc::ServerContext*, const GetRenewalRequest*, Renewal* response) override {
    response->set_name(kRenewal);
    response->set_etag("2");
    return grpc::Status::OK;
  }
  grpc::Status HoldRenewalSlot(grpc::ServerContext*, const HoldRenewalSlotRequest* request, Appointment* response) override {
    held.push_back(*request);
    response->set_name(kAppointment);
    response->set_state(APPOINTMENT_STATE_HELD);
    return grpc::Status::OK;
  }
  std::vector<HoldRenewalSlotRequest> held;
};

class RehabCommandsTest : public ::testing::Test {
 protected:
  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") {
    return commands_.Ctl(std::move(words), language);
  }

  FakeCentres centres_;
  FakeEpisodes episodes_;
  FakeAppointments appointments_;
  FakeRenewals renewals_;
  FakeEdge edge_{{&centres_, &episodes_, &appointments_, &renewals_}};
  TypedCommands commands_{edge_};
};

TEST_F(RehabCommandsTest, FreeSlotsNamePeopleAndRooms) {
  const Ended found = Ctl({"rehab", "slots", "--visit", "physiotherapy", "--from", "2026-12-01", "--centre", kCentre + 8});
  ASSERT_EQ(found.code, ExitCode::kOk) << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("Nümunə Terapevt"), HasSubstr("Zal 2"), HasSubstr(kSpecialist)));
  ASSERT_THAT(appointments_.searched, SizeIs(1));
  EXPECT_EQ(appointments_.searched[0].visit(), VISIT_KIND_PHYSIOTHERAPY);
  EXPECT_EQ(dayaq::ToText(appointments_.searched[0].first_day()), "2026-12-01");
  EXPECT_THAT(Ctl({"rehab", "slots", "--visit", "physiotherapy"}, "az").out, HasSubstr("mütəxəssis"));
  EXPECT_NE(Ctl({"rehab", "slots"}).code, ExitCode::kOk) << "for which visit?";
}

TEST_F(RehabCommandsTest, OneIsBookedOrASeriesAndMovedWithTheVersionThatStands) {
  ASSERT_EQ(Ctl({"rehab", "book", kEpisode, "--visit", "physiotherapy", "--with", kSpecialist, "--at", "2026-12-01 09:30"}).code,
            ExitCode::kOk);
  ASSERT_THAT(appointments_.booked, SizeIs(1));
  EXPECT_EQ(appointments_.booked[0].episode(), kEpisode);
  // Half past nine in Baku.
  EXPECT_EQ(appointments_.booked[0].starts_time().seconds() % 86400, 5 * 3600 + 1800);
  ASSERT_EQ(Ctl({"rehab", "book", kEpisode, "--visit", "physiotherapy", "--with", kSpecialist, "--at", "2026-12-01 09:30",
                 "--every", "7", "--times", "10"})
                .code,
            ExitCode::kOk);
  ASSERT_THAT(appointments_.series, SizeIs(1));
  EXPECT_EQ(appointments_.series[0].count(), 10);
  EXPECT_THAT(appointments_.booked, SizeIs(1));
  ASSERT_EQ(Ctl({"rehab", "move", kAppointment, "--at", "2026-12-02 10:00"}).code, ExitCode::kOk);
  EXPECT_EQ(appointments_.moved[0].etag(), "5");
  EXPECT_EQ(appointments_.moved[0].specialist_uid(), kSpecialist) << "the same one, unless another is named";
  EXPECT_NE(Ctl({"rehab", "move", kAppointment, "--at", "morgen"}).code, ExitCode::kOk);
  ASSERT_EQ(Ctl({"rehab", "missed", kAppointment}).code, ExitCode::kOk);
  EXPECT_FALSE(appointments_.attended[0].attended());
  ASSERT_EQ(Ctl({"rehab", "calls"}).code, ExitCode::kOk);
  EXPECT_EQ(appointments_.listed[0].states(0), APPOINTMENT_STATE_CALL_IN);
}

TEST_F(RehabCommandsTest, ACentreClosesAndAScoreIsRecorded) {
  const Ended closed =
      Ctl({"rehab", "centre", "close", kCentre, "--from", "2027-01-04", "--until", "2027-01-29", "--reason", "repair"});
  ASSERT_EQ(closed.code, ExitCode::kOk) << closed.err;
  EXPECT_THAT(closed.out, HasSubstr("7"));
  EXPECT_EQ(centres_.closed[0].parent(), kCentre);
  EXPECT_EQ(centres_.closed[0].closure().reason(), CLOSURE_REASON_REPAIR);
  ASSERT_EQ(Ctl({"rehab", "episode", "measure", kEpisode, "--instrument", "amp_pro", "--score", "38", "--on", "2026-11-20",
                 "--with-device"})
                .code,
            ExitCode::kOk);
  EXPECT_EQ(episodes_.measured[0].etag(), "3");
  EXPECT_EQ(episodes_.measured[0].measure().score(), 38);
  EXPECT_TRUE(episodes_.measured[0].measure().with_device());
  EXPECT_NE(Ctl({"rehab", "episode", "close", kEpisode, "--reason", "tired_of_it"}).code, ExitCode::kOk) << "no such code";
  EXPECT_THAT(episodes_.closed, SizeIs(0));
  ASSERT_EQ(Ctl({"rehab", "episode", "close", kEpisode, "--reason", "goals_reached"}).code, ExitCode::kOk);
  EXPECT_EQ(episodes_.closed[0].reason(), EPISODE_CLOSE_REASON_GOALS_REACHED);
}

TEST_F(RehabCommandsTest, ASlotIsKeptForWhoeverIsCalled) {
  const Ended held = Ctl({"renewals", "hold", kRenewal});
  ASSERT_EQ(held.code, ExitCode::kOk) << held.err;
  EXPECT_THAT(held.out, HasSubstr(kAppointment));
  ASSERT_THAT(renewals_.held, SizeIs(1));
  EXPECT_EQ(renewals_.held[0].etag(), "2");
  EXPECT_THAT(renewals_.held[0].request_id(), Not(::testing::IsEmpty()));
}

}  // namespace
}  // namespace dayaq::cli
