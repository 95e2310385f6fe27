#include "services/survivor/case_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::CivilDay kToday(2025, 6, 10);

v1::Case Opened(absl::string_view day = "2025-01-10") {
  v1::Case one;
  one.set_uid("c1");
  one.set_owner_uid("o1");
  *one.mutable_opened_on() = Date(day);
  one.set_state(v1::CASE_STATE_OPEN);
  return one;
}

v1::Goal& AddGoal(v1::Case& one, const std::string& uid, const std::string& owner = "o1") {
  v1::Goal& goal = *one.add_goals();
  goal.set_uid(uid);
  goal.set_owner_uid(owner);
  goal.set_state(v1::GOAL_STATE_OPEN);
  *goal.mutable_due_on() = Date("2025-05-01");
  return goal;
}

v1::EndGoalRequest EndOf(const std::string& uid, absl::string_view day = "", v1::GoalState state = v1::GOAL_STATE_REACHED) {
  v1::EndGoalRequest request;
  request.set_goal_uid(uid);
  request.set_state(state);
  if (!day.empty()) *request.mutable_ended_on() = Date(day);
  return request;
}

v1::CloseCaseRequest Closing(v1::GoalState open_goals = v1::GOAL_STATE_UNSPECIFIED, absl::string_view day = "") {
  v1::CloseCaseRequest request;
  request.set_reason(v1::CASE_CLOSE_REASON_GOALS_REACHED);
  request.set_words("Razıdır");
  request.set_open_goals(open_goals);
  if (!day.empty()) *request.mutable_closed_on() = Date(day);
  return request;
}

template <typename Request>
std::vector<std::string> FaultsIn(const Request& request) {
  Violations found;
  if constexpr (std::is_same_v<Request, v1::CloseCaseRequest>) {
    CheckClosing(request, found);
  } else if constexpr (std::is_same_v<Request, v1::RecordFollowUpRequest>) {
    CheckRecorded(request, kToday, found);
  } else {
    CheckEnd(request, found);
  }
  return FaultsOf(found);
}

TEST(CaseRules, ACaseIsAsFarAsItsPartsAre) {
  v1::Case one = Opened();
  EXPECT_EQ(StateOf(one), v1::CASE_STATE_OPEN);
  one.add_needs()->set_uid("n1");
  *one.add_follow_ups()->mutable_due_on() = Date("2025-02-01");
  EXPECT_EQ(StateOf(one), v1::CASE_STATE_OPEN) << "a need and a planned look are no plan yet";
  AddGoal(one, "g1");
  EXPECT_EQ(StateOf(one), v1::CASE_STATE_PLANNED);
  *one.mutable_follow_ups(0)->mutable_done_on() = Date("2025-02-02");
  EXPECT_EQ(StateOf(one), v1::CASE_STATE_ACTIVE);
  *one.mutable_closed_on() = Date("2025-03-01");
  EXPECT_EQ(StateOf(one), v1::CASE_STATE_CLOSED);
}

TEST(CaseRules, AServiceAloneMakesACaseActive) {
  v1::Case one = Opened();
  one.add_services()->set_uid("s1");
  EXPECT_EQ(StateOf(one), v1::CASE_STATE_ACTIVE);
}

TEST(CaseRules, APartEndsOnceAndNotBeforeTheCaseWasOpened) {
  v1::Case one = Opened();
  AddGoal(one, "g1");
  EXPECT_EQ(ReasonOf(EndGoal(EndOf("g2"), kToday, one).status()), ErrorReason::ERROR_REASON_CASE_PART_NOT_OPEN);
  v1::Case early = one;
  EXPECT_EQ(EndGoal(EndOf("g1", "2025-01-09"), kToday, early).status().code(), absl::StatusCode::kInvalidArgument);
  const auto ended = EndGoal(EndOf("g1", "2025-01-10"), kToday, one);
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->state(), v1::GOAL_STATE_REACHED);
  EXPECT_EQ(one.goals(0).state(), v1::GOAL_STATE_REACHED);
  EXPECT_EQ(ReasonOf(EndGoal(EndOf("g1"), kToday, one).status()), ErrorReason::ERROR_REASON_CASE_PART_NOT_OPEN);
}

TEST(CaseRules, ADayThatIsLeftOutIsToday) {
  v1::Case one = Opened();
  AddGoal(one, "g1");
  EXPECT_EQ(ToText(EndGoal(EndOf("g1"), kToday, one)->ended_on()), "2025-06-10");
}

