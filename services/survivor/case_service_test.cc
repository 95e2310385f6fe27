// The way of a case: opened, needs, a plan, services, follow-ups, closed, opened again; what is due; who sees what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "services/survivor/case_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using dayaq::testing::FaultsOf;
using Reason = ErrorReason;

class CaseServiceTest : public CaseFixture {
 protected:
  // The person consents to that purpose, and to nothing else.
  void Consented(const v1::Survivor& survivor, v1::ConsentPurpose purpose) const {
    v1::GiveConsentRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    v1::Consent& consent = *request.mutable_consent();
    consent.set_purpose(purpose);
    consent.add_classes(v1::SHARED_CLASS_CONTACT);
    consent.add_operations(v1::CONSENT_OPERATION_USE);
    consent.set_recipient_institution("dost-barda");
    *consent.mutable_given_on() = Date("2024-03-01");
    consent.set_how_to_withdraw("İstənilən DOST mərkəzində");
    consent.set_after_end(v1::AFTER_CONSENT_ERASED);
    consent.set_given_by(v1::CONSENT_GIVER_SELF);
    consent.set_document(v1::CONSENT_DOCUMENT_WRITTEN);
    consent.set_document_place("DOST mərkəzinin qovluğu");
    const auto stub = v1::ConsentService::NewStub(survivor_service_->Channel());
    const auto given = survivor_service_->Call(*stub, &v1::ConsentService::Stub::GiveConsent, kCaseManager, request);
    ASSERT_TRUE(given.ok()) << given.status();
  }
  std::vector<std::string> DueDays(const TestCaller& caller = kCaseManager, const PartialDate& until = PartialDate()) const {
    std::vector<std::string> days;
    const v1::ListDueWorkResponse due = Due(caller, until);
    for (const v1::DueWork& work : due.due()) {
      days.push_back(absl::StrCat(work.kind() == v1::DUE_WORK_KIND_GOAL ? "goal " : "follow-up ", work.days_overdue(),
                                  work.mine() ? " mine" : ""));
    }
    return days;
  }
};

TEST_F(CaseServiceTest, TheWholeWayFromNeedsToClosureAndBack) {
  const v1::Survivor record = OpenedRecord(Herding());
  v1::Case one = OpenedCase(record);
  EXPECT_EQ(one.state(), v1::CASE_STATE_OPEN);
  EXPECT_EQ(one.owner_uid(), kCaseManagerUid);
  EXPECT_EQ(one.owner_institution(), "dost-barda");
  EXPECT_EQ(one.survivor_uid(), record.uid());

  one = Done(&Cases::AddNeed, NeedOn(one));
  one = Done(&Cases::AddNeed, NeedOn(one, v1::SUPPORT_KIND_STUDY_SUPPORT));
  ASSERT_THAT(one.needs(), SizeIs(2));
  EXPECT_EQ(one.needs(0).words(), "Sol ayağa protez");
  EXPECT_EQ(one.state(), v1::CASE_STATE_OPEN);
  one = Done(&Cases::AddGoal, GoalOn(one, InDays(30)));
  EXPECT_EQ(one.state(), v1::CASE_STATE_PLANNED);
  EXPECT_EQ(one.goals(0).owner_uid(), kCaseManagerUid);
  one = Done(&Cases::AddFollowUp, FollowUpOn(one, InDays(-3)));
  auto service = ServiceOn(one, v1::SUPPORT_KIND_SPORT);
  service.mutable_service()->set_units(4);
  one = Done(&Cases::AddService, service);
  EXPECT_EQ(one.state(), v1::CASE_STATE_ACTIVE);

  auto look = On<v1::RecordFollowUpRequest>(one);
  look.set_follow_up_uid(one.follow_ups(0).uid());
  look.set_outcome(v1::FOLLOW_UP_OUTCOME_PLAN_CHANGES);
  look.set_words("Güdül ağrıyır");
  *look.mutable_next_due_on() = InDays(14);
  one = Done(&Cases::RecordFollowUp, look);
  ASSERT_THAT(one.follow_ups(), SizeIs(2));
  EXPECT_EQ(one.follow_ups(0).words(), "Güdül ağrıyır");
  EXPECT_FALSE(one.follow_ups(1).has_done_on());

  auto need = On<v1::EndNeedRequest>(one);
  need.set_need_uid(one.needs(0).uid());
  need.set_state(v1::NEED_STATE_MET);
  one = Done(&Cases::EndNeed, need);
  auto until = On<v1::EndServiceRequest>(one);
  until.set_service_uid(one.services(0).uid());
  *until.mutable_given_until() = Date("2024-05");
  until.set_units(12);
  one = Done(&Cases::EndService, until);
  EXPECT_EQ(one.services(0).units(), 12);

  EXPECT_EQ(ReasonOf(Do(&Cases::CloseCase, ClosingOf(one)).status()), Reason::ERROR_REASON_GOALS_OPEN);
  one = Done(&Cases::CloseCase, ClosingOf(one, v1::GOAL_STATE_REACHED));
  EXPECT_EQ(one.state(), v1::CASE_STATE_CLOSED);
  EXPECT_EQ(one.close_words(), "Ailə kömək edir");
  EXPECT_EQ(one.goals(0).state(), v1::GOAL_STATE_REACHED);
  EXPECT_EQ(ReasonOf(Do(&Cases::AddNeed, NeedOn(one)).status()), Reason::ERROR_REASON_CASE_CLOSED);

  one = Done(&Cases::ReopenCase, ReopeningOf(one));
  EXPECT_EQ(one.state(), v1::CASE_STATE_ACTIVE);
  EXPECT_EQ(one.times_reopened(), 1);
  EXPECT_THAT(one.close_words(), IsEmpty());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.support_case_history WHERE state = 'CASE_STATE_CLOSED' AND reason LIKE 'Protez%'"),
            1);
}

