// The rehabilitation service as it runs beside the incident and the survivor service on one database, for integration tests: who
// works at the centres of db/sample/rehabilitation.sql, and short ways to call. Every name is invented.
#ifndef SERVICES_REHABILITATION_REHABILITATION_TEST_FIXTURE_H_
#define SERVICES_REHABILITATION_REHABILITATION_TEST_FIXTURE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dayaq/rehabilitation/v1/appointment_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/centre_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/episode_service.grpc.pb.h"
#include "services/platform/base/proto_time.h"
#include "services/rehabilitation/rehabilitation_names.h"
#include "services/rehabilitation/rehabilitation_parts.h"
#include "services/rehabilitation/rehabilitation_test_data.h"
#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::rehabilitation {

using dayaq::testing::NewRequestId;
using dayaq::testing::TestCaller;
using survivor::kProsthetist;
using survivor::kRegistrar;

inline const TestCaller kClerk{"aynur-clerk"};                    // of the centre in Baku
inline const TestCaller kOtherClerk{"samad-clerk"};               // of the same
inline const TestCaller kGanjaClerk{"lamiya-clerk"};              // of the centre in Ganja
inline const TestCaller kBakuSpecialist{"gunel-rehabilitation"};  // Baku
inline const TestCaller kCaseManager{"sabina-case"};              // AZ-TAR and AZ-BAR
inline const TestCaller kPayer{"elnur-foundation"};

inline constexpr char kBaku[] = "01900000-0000-7000-a100-000000000001";
inline constexpr char kGanja[] = "01900000-0000-7000-a100-000000000002";
inline constexpr char kFoundation[] = "01900000-0000-7000-a100-000000000003";
inline constexpr char kDoctor[] = "01900000-0000-7000-a200-000000000001";
inline constexpr char kTherapist[] = "01900000-0000-7000-a200-000000000002";
inline constexpr char kProsthetistOfBaku[] = "01900000-0000-7000-a200-000000000003";
inline constexpr char kPsychologist[] = "01900000-0000-7000-a200-000000000004";
inline constexpr char kTherapistOfGanja[] = "01900000-0000-7000-a200-000000000007";
inline constexpr char kHall[] = "01900000-0000-7000-a300-000000000002";

class RehabilitationFixture : public survivor::SharingFixture {
 protected:
  using Centres = v1::CentreService::Stub;
  using Episodes = v1::EpisodeService::Stub;
  using Appointments = v1::AppointmentService::Stub;

  void SetUp() override {
    SharingFixture::SetUp();
    if (survivor_service_ == nullptr) return;
    auto policies = RehabilitationPolicies::Load("policy");
    ASSERT_TRUE(policies.ok()) << policies.status();
    // Whatever year it is, this one and those behind it are known.
    policies->calendar = InventedCalendar(static_cast<int>(Today(absl::Now()).year()), YearsKnown());
    rehabilitation_parts_.emplace(*std::move(policies));
    auto started =
        dayaq::testing::TestService::Start("rehabilitation", rehabilitation_parts_->methods(), rehabilitation_parts_->reactions(),
                                           service_->shared_database(), [this](HostOptions& options) { Adjust(options); });
    ASSERT_TRUE(started.ok()) << started.status();
    rehabilitation_ = *std::move(started);
    centres_ = v1::CentreService::NewStub(rehabilitation_->Channel());
    episodes_ = v1::EpisodeService::NewStub(rehabilitation_->Channel());
    appointments_ = v1::AppointmentService::NewStub(rehabilitation_->Channel());
  }

  // How many years of the working calendar have been announced.
  virtual int YearsKnown() const { return 3; }

