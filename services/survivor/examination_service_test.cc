#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/disability_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ExaminationTest : public DisabilityFixture {
 protected:
  v1::ReturnExaminationReferralRequest ReturnOf(const v1::ExaminationReferral& referral) const {
    v1::ReturnExaminationReferralRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(referral.name());
    request.set_etag(referral.etag());
    request.set_reason(v1::EXAMINATION_RETURN_REASON_FINDINGS_MISSING);
    return request;
  }
  absl::StatusOr<v1::ExaminationReferral> Return(const v1::ExaminationReferral& referral,
                                                 const TestCaller& caller = kExpert) const {
    return Of(examinations_, &Examinations::ReturnExaminationReferral, caller, ReturnOf(referral));
  }
};

TEST_F(ExaminationTest, AHospitalRefersAndTheExpertSeesACaseWithoutAName) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const v1::ExaminationReferral filed = Filed(record);
  EXPECT_EQ(filed.state(), v1::EXAMINATION_STATE_OPEN);
  EXPECT_EQ(filed.sending_institution(), "hospital-tartar");
  EXPECT_EQ(filed.term_working_days(), 15);
  EXPECT_FALSE(filed.has_closed_on());

  v1::ListExaminationReferralsRequest of_case;
  of_case.set_case_number(filed.case_number());
  const auto listed = Referrals(of_case);
  ASSERT_THAT(listed.examination_referrals(), SizeIs(1));
  EXPECT_EQ(listed.total(), 1);
  EXPECT_THAT(listed.examination_referrals(0).function_groups(), ElementsAre(v1::FUNCTION_GROUP_MOVEMENT));
  const v1::Survivor seen = Record(record.name(), kExpert);
  EXPECT_FALSE(seen.has_identity()) << "experts see no names";
  EXPECT_FALSE(seen.has_contacts());
  // Whoever looks after the person follows it and sees no finding.
  const auto followed = Referrals({}, kCaseworker);
  ASSERT_THAT(followed.examination_referrals(), SizeIs(1));
  EXPECT_THAT(followed.examination_referrals(0).function_groups(), IsEmpty());
  EXPECT_THAT(Referrals({}, kOtherCaseworker).examination_referrals(), IsEmpty()) << "AZ-BAR alone";
  EXPECT_THAT(Referrals({}, ThePerson(record.uid())).examination_referrals(), SizeIs(1));
}

TEST_F(ExaminationTest, OverdueOnesSurfaceWithWorkingDaysDueFirst) {
  const v1::Survivor old_one = OpenedRecord(Hurt("5ABCDE7")), older = OpenedRecord(Hurt("5ABCDE8")),
                     fresh = OpenedRecord(Hurt("5ABCDE9"));
  Filed(old_one, "2025-06-05");
  Filed(older, "2025-03-14");
  // Received on the day of the test itself: due in weeks, if the calendar has them.
  const std::string today = absl::FormatCivilTime(Today(absl::Now()));
  const auto filed = File(ReferralOf(fresh, today));
  if (!filed.ok()) EXPECT_EQ(ReasonOf(filed.status()), ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN) << filed.status();

  v1::ListExaminationReferralsRequest request;
  request.set_overdue(true);
  request.set_page_size(1);
  const auto first = Referrals(request);
  EXPECT_EQ(first.total(), 2);
  ASSERT_THAT(first.examination_referrals(), SizeIs(1));
  EXPECT_EQ(first.examination_referrals(0).survivor_uid(), older.uid());
  EXPECT_GT(first.examination_referrals(0).working_days_overdue(), 300);
  request.set_page_token(first.next_page_token());
  const auto second = Referrals(request);
  ASSERT_THAT(second.examination_referrals(), SizeIs(1));
  EXPECT_EQ(second.examination_referrals(0).survivor_uid(), old_one.uid());
  EXPECT_EQ(second.next_page_token(), "");
  if (filed.ok()) EXPECT_GE(filed->working_days_left(), 14);
}