TEST(CaseRules, ClosingTakesAWordAboutOpenGoals) {
  v1::Case one = Opened();
  AddGoal(one, "g1").set_state(v1::GOAL_STATE_REACHED);
  AddGoal(one, "g2");
  EXPECT_EQ(ReasonOf(Close(Closing(), kToday, one)), ErrorReason::ERROR_REASON_GOALS_OPEN);
  ASSERT_TRUE(Close(Closing(v1::GOAL_STATE_DROPPED), kToday, one).ok());
  EXPECT_EQ(one.goals(0).state(), v1::GOAL_STATE_REACHED) << "what was reached stays so";
  EXPECT_EQ(one.goals(1).state(), v1::GOAL_STATE_DROPPED);
  EXPECT_EQ(ToText(one.goals(1).ended_on()), "2025-06-10");
  EXPECT_EQ(ReasonOf(Close(Closing(), kToday, one)), ErrorReason::ERROR_REASON_CASE_CLOSED);
}

TEST(CaseRules, ACaseIsNotClosedBeforeItWasOpened) {
  v1::Case one = Opened("2025-01-10");
  EXPECT_EQ(Close(Closing(v1::GOAL_STATE_UNSPECIFIED, "2025-01-09"), kToday, one).code(), absl::StatusCode::kInvalidArgument);
}

TEST(CaseRules, AClosedCaseTakesNothingAndIsOpenedAgain) {
  v1::Case one = Opened();
  EXPECT_EQ(ReasonOf(Reopen(one)), ErrorReason::ERROR_REASON_CASE_NOT_CLOSED);
  ASSERT_TRUE(Close(Closing(), kToday, one).ok());
  EXPECT_EQ(ReasonOf(CheckTakesOneMore(one, 0)), ErrorReason::ERROR_REASON_CASE_CLOSED);
  EXPECT_EQ(ReasonOf(EndGoal(EndOf("g1"), kToday, one).status()), ErrorReason::ERROR_REASON_CASE_CLOSED);
  ASSERT_TRUE(Reopen(one).ok());
  EXPECT_EQ(one.times_reopened(), 1);
  EXPECT_EQ(one.close_reason(), v1::CASE_CLOSE_REASON_UNSPECIFIED);
  EXPECT_THAT(one.close_words(), IsEmpty());
  EXPECT_TRUE(CheckTakesOneMore(one, kMostParts - 1).ok());
  EXPECT_EQ(ReasonOf(CheckTakesOneMore(one, kMostParts)), ErrorReason::ERROR_REASON_CASE_FULL);
}

TEST(CaseRules, OpenGoalsOfTheFormerOwnerGoAlong) {
  v1::Case one = Opened();
  AddGoal(one, "g1");
  AddGoal(one, "g2").set_state(v1::GOAL_STATE_REACHED);
  AddGoal(one, "g3", "o3");
  Assign("o2", one);
  EXPECT_EQ(one.owner_uid(), "o2");
  EXPECT_EQ(one.goals(0).owner_uid(), "o2");
  EXPECT_EQ(one.goals(1).owner_uid(), "o1");
  EXPECT_EQ(one.goals(2).owner_uid(), "o3");
}

TEST(CaseRules, AServiceEndsOnceAndNotBeforeItBegan) {
  v1::Case one = Opened();
  v1::GivenService& service = *one.add_services();
  service.set_uid("s1");
  service.set_units(2);
  *service.mutable_given_from() = Date("2025-03");
  v1::EndServiceRequest request;
  request.set_service_uid("s1");
  *request.mutable_given_until() = Date("2025-02");
  v1::Case early = one;
  EXPECT_EQ(EndService(request, early).status().code(), absl::StatusCode::kInvalidArgument);
  *request.mutable_given_until() = Date("2025");
  const auto ended = EndService(request, one);
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_EQ(ended->units(), 2) << "nothing said of how much";
  EXPECT_EQ(ReasonOf(EndService(request, one).status()), ErrorReason::ERROR_REASON_CASE_PART_NOT_OPEN);
}

