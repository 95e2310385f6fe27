// Calling in: slots that are kept for whoever is called, and what the house tells when nobody was reached.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "services/rehabilitation/people_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

class CallInTest : public PeopleFixture {
 protected:
  absl::StatusOr<v1::Appointment> Hold(const v1::Renewal& renewal, const TestCaller& caller = kClerk) const {
    return Ask(&Renewals::HoldRenewalSlot, caller, On<v1::HoldRenewalSlotRequest>(renewal));
  }
  int Proposals() const {
    return Got(&Renewals::ProposeRenewalAppointments, kClerk, v1::ProposeRenewalAppointmentsRequest()).proposals_size();
  }
  v1::Renewal Overdue(const survivor::v1::Survivor& person) const {
    const v1::Device device = Delivered(PrescriptionFor(person, "2024-05-14"), "2024-06-10", "2024-07-03",
                                        absl::AsciiStrToUpper(NewRequestId().substr(24)));
    FollowAll();
    return RenewalNow(device, kClerk);
  }
};

TEST_F(CallInTest, ASlotIsKeptWhileThePersonIsCalled) {
  const survivor::v1::Survivor person = Refer(Known());
  v1::Renewal renewal = Overdue(person);
  ASSERT_EQ(renewal.state(), v1::RENEWAL_STATE_TO_CALL);
  EXPECT_EQ(Proposals(), 1);
  const auto proposed = Got(&Renewals::ProposeRenewalAppointments, kClerk, v1::ProposeRenewalAppointmentsRequest());
  EXPECT_NE(proposed.proposals(0).slot().specialist_name(), "") << "who it is, in words";
  EXPECT_NE(proposed.proposals(0).slot().room_title(), "");
  EXPECT_TRUE(proposed.proposals(0).late()) << "the due day is over";
  EXPECT_EQ(ReasonOf(Hold(renewal, kGanjaClerk).status()), ErrorReason::ERROR_REASON_NOT_FOUND);
  auto dry = On<v1::HoldRenewalSlotRequest>(renewal);
  dry.set_validate_only(true);
  EXPECT_TRUE(Ask(&Renewals::HoldRenewalSlot, kClerk, dry).ok());
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.appointment"), 0);

  const auto held = Hold(renewal);
  ASSERT_TRUE(held.ok()) << held.status();
  EXPECT_EQ(held->state(), v1::APPOINTMENT_STATE_HELD);
  EXPECT_EQ(held->visit(), v1::VISIT_KIND_DEVICE_MEASUREMENT);
  EXPECT_EQ(held->starts_time().seconds(), proposed.proposals(0).slot().starts_time().seconds());
  EXPECT_LE(held->hold_until_time().seconds(), held->starts_time().seconds());
  // Somebody who comes again after years has an episode to come in.
  EXPECT_EQ(EpisodesOf(person)[0].origin(), v1::EPISODE_ORIGIN_RENEWAL);
  v1::GetRenewalRequest get;
  get.set_name(renewal.name());
  renewal = Got(&Renewals::GetRenewal, kClerk, get);
  EXPECT_EQ(renewal.appointment_uid(), held->uid());
  EXPECT_EQ(Proposals(), 0) << "whoever has one is not proposed another";
  EXPECT_EQ(ReasonOf(Hold(renewal).status()), ErrorReason::ERROR_REASON_RENEWAL_HAS_APPOINTMENT);

  const v1::Appointment booked = Done(&Appointments::ConfirmHold, kClerk, On<v1::ConfirmHoldRequest>(*held));
  EXPECT_EQ(booked.state(), v1::APPOINTMENT_STATE_BOOKED);
  auto cancel = On<v1::CancelAppointmentRequest>(booked);
  cancel.set_reason(v1::CANCEL_REASON_BY_PERSON);
  Done(&Appointments::CancelAppointment, kClerk, cancel);
  EXPECT_EQ(Proposals(), 1);
  EXPECT_TRUE(Hold(renewal).ok()) << "and another one, in the same episode";
  EXPECT_EQ(EpisodesOf(person).size(), 1U);

  // A hold of which nobody heard ends by itself.
  Sql("UPDATE rehabilitation.appointment SET hold_until_time = now() - interval '1 minute' WHERE state = 'APPOINTMENT_STATE_HELD'; "
      "UPDATE outbox.delivery SET due_time = now() WHERE event_uid IN (SELECT uid FROM outbox.event WHERE kind = "
      "'appointment.hold_ends')");
  FollowAll();
  EXPECT_EQ(Proposals(), 1);
  renewal = Got(&Renewals::GetRenewal, kClerk, get);
  auto declined = On<v1::RecordRenewalContactRequest>(renewal);
  declined.set_outcome(v1::CONTACT_OUTCOME_DECLINED);
  *declined.mutable_tried_on() = PartialDateOf(Today(absl::Now()));
  renewal = Got(&Renewals::RecordRenewalContact, kClerk, declined);
  EXPECT_EQ(ReasonOf(Hold(renewal).status()), ErrorReason::ERROR_REASON_RENEWAL_CLOSED);
}