TEST_F(ExaminationTest, OneAtATimeAndSentBackOnce) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const v1::ExaminationReferral filed = Filed(record);
  EXPECT_EQ(ReasonOf(File(ReferralOf(record)).status()), ErrorReason::ERROR_REASON_REFERRAL_OPEN);
  EXPECT_EQ(Return(filed, kRegistrar).status().code(), absl::StatusCode::kPermissionDenied);
  v1::ExaminationReferral stale = filed;
  stale.set_etag("9");
  EXPECT_EQ(ReasonOf(Return(stale).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  const auto returned = Return(filed);
  ASSERT_TRUE(returned.ok()) << returned.status();
  EXPECT_EQ(returned->state(), v1::EXAMINATION_STATE_RETURNED);
  EXPECT_EQ(returned->return_reason(), v1::EXAMINATION_RETURN_REASON_FINDINGS_MISSING);
  EXPECT_EQ(ReasonOf(Return(*returned).status()), ErrorReason::ERROR_REASON_REFERRAL_INVALID);
  EXPECT_NE(Filed(record).case_number(), filed.case_number());
}

TEST_F(ExaminationTest, FaultsAreNamedAndNothingIsStored) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  auto request = ReferralOf(record, "2025-06");
  request.set_military(true);
  request.clear_kind();
  const absl::Status refused = File(request).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(File(ReferralOf(record, "2019-06-05")).status()), ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN);
  EXPECT_EQ(File(ReferralOf(record), kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(File(ReferralOf(record), {"rashad-registrar"}).status().code(), absl::StatusCode::kNotFound) << "AZ-BAR alone";
  auto dry = ReferralOf(record);
  dry.set_validate_only(true);
  EXPECT_TRUE(File(dry).ok());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.examination_referral"), 0);
}

TEST_F(ExaminationTest, ARequestThatComesTwiceFilesOnce) {
  const auto request = ReferralOf(OpenedRecord(Hurt("5ABCDE7")));
  const auto first = File(request), again = File(request);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->name(), again->name());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.examination_referral"), 1);
}

TEST_F(ExaminationTest, ADecisionClosesItInTheSameTransaction) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const v1::ExaminationReferral filed = Filed(record);
  v1::DisabilityDecision decision = DecisionOf(65, "2025-06-20");
  decision.set_referral_uid(filed.uid());
  auto dry = DecisionOn(record, decision);
  dry.set_validate_only(true);
  ASSERT_TRUE(Decide(dry).ok());
  EXPECT_EQ(Referrals().examination_referrals(0).state(), v1::EXAMINATION_STATE_OPEN);
  const auto decided = Decide(DecisionOn(record, decision));
  ASSERT_TRUE(decided.ok()) << decided.status();
  const v1::ExaminationReferral closed = Referrals().examination_referrals(0);
  EXPECT_EQ(closed.state(), v1::EXAMINATION_STATE_DECIDED);
  EXPECT_EQ(closed.decision_uid(), decided->decisions(0).uid());
  EXPECT_TRUE(closed.has_closed_on());
  EXPECT_EQ(closed.working_days_overdue(), 0);

  // It answers one decision, and none of somebody else.
  v1::DisabilityDecision again = DecisionOf(70, "2026-06-20");
  again.set_replaces_uid(decided->decisions(0).uid());
  again.set_referral_uid(filed.uid());
  EXPECT_EQ(Decide(DecisionOn(*decided, again)).status().code(), absl::StatusCode::kInvalidArgument);
  const v1::Survivor other = OpenedRecord(Hurt("5ABCDE8"));
  v1::DisabilityDecision foreign = DecisionOf(50, "2025-06-20");
  foreign.set_referral_uid(Filed(record).uid());
  EXPECT_EQ(Decide(DecisionOn(other, foreign)).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(ExaminationTest, TheDatabaseKeepsWhatWasClosed) {
  const v1::ExaminationReferral filed = Filed(OpenedRecord(Hurt("5ABCDE7")));
  ASSERT_TRUE(Return(filed).ok());
  const auto refused = [this](const std::string& sql) { return !survivor_service_->database().Value(sql).ok(); };
  EXPECT_TRUE(refused("UPDATE survivor.examination_referral SET due_on = '2026-01-01' RETURNING 1"));
  EXPECT_TRUE(
      refused("UPDATE survivor.examination_referral SET state = 'EXAMINATION_STATE_OPEN', return_reason = NULL, closed_on = NULL "
              "RETURNING 1"));
}

}  // namespace
}  // namespace dayaq::survivor