  using SharingFixture::Ask;
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Centres::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return rehabilitation_->Call(*centres_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Episodes::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return rehabilitation_->Call(*episodes_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Appointments::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return rehabilitation_->Call(*appointments_, method, caller, request);
  }
  // The same where it must work.
  template <typename Stub, typename Request, typename Response>
  Response Done(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
                const Request& request) const {
    auto done = Ask(method, caller, request);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(Response());
  }
  // What the rehabilitation service has to do by itself, done.
  void Follow() const {
    React();
    const auto handled = rehabilitation_->React();
    EXPECT_TRUE(handled.ok()) << handled.status();
  }

  void OpenReferral(const std::string& name) const {
    survivor::v1::OpenReferralRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(name);
    Done(&Referrals::OpenReferral, kClerk, request);
  }
  // Somebody who was referred to the centre in Baku, where the referral was opened.
  survivor::v1::Survivor Referred() const {
    const survivor::v1::Survivor person = Known();
    const auto sent = Sent(ReferralOf(person, Given(ConsentOf(person))));
    OpenReferral(sent.name());
    return person;
  }
  static v1::OpenEpisodeRequest OpeningFor(const survivor::v1::Survivor& person, v1::EpisodeKind kind = v1::EPISODE_KIND_PHYSICAL) {
    v1::OpenEpisodeRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(person.name());
    request.set_kind(kind);
    return request;
  }
  v1::Episode Opened(const survivor::v1::Survivor& person, v1::EpisodeKind kind = v1::EPISODE_KIND_PHYSICAL) const {
    return Done(&Episodes::OpenEpisode, kClerk, OpeningFor(person, kind));
  }
  using SharingFixture::Opened;
  v1::Episode Opened() const { return Opened(Referred()); }
  // Open episodes at a centre of people whom nobody else knows, without the way that leads there.
  std::vector<std::string> ManyEpisodes(int count, const std::string& centre = kBaku,
                                        const std::string& institution = "rehabilitation-baku") const {
    std::vector<std::string> names;
    std::string rows;
    for (int i = 0; i < count; ++i) {
      const std::string uid = NewRequestId();
      names.push_back("episodes/" + uid);
      absl::StrAppend(&rows, i == 0 ? "" : ",", "('", uid, "', 1, '", NewRequestId(), "', '", 8000000 + i, "', '", centre,
                      "', 'EPISODE_KIND_PHYSICAL', 'EPISODE_STATE_OPEN', 'EPISODE_ORIGIN_REFERRAL', '2026-01-01', now(), now(), "
                      "'az', 'AZ-TAR', '",
                      institution, "')");
    }
    Sql("INSERT INTO rehabilitation.episode (uid, etag, survivor_uid, survivor_number, centre_uid, kind, state, origin, opened_on, "
        "create_time, update_time, register, district, institution) VALUES " +
        rows);
    return names;
  }

  // A change of something as it was read.
  template <typename Request, typename M>
  static Request On(const M& thing) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(thing.name());
    request.set_etag(thing.etag());
    return request;
  }

  static v1::SearchSlotsRequest SearchFor(v1::VisitKind visit, const std::string& centre = kBaku) {
    v1::SearchSlotsRequest request;
    request.set_visit(visit);
    request.add_centre_uids(centre);
    // From tomorrow on, so that nothing begins while a test runs.
    *request.mutable_first_day() = PartialDateOf(Today(absl::Now()) + 1);
    return request;
  }
  std::vector<v1::FreeSlot> FreeFor(v1::VisitKind visit, int most = 20, const std::string& centre = kBaku) const {
    v1::SearchSlotsRequest request = SearchFor(visit, centre);
    request.set_most(most);
    const auto found = Done(&Appointments::SearchSlots, kClerk, request);
    return {found.slots().begin(), found.slots().end()};
  }
  template <typename Request = v1::BookAppointmentRequest>
  static Request BookingOf(const std::string& episode, v1::VisitKind visit, const v1::FreeSlot& slot) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_episode(episode);
    request.set_visit(visit);
    request.set_specialist_uid(slot.specialist_uid());
    *request.mutable_starts_time() = slot.starts_time();
    return request;
  }
  v1::Appointment Booked(const v1::Episode& episode, v1::VisitKind visit, const v1::FreeSlot& slot) const {
    return Done(&Appointments::BookAppointment, kClerk, BookingOf(episode.name(), visit, slot));
  }
  v1::Appointment Reread(const v1::Appointment& appointment, const TestCaller& caller = kClerk) const {
    v1::GetAppointmentRequest request;
    request.set_name(appointment.name());
    return Done(&Appointments::GetAppointment, caller, request);
  }
  v1::Episode Reread(const v1::Episode& episode, const TestCaller& caller = kBakuSpecialist) const {
    v1::GetEpisodeRequest request;
    request.set_name(episode.name());
    return Done(&Episodes::GetEpisode, caller, request);
  }
  static std::vector<std::string> FaultsOf(const absl::Status& status) { return dayaq::testing::FaultsOf(status); }

  std::optional<RehabilitationParts> rehabilitation_parts_;
  std::unique_ptr<dayaq::testing::TestService> rehabilitation_;
  std::unique_ptr<Centres> centres_;
  std::unique_ptr<Episodes> episodes_;
  std::unique_ptr<Appointments> appointments_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_REHABILITATION_TEST_FIXTURE_H_