TEST_F(CaseServiceTest, WordsLieSealed) {
  v1::Case one = Done(&Cases::AddNeed, NeedOn(OpenedCase()));
  Done(&Cases::AddGoal, GoalOn(one, InDays(1)));
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.case_need WHERE position('protez'::bytea IN words) > 0"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.case_goal WHERE length(words) > 33"), 1);
}

TEST_F(CaseServiceTest, APersonHasOneOpenCaseAndAnotherAfterIt) {
  const v1::Survivor record = OpenedRecord(Herding());
  const v1::Case first = OpenedCase(record);
  EXPECT_EQ(ReasonOf(Do(&Cases::OpenCase, Opening(record)).status()), Reason::ERROR_REASON_CASE_OPEN_ALREADY);
  const v1::Case closed = Done(&Cases::CloseCase, ClosingOf(first));
  const v1::Case second = OpenedCase(record);
  EXPECT_NE(second.uid(), first.uid());
  EXPECT_EQ(ReasonOf(Do(&Cases::ReopenCase, ReopeningOf(closed)).status()), Reason::ERROR_REASON_CASE_OPEN_ALREADY);
  EXPECT_EQ(ReasonOf(Do(&Cases::ReopenCase, ReopeningOf(second)).status()), Reason::ERROR_REASON_CASE_NOT_CLOSED);
  v1::ListCasesRequest list;
  list.set_survivor(record.name());
  EXPECT_EQ(Done(&Cases::ListCases, list).total(), 2);
  list.add_states(v1::CASE_STATE_CLOSED);
  EXPECT_THAT(Done(&Cases::ListCases, list).cases(), ElementsAre(::testing::Property(&v1::Case::uid, first.uid())));
}

TEST_F(CaseServiceTest, NobodyOpensACaseOfTheDead) {
  const v1::Survivor record = OpenedRecord(Herding());
  ASSERT_TRUE(Die(DeathOf(record, "2024-03-01")).ok());
  EXPECT_EQ(ReasonOf(Do(&Cases::OpenCase, Opening(record)).status()), Reason::ERROR_REASON_DEATH_KNOWN);
}