TEST_F(CallInTest, WhoWasNotReachedInTimeIsToldOneByOneHoweverMany) {
  const std::vector<survivor::v1::Survivor> people = {Refer(Person("2024-02-04")), Refer(Person("2024-03-05")),
                                                      Refer(Person("2024-04-06"))};
  for (const auto& person : people) EXPECT_EQ(Overdue(person).state(), v1::RENEWAL_STATE_TO_CALL);
  EXPECT_EQ(Told("renewal.escalated"), 0);
  Sql("UPDATE rehabilitation.renewal SET next_on = '2026-01-01'");
  Tell("retention.day", "days/2026-11-30");
  FollowAll();
  EXPECT_EQ(Told("renewal.escalated"), 3);
  EXPECT_EQ(Count("SELECT count(DISTINCT resource) FROM outbox.event WHERE kind = 'renewal.escalated'"), 3);
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.renewal WHERE state = 'RENEWAL_STATE_ESCALATED' AND next_on IS NULL"), 3);
  Tell("retention.day", "days/2026-12-01");
  FollowAll();
  EXPECT_EQ(Told("renewal.escalated"), 3) << "once";
}

TEST_F(CallInTest, ASpecialistIsSomebodyOfTheHouse) {
  v1::GetCentreRequest get;
  get.set_name(std::string("centres/") + kBaku);
  v1::Specialist therapist;
  const v1::Centre centre = Done(&Centres::GetCentre, kClerk, get);
  for (const v1::Specialist& one : centre.specialists()) {
    if (one.uid() == kTherapist) therapist = one;
  }
  const auto staff = [&](const std::string& subject) {
    return rehabilitation_->database().Value("SELECT uid FROM access.staff WHERE subject = '" + subject + "'").value_or("");
  };
  auto correct = On<v1::CorrectSpecialistRequest>(therapist);
  correct.set_name(absl::StrCat("specialists/", therapist.uid()));
  correct.set_name(absl::StrCat("centres/", kBaku, "/specialists/", therapist.uid()));
  *correct.mutable_specialist() = therapist;
  correct.mutable_specialist()->set_staff_uid(staff("lamiya-clerk"));
  EXPECT_EQ(FaultsOf(Ask(&Centres::CorrectSpecialist, kClerk, correct).status()),
            std::vector<std::string>{"specialist.staff_uid SPECIALIST_NOT_OF_STAFF"})
      << "she works in Ganja";
  correct.set_request_id(NewRequestId());
  correct.mutable_specialist()->set_staff_uid(staff("gunel-rehabilitation"));
  EXPECT_EQ(Done(&Centres::CorrectSpecialist, kClerk, correct).staff_uid(), staff("gunel-rehabilitation"));
}

}  // namespace
}  // namespace dayaq::rehabilitation
