#include "services/survivor/death_rules.h"

#include <gtest/gtest.h>

#include "services/survivor/case_rules.h"

namespace dayaq::survivor {
namespace {

PartialDate Day(const std::string& text) { return *PartialDateFromText(text); }
const absl::CivilDay kToday(2025, 6, 1);

TEST(DeathRules, WhatEndsEndsOnTheDayOfTheDeathWhereThatCanBe) {
  const auto ended = [](const std::string& died, const std::string& began) {
    return ToText(EndedByDeath(died.empty() ? PartialDate() : Day(died), Day(began), kToday));
  };
  EXPECT_EQ(ended("2025-05-20", "2024-01-01"), "2025-05-20");
  EXPECT_EQ(ended("2025-05", "2024-01-01"), "2025-06-01") << "no day is invented";
  EXPECT_EQ(ended("", "2024-01-01"), "2025-06-01");
  EXPECT_EQ(ended("2025-05-20", "2025-05-25"), "2025-06-01") << "begun before anybody knew";
}

TEST(DeathRules, ACaseClosesWithItsReasonAndItsOpenGoals) {
  v1::Case one;
  *one.mutable_opened_on() = Day("2024-01-01");
  one.set_part_changes(3);
  one.add_goals()->set_state(v1::GOAL_STATE_OPEN);
  one.add_goals()->set_state(v1::GOAL_STATE_REACHED);
  one.add_follow_ups();
  ASSERT_TRUE(CloseByDeath(Day("2025-05-20"), kToday, one).ok());
  EXPECT_EQ(one.state(), v1::CASE_STATE_CLOSED);
  EXPECT_EQ(one.close_reason(), v1::CASE_CLOSE_REASON_DIED);
  EXPECT_EQ(ToText(one.closed_on()), "2025-05-20");
  EXPECT_EQ(one.goals(0).state(), v1::GOAL_STATE_DROPPED);
  EXPECT_EQ(ToText(one.goals(0).ended_on()), "2025-05-20");
  EXPECT_EQ(one.goals(1).state(), v1::GOAL_STATE_REACHED);
  EXPECT_FALSE(one.follow_ups(0).has_done_on()) << "planned follow-ups stay as they were, and are due no more";
  EXPECT_EQ(one.part_changes(), 4);
  EXPECT_FALSE(CloseByDeath(Day("2025-05-20"), kToday, one).ok()) << "once";
}

TEST(DeathRules, FormEightyEightGoesBack) {
  v1::ExaminationReferral referral;
  *referral.mutable_received_on() = Day("2025-05-01");
  ReturnByDeath(Day("2025-05-20"), kToday, referral);
  EXPECT_EQ(referral.state(), v1::EXAMINATION_STATE_RETURNED);
  EXPECT_EQ(referral.return_reason(), v1::EXAMINATION_RETURN_REASON_PERSON_DIED);
  EXPECT_EQ(ToText(referral.closed_on()), "2025-05-20");
}

}  // namespace
}  // namespace dayaq::survivor