TEST_F(CaseServiceTest, AChangeIsDecidedOnTheVersionThatWasRead) {
  const v1::Case one = OpenedCase();
  Done(&Cases::AddNeed, NeedOn(one));
  EXPECT_EQ(ReasonOf(Do(&Cases::AddNeed, NeedOn(one)).status()), Reason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_THAT(Read(one).needs(), SizeIs(1));
}

TEST_F(CaseServiceTest, ARequestThatComesTwiceActsOnce) {
  const v1::Survivor record = OpenedRecord(Herding());
  const v1::OpenCaseRequest opening = Opening(record);
  const v1::Case one = Done(&Cases::OpenCase, opening);
  EXPECT_EQ(Done(&Cases::OpenCase, opening).uid(), one.uid());
  const v1::AddNeedRequest request = NeedOn(one);
  EXPECT_EQ(Done(&Cases::AddNeed, request).etag(), Done(&Cases::AddNeed, request).etag());
  EXPECT_THAT(Read(one).needs(), SizeIs(1));
}

TEST_F(CaseServiceTest, AMereCheckStoresNothing) {
  v1::Case one = OpenedCase();
  auto request = NeedOn(one);
  request.set_validate_only(true);
  EXPECT_THAT(Done(&Cases::AddNeed, request).needs(), SizeIs(1));
  EXPECT_THAT(Read(one).needs(), IsEmpty());
}

TEST_F(CaseServiceTest, WhatIsDueSurfacesMineFirstAndTheLongestOverdueFirst) {
  v1::Case mine = OpenedCase(OpenedRecord(Hurt("5ABCDE1")));
  mine = Done(&Cases::AddGoal, GoalOn(mine, InDays(-2)));
  mine = Done(&Cases::AddFollowUp, FollowUpOn(mine, InDays(-9)));
  mine = Done(&Cases::AddFollowUp, FollowUpOn(mine, InDays(0)));
  mine = Done(&Cases::AddFollowUp, FollowUpOn(mine, InDays(5)));
  v1::Case other = OpenedCase(OpenedRecord(Hurt("5ABCDE2")));
  auto give = On<v1::AssignCaseRequest>(other);
  give.set_owner_uid(kOtherCaseManagerUid);
  other = Done(&Cases::AssignCase, give);
  EXPECT_EQ(other.owner_uid(), kOtherCaseManagerUid);
  other = Done(&Cases::AddFollowUp, FollowUpOn(other, InDays(-30)));

  EXPECT_THAT(DueDays(), ElementsAre("follow-up 9 mine", "goal 2 mine", "follow-up 0 mine", "follow-up 30"));
  EXPECT_THAT(DueDays(kCaseManager, InDays(7)), SizeIs(5));
  // Both records lie in a district that is not the other's.
  EXPECT_THAT(DueDays(kOtherCaseManager), IsEmpty());
  v1::ListDueWorkRequest request;
  request.set_mine(true);
  EXPECT_EQ(Done(&Cases::ListDueWork, request).total(), 3);

  // Page by page the same, without gaps or doubles.
  request.set_mine(false);
  request.set_page_size(1);
  std::vector<std::string> days;
  do {
    const auto page = Done(&Cases::ListDueWork, request);
    for (const v1::DueWork& work : page.due()) days.push_back(absl::StrCat(work.days_overdue()));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && days.size() < 10);
  EXPECT_THAT(days, ElementsAre("9", "2", "0", "30"));

  // A case that is closed has nothing due; opened again it has.
  mine = Done(&Cases::CloseCase, ClosingOf(mine, v1::GOAL_STATE_DROPPED));
  EXPECT_THAT(DueDays(), ElementsAre("follow-up 30"));
  Done(&Cases::ReopenCase, ReopeningOf(mine));
  EXPECT_THAT(DueDays(), ElementsAre("follow-up 9 mine", "follow-up 0 mine", "follow-up 30"));
}

TEST_F(CaseServiceTest, WhoDiedIsShownAsDeadInWhatIsDue) {
  const v1::Survivor record = OpenedRecord(Herding());
  Done(&Cases::AddFollowUp, FollowUpOn(OpenedCase(record), InDays(-1)));
  ASSERT_TRUE(Die(DeathOf(Record(record.name(), kRegistrar), "2024-03-01")).ok());
  const v1::ListDueWorkResponse due = Due();
  ASSERT_THAT(due.due(), SizeIs(1));
  EXPECT_TRUE(due.due(0).survivor_deceased());
  EXPECT_EQ(due.due(0).survivor_number(), record.number());
}

TEST_F(CaseServiceTest, PsychosocialAndPeerSupportTakeAConsentOfTheirOwn) {
  const v1::Survivor record = OpenedRecord(Herding());
  v1::Case one = OpenedCase(record);
  EXPECT_EQ(ReasonOf(Do(&Cases::AddService, ServiceOn(one, v1::SUPPORT_KIND_PSYCHOSOCIAL)).status()),
            Reason::ERROR_REASON_SUPPORT_NEEDS_CONSENT);
  EXPECT_EQ(ReasonOf(Do(&Cases::AddService, ServiceOn(one, v1::SUPPORT_KIND_PEER_SUPPORT)).status()),
            Reason::ERROR_REASON_SUPPORT_NEEDS_CONSENT);
  one = Done(&Cases::AddService, ServiceOn(one, v1::SUPPORT_KIND_PHYSIOTHERAPY));
  Consented(record, v1::CONSENT_PURPOSE_PEER_CONTACT);
  EXPECT_EQ(ReasonOf(Do(&Cases::AddService, ServiceOn(one, v1::SUPPORT_KIND_PSYCHOSOCIAL)).status()),
            Reason::ERROR_REASON_SUPPORT_NEEDS_CONSENT)
      << "each purpose is asked apart";
  one = Done(&Cases::AddService, ServiceOn(one, v1::SUPPORT_KIND_PEER_SUPPORT));
  EXPECT_THAT(one.services(), SizeIs(2));
}

TEST_F(CaseServiceTest, ACaseworkerSeesThatThereIsACaseAndNotWhatIsNeeded) {
  v1::Case one = Done(&Cases::AddNeed, NeedOn(OpenedCase()));
  one = Done(&Cases::CloseCase, ClosingOf(one));
  const v1::Case seen = Read(one, kCaseworker);
  EXPECT_EQ(seen.owner_uid(), kCaseManagerUid);
  EXPECT_EQ(seen.state(), v1::CASE_STATE_CLOSED);
  EXPECT_THAT(seen.needs(), IsEmpty());
  EXPECT_THAT(seen.close_words(), IsEmpty());
  EXPECT_EQ(seen.close_reason(), v1::CASE_CLOSE_REASON_UNSPECIFIED);
  EXPECT_THAT(seen.redacted_fields(), ::testing::Contains("needs"));
  EXPECT_EQ(Do(&Cases::AddNeed, NeedOn(one), kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Do(&Cases::ListDueWork, v1::ListDueWorkRequest(), kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Do(
                &Cases::GetCase,
                [&] {
                  v1::GetCaseRequest request;
                  request.set_name(one.name());
                  return request;
                }(),
                kOtherCaseManager)
                .status()
                .code(),
            absl::StatusCode::kNotFound)
      << "another district";
}

TEST_F(CaseServiceTest, OnlyACaseManagerOfTheHouseIsGivenACase) {
  const v1::Case one = OpenedCase();
  auto give = On<v1::AssignCaseRequest>(one);
  give.set_owner_uid("01900000-0000-7000-8000-000000000008");  // a caseworker
  EXPECT_THAT(FaultsOf(Do(&Cases::AssignCase, give).status()), ElementsAre("owner_uid STAFF_CLOSED"));
  auto goal = GoalOn(one, InDays(3));
  goal.mutable_goal()->set_owner_uid("01900000-0000-7000-8000-000000000003");  // a clinician elsewhere
  EXPECT_THAT(FaultsOf(Do(&Cases::AddGoal, goal).status()), ElementsAre("goal.owner_uid STAFF_CLOSED"));
}

TEST_F(CaseServiceTest, EverythingThatIsWrongAtOnce) {
  v1::Case one = OpenedCase();
  auto goal = On<v1::AddGoalRequest>(one);
  goal.mutable_goal()->set_words("x");
  *goal.mutable_goal()->mutable_due_on() = Date("2030-02");
  EXPECT_THAT(FaultsOf(Do(&Cases::AddGoal, goal).status()),
              ::testing::UnorderedElementsAre("goal.words TOO_SHORT", "goal.due_on DATE_NOT_WHOLE"));
  EXPECT_THAT(FaultsOf(Do(&Cases::AddNeed, On<v1::AddNeedRequest>(one)).status()), ElementsAre("need REQUIRED"));
  auto closing = ClosingOf(one);
  closing.set_reason(v1::CASE_CLOSE_REASON_OTHER);
  closing.clear_words();
  *closing.mutable_closed_on() = InDays(2);
  EXPECT_THAT(FaultsOf(Do(&Cases::CloseCase, closing).status()),
              ::testing::UnorderedElementsAre("closed_on IN_THE_FUTURE", "words REQUIRED"));
  auto end = On<v1::EndGoalRequest>(one);
  end.set_goal_uid(one.uid());
  end.set_state(v1::GOAL_STATE_REACHED);
  EXPECT_EQ(ReasonOf(Do(&Cases::EndGoal, end).status()), Reason::ERROR_REASON_CASE_PART_NOT_OPEN);
  auto opening = Opening(OpenedRecord(Hurt("5ABCDE9")));
  *opening.mutable_opened_on() = Date("2024");
  EXPECT_THAT(FaultsOf(Do(&Cases::OpenCase, opening).status()), ElementsAre("opened_on DATE_NOT_WHOLE"));
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.case_goal"), 0);
}

TEST_F(CaseServiceTest, APersonNobodyHasNamedYetGetsACaseToo) {
  const v1::Case one = OpenedCase(OpenedRecord(Hurt("")));
  EXPECT_EQ(Done(&Cases::AddNeed, NeedOn(one)).needs(0).words(), "Sol ayağa protez");
}

}  // namespace
}  // namespace dayaq::survivor