TEST(CaseRules, WhatOneRequestShowsByItself) {
  v1::EndNeedRequest need;
  need.set_state(v1::NEED_STATE_OPEN);
  *need.mutable_ended_on() = Date("2025-01");
  EXPECT_THAT(FaultsIn(need), ElementsAre("ended_on DATE_NOT_WHOLE", "state OUT_OF_RANGE"));
  EXPECT_THAT(FaultsIn(EndOf("g1", "2025", v1::GOAL_STATE_OPEN)), ElementsAre("ended_on DATE_NOT_WHOLE", "state OUT_OF_RANGE"));
  v1::CloseCaseRequest closing = Closing(v1::GOAL_STATE_OPEN, "2025-01");
  closing.set_reason(v1::CASE_CLOSE_REASON_OTHER);
  closing.clear_words();
  EXPECT_THAT(FaultsIn(closing), ElementsAre("closed_on DATE_NOT_WHOLE", "open_goals OUT_OF_RANGE", "words REQUIRED"));
  v1::RecordFollowUpRequest look;
  *look.mutable_done_on() = Date("2025-02");
  *look.mutable_next_due_on() = Date("2025-01-31");
  EXPECT_THAT(FaultsIn(look), ElementsAre("done_on DATE_NOT_WHOLE", "next_due_on PERIOD_IMPOSSIBLE"));
}

TEST(CaseRules, TheNextLookIsNotPlannedForADayBeforeThisOne) {
  v1::RecordFollowUpRequest look;
  *look.mutable_next_due_on() = Date("2025-06-09");
  EXPECT_THAT(FaultsIn(look), ElementsAre("next_due_on PERIOD_IMPOSSIBLE")) << "done today";
  *look.mutable_done_on() = Date("2025-06-08");
  EXPECT_THAT(FaultsIn(look), IsEmpty());
}

TEST(CaseRules, OnlyTwoKindsOfSupportTakeAConsentOfTheirOwn) {
  std::vector<std::string> kinds;
  for (int kind = v1::SupportKind_MIN; kind <= v1::SupportKind_MAX; ++kind) {
    if (NeedsConsent(static_cast<v1::SupportKind>(kind))) kinds.push_back(v1::SupportKind_Name(static_cast<v1::SupportKind>(kind)));
  }
  EXPECT_THAT(kinds, ElementsAre("SUPPORT_KIND_PSYCHOSOCIAL", "SUPPORT_KIND_PEER_SUPPORT"));
}

TEST(CaseRules, NothingIsAddedToARecordThatGoesOnInAnotherOne) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_TRUE(CheckStands(survivor).ok());
  survivor.set_merged_into_uid("s2");
  EXPECT_EQ(ReasonOf(CheckStands(survivor)), ErrorReason::ERROR_REASON_RECORD_MERGED);
}

RC_GTEST_PROP(CaseRules, DaysOverdueAreDaysOfTheCalendar, ()) {
  const int due = *rc::gen::inRange(0, 20000), now = *rc::gen::inRange(0, 20000);
  const absl::CivilDay first(1990, 1, 1);
  RC_ASSERT(DaysOverdue(PartialDateOf(first + due), first + now) == now - due);
}

// Whatever is done to a case, in whatever order: it is closed or not, its state is that of its parts, what ended stays ended, and a
// closed case has no open goal.
RC_GTEST_PROP(CaseRules, ACaseStaysWholeWhateverIsDoneToIt, ()) {
  v1::Case one = Opened();
  int closings = 0, reopenings = 0;
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6));
  for (const int step : steps) {
    const v1::Case before = one;
    const std::string uid = absl::StrCat("g", *rc::gen::inRange(0, 5));
    switch (step) {
      case 0:
        if (CheckTakesOneMore(one, one.goals_size()).ok()) AddGoal(one, absl::StrCat("g", one.goals_size()));
        break;
      case 1:
        (void)EndGoal(EndOf(uid), kToday, one);
        break;
      case 2:
        if (CheckTakesOneMore(one, one.services_size()).ok()) one.add_services()->set_uid("s");
        break;
      case 3:
        closings += Close(Closing(), kToday, one).ok() ? 1 : 0;
        break;
      case 4:
        closings += Close(Closing(v1::GOAL_STATE_DROPPED), kToday, one).ok() ? 1 : 0;
        break;
      default:
        reopenings += Reopen(one).ok() ? 1 : 0;
    }
    RC_ASSERT(closings - reopenings == (one.has_closed_on() ? 1 : 0));
    RC_ASSERT(one.times_reopened() == reopenings);
    RC_ASSERT((StateOf(one) == v1::CASE_STATE_CLOSED) == one.has_closed_on());
    for (int i = 0; i < one.goals_size(); ++i) {
      if (one.has_closed_on()) RC_ASSERT(one.goals(i).state() != v1::GOAL_STATE_OPEN);
      RC_ASSERT((one.goals(i).state() == v1::GOAL_STATE_OPEN) == !one.goals(i).has_ended_on());
      if (i < before.goals_size() && before.goals(i).has_ended_on()) RC_ASSERT(one.goals(i).state() == before.goals(i).state());
    }
  }
}

}  // namespace
}  // namespace dayaq::survivor
