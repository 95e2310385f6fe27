// A death as an event with its consequences: the open case closes, what is on its way elsewhere ends, the record stays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/later_facts_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class DeathTest : public LaterFactsFixture {
 protected:
  // With a goal and a follow-up that is due.
  v1::Case Planned(const v1::Survivor& survivor) const {
    const v1::Case one = OpenCase(survivor);
    v1::AddGoalRequest goal;
    goal.set_request_id(NewRequestId());
    goal.set_name(one.name());
    goal.set_etag(one.etag());
    goal.mutable_goal()->set_words("Özü yeriyir");
    *goal.mutable_goal()->mutable_due_on() = Date("2024-09-01");
    v1::AddFollowUpRequest follow_up;
    follow_up.set_request_id(NewRequestId());
    follow_up.set_name(one.name());
    follow_up.set_etag(Now(&v1::CaseService::Stub::AddGoal, kLaterCaseManager, goal).etag());
    *follow_up.mutable_due_on() = Date("2024-09-02");
    return Now(&v1::CaseService::Stub::AddFollowUp, kLaterCaseManager, follow_up);
  }
  v1::ReferralStatus Follow(const v1::ReferralStatus& referral) const {
    v1::GetReferralStatusRequest request;
    request.set_name(referral.name());
    return Now(&v1::ReferralService::Stub::GetReferralStatus, kClinician, request);
  }
};

TEST_F(DeathTest, WhatWasPlannedEndsAndTheRecordStays) {
  const v1::Survivor record = Woman("Cəfərova", "Sevinc"), living = Woman("Quliyeva", "Aygün", "2024-03-05");
  const v1::Case one = Planned(record), other = Planned(living);
  const v1::ReferralStatus referral = SendReferral(record, GiveConsent(record)), others = SendReferral(living, GiveConsent(living));
  const v1::ExaminationReferral form = FileForm88(record);
  const v1::Treatment treatment = AddTreatment(record, "Güdülün reviziyası");
  EXPECT_THAT(Now(&v1::CaseService::Stub::ListDueWork, kLaterCaseManager, v1::ListDueWorkRequest()).due(), SizeIs(4));
  const auto dead = Die(DeathOf(Record(record.name()), "2024-08-10"));
  ASSERT_TRUE(dead.ok()) << dead.status();
  React();

  const v1::Case closed = CaseNamed(one.name());
  EXPECT_EQ(closed.state(), v1::CASE_STATE_CLOSED);
  EXPECT_EQ(closed.close_reason(), v1::CASE_CLOSE_REASON_DIED);
  EXPECT_EQ(closed.goals(0).state(), v1::GOAL_STATE_DROPPED);
  EXPECT_EQ(closed.goals(0).words(), "Özü yeriyir") << "what was planned stays readable";
  EXPECT_EQ(CaseNamed(other.name()).state(), v1::CASE_STATE_PLANNED);
  EXPECT_THAT(Now(&v1::CaseService::Stub::ListDueWork, kLaterCaseManager, v1::ListDueWorkRequest()).due(), SizeIs(2))
      << "of the living";
  EXPECT_EQ(Follow(referral).state(), v1::REFERRAL_STATE_PERSON_DIED);
  EXPECT_TRUE(Follow(referral).has_close_time());
  EXPECT_EQ(Follow(others).state(), v1::REFERRAL_STATE_SENT);
  v1::GetReferralRequest received;
  received.set_name(referral.name());
  EXPECT_FALSE(Now(&v1::ReferralService::Stub::GetReferral, kLaterReceiver, received).has_sheet()) << "what was shared is gone";
  v1::ListExaminationReferralsRequest forms;
  forms.set_survivor(record.name());
  const auto listed = Now(&v1::ExaminationService::Stub::ListExaminationReferrals, kRegistrar, forms);
  ASSERT_THAT(listed.examination_referrals(), SizeIs(1));
  EXPECT_EQ(listed.examination_referrals(0).return_reason(), v1::EXAMINATION_RETURN_REASON_PERSON_DIED);
  EXPECT_THAT(Treatments(record).treatments(), SizeIs(1));

  // A death that was a mistake: the person lives; what it ended a person begins again.
  const auto revived = Revive(Record(record.name()));
  ASSERT_TRUE(revived.ok()) << revived.status();
  React();
  EXPECT_EQ(CaseNamed(one.name()).state(), v1::CASE_STATE_CLOSED);
  v1::ReopenCaseRequest reopen;
  reopen.set_request_id(NewRequestId());
  reopen.set_name(one.name());
  reopen.set_etag(CaseNamed(one.name()).etag());
  reopen.set_reason("Şəxs sağdır");
  EXPECT_EQ(Now(&v1::CaseService::Stub::ReopenCase, kLaterCaseManager, reopen).state(), v1::CASE_STATE_PLANNED);
}

TEST_F(DeathTest, ADeathThatIsKnownByAMergeEndsTheSame) {
  const v1::Survivor living = Woman("Cəfərova", "Sevinc"), dead = Woman("Cəfərova", "Sevinc", "2024-03-05");
  const v1::Case one = Planned(living);
  ASSERT_TRUE(Die(DeathOf(Record(dead.name()), "2024-08-10")).ok());
  React();
  EXPECT_EQ(CaseNamed(one.name()).state(), v1::CASE_STATE_PLANNED);
  ASSERT_TRUE(Merge(dead, living).ok());
  React();
  EXPECT_EQ(CaseNamed(one.name()).state(), v1::CASE_STATE_CLOSED);
  EXPECT_THAT(Now(&v1::CaseService::Stub::ListDueWork, kLaterCaseManager, v1::ListDueWorkRequest()).due(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::survivor
