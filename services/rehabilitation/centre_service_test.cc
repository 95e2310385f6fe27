// Centres through the whole wrapper on a real database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rehabilitation/rehabilitation_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class CentreServiceTest : public RehabilitationFixture {
 protected:
  v1::Centre Read(const std::string& uid, const TestCaller& caller = kClerk) const {
    v1::GetCentreRequest request;
    request.set_name("centres/" + uid);
    return Done(&Centres::GetCentre, caller, request);
  }
  v1::CorrectCentreRequest CorrectionOf(const v1::Centre& centre) const {
    auto request = On<v1::CorrectCentreRequest>(centre);
    *request.mutable_centre() = centre;
    request.mutable_centre()->clear_specialists();
    request.mutable_centre()->clear_rooms();
    request.mutable_centre()->clear_closures();
    return request;
  }
};

TEST_F(CentreServiceTest, EverybodyReadsCentresAndTheirOwnInstitutionKeepsThem) {
  v1::ListCentresRequest listing;
  const auto all = Done(&Centres::ListCentres, kCaseManager, listing);
  EXPECT_EQ(all.total(), 3);
  listing.set_visit(v1::VISIT_KIND_PSYCHOLOGICAL_SUPPORT);
  listing.set_district("AZ-TAR");
  EXPECT_THAT(Done(&Centres::ListCentres, kCaseManager, listing).centres(), SizeIs(1));
  const v1::Centre baku = Read(kBaku, kCaseManager);
  EXPECT_THAT(baku.specialists(), SizeIs(5));
  EXPECT_THAT(baku.rooms(), SizeIs(4));

  v1::CorrectCentreRequest request = CorrectionOf(baku);
  request.mutable_centre()->set_phone("+994120000099");
  EXPECT_EQ(ReasonOf(Ask(&Centres::CorrectCentre, kGanjaClerk, request).status()), ErrorReason::ERROR_REASON_NOT_FOUND);
  EXPECT_EQ(ReasonOf(Ask(&Centres::CorrectCentre, kBakuSpecialist, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  const auto corrected = Done(&Centres::CorrectCentre, kClerk, request);
  EXPECT_EQ(corrected.phone(), "+994120000099");
  EXPECT_EQ(corrected.institution(), "rehabilitation-baku");
  request.set_request_id(NewRequestId());
  EXPECT_EQ(ReasonOf(Ask(&Centres::CorrectCentre, kClerk, request).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);

  v1::AddCentreRequest another;
  another.set_request_id(NewRequestId());
  *another.mutable_centre() = request.centre();
  EXPECT_EQ(ReasonOf(Ask(&Centres::AddCentre, kClerk, another).status()), ErrorReason::ERROR_REASON_CENTRE_EXISTS);
  another.mutable_centre()->set_name_az("");
  another.mutable_centre()->set_district("AZ-XX");
  another.mutable_centre()->mutable_hours(0)->set_closes_minute(500);
  another.mutable_centre()->add_visits()->set_visit(v1::VISIT_KIND_PEER_SUPPORT);
  EXPECT_THAT(FaultsOf(Ask(&Centres::AddCentre, kClerk, another).status()),
              UnorderedElementsAre("centre.name_az REQUIRED", "centre.hours[0].closes_minute HOURS_IMPOSSIBLE",
                                   "centre.visits[9].minutes OUT_OF_RANGE"));
}

TEST_F(CentreServiceTest, SpecialistsAndRoomsGiveWhatTheCentreGives) {
  v1::AddSpecialistRequest request;
  request.set_request_id(NewRequestId());
  request.set_parent(std::string("centres/") + kBaku);
  request.mutable_specialist()->set_full_name("Nərmin Nümunəli");
  request.mutable_specialist()->add_visits(v1::VISIT_KIND_PHYSIOTHERAPY);
  request.mutable_specialist()->add_visits(v1::VISIT_KIND_PEER_SUPPORT);
  EXPECT_THAT(FaultsOf(Ask(&Centres::AddSpecialist, kClerk, request).status()),
              ElementsAre("specialist.visits[1] VISIT_NOT_OFFERED"));
  request.mutable_specialist()->mutable_visits()->RemoveLast();
  EXPECT_EQ(ReasonOf(Ask(&Centres::AddSpecialist, kGanjaClerk, request).status()), ErrorReason::ERROR_REASON_NOT_FOUND);
  const v1::Specialist added = Done(&Centres::AddSpecialist, kClerk, request);
  EXPECT_EQ(added.name(), "centres/" + std::string(kBaku) + "/specialists/" + added.uid());
  // Another therapist and still one hall: as many slots as before, each with either of the two.
  v1::AddRoomRequest room;
  room.set_request_id(NewRequestId());
  room.set_parent(request.parent());
  room.mutable_room()->set_title("Zal 2");
  room.mutable_room()->add_visits(v1::VISIT_KIND_PHYSIOTHERAPY);
  const v1::Room hall = Done(&Centres::AddRoom, kClerk, room);
  auto closing = On<v1::CorrectRoomRequest>(hall);
  *closing.mutable_room() = hall;
  *closing.mutable_room()->mutable_ended_on() = PartialDateOf(Today(absl::Now()) - 1);
  EXPECT_EQ(Done(&Centres::CorrectRoom, kClerk, closing).ended_on().year(), closing.room().ended_on().year());
  auto leaving = On<v1::CorrectSpecialistRequest>(added);
  *leaving.mutable_specialist() = added;
  *leaving.mutable_specialist()->mutable_ended_on() = PartialDateOf(Today(absl::Now()) - 1);
  Done(&Centres::CorrectSpecialist, kClerk, leaving);
  for (const v1::FreeSlot& slot : FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 200)) {
    EXPECT_EQ(slot.specialist_uid(), kTherapist);
    EXPECT_EQ(slot.room_uid(), kHall);
  }
}

// A month without the centre: what was booked is to be called in, nothing is booked, and taking the closure back opens the days
// again.
TEST_F(CentreServiceTest, ACentreThatClosesForAMonthCallsInWhomItExpects) {
  const v1::Episode episode = Opened();
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 60);
  ASSERT_THAT(slots, SizeIs(60));
  const v1::Appointment first = Booked(episode, v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]);
  const v1::Appointment second = Booked(episode, v1::VISIT_KIND_PHYSIOTHERAPY, slots[20]);
  const absl::CivilDay begin = Today(absl::Now()) + 1;

  v1::AddClosureRequest request;
  request.set_request_id(NewRequestId());
  request.set_parent(std::string("centres/") + kBaku);
  *request.mutable_closure()->mutable_first_day() = PartialDateOf(begin);
  *request.mutable_closure()->mutable_last_day() = PartialDateOf(begin + 29);
  request.mutable_closure()->set_reason(v1::CLOSURE_REASON_REPAIR);
  EXPECT_EQ(ReasonOf(Ask(&Centres::AddClosure, kGanjaClerk, request).status()), ErrorReason::ERROR_REASON_NOT_FOUND);
  const v1::Closure closure = Done(&Centres::AddClosure, kClerk, request);
  EXPECT_EQ(closure.called_in(), 2);
  EXPECT_EQ(Reread(first).state(), v1::APPOINTMENT_STATE_CALL_IN);
  EXPECT_EQ(Reread(second).closure_uid(), closure.uid());
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'appointment.to_call_in'"), 2);

  v1::ListAppointmentsRequest to_call;
  to_call.set_centre_uid(kBaku);
  to_call.add_states(v1::APPOINTMENT_STATE_CALL_IN);
  EXPECT_EQ(Done(&Appointments::ListAppointments, kClerk, to_call).total(), 2);
  EXPECT_EQ(
      ReasonOf(
          Ask(&Appointments::BookAppointment, kClerk, BookingOf(episode.name(), v1::VISIT_KIND_PHYSIOTHERAPY, slots[1])).status()),
      ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  const auto later = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 2);
  ASSERT_THAT(later, SizeIs(2));
  EXPECT_GE(Today(TimeOf(later[0].starts_time())), begin + 30);
  // Called, and another day found.
  auto move = On<v1::MoveAppointmentRequest>(Reread(first));
  move.set_specialist_uid(kTherapist);
  *move.mutable_starts_time() = later[0].starts_time();
  const v1::Appointment moved = Done(&Appointments::MoveAppointment, kClerk, move);
  EXPECT_EQ(moved.state(), v1::APPOINTMENT_STATE_BOOKED);
  EXPECT_EQ(moved.times_moved(), 1);
  EXPECT_EQ(Done(&Appointments::ListAppointments, kClerk, to_call).total(), 1);

  auto opening = On<v1::EndClosureRequest>(closure);
  EXPECT_TRUE(Done(&Centres::EndClosure, kClerk, opening).has_withdrawn_time());
  opening = On<v1::EndClosureRequest>(closure);
  opening.set_etag("2");
  EXPECT_EQ(ReasonOf(Ask(&Centres::EndClosure, kClerk, opening).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  EXPECT_LT(Today(TimeOf(FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0].starts_time())), begin + 30);
}

}  // namespace
}  // namespace dayaq::rehabilitation
