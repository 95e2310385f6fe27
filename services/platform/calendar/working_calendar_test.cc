#include "services/platform/calendar/working_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/error.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;

// Days off of 2025, as scenarios want them, and nothing but weekends besides.
std::string Calendar2025(const std::vector<std::string>& days_off, const std::string& worked_days = "[]") {
  std::string text =
      "version: 1\nweek_end: [SATURDAY, SUNDAY]\nyearly: []\nyears:\n  \"2025\":\n    source: test\n    worked_days: " +
      worked_days + "\n    days_off:";
  if (days_off.empty()) absl::StrAppend(&text, " []");
  absl::StrAppend(&text, "\n");
  for (const std::string& day : days_off) absl::StrAppend(&text, "      - {day: \"", day, "\", az: gün, en: day}\n");
  return text;
}

WorkingCalendar Read(const std::string& text) {
  auto calendar = WorkingCalendar::Parse(text, "calendar.yaml");
  EXPECT_TRUE(calendar.ok()) << calendar.status();
  return *calendar;
}

std::string End(const WorkingCalendar& calendar, absl::CivilDay begins, int days) {
  const auto end = calendar.EndOfTerm(begins, days);
  return end.ok() ? absl::FormatCivilTime(*end) : end.status().ToString();
}

// Scenario T15.
TEST(WorkingCalendar, TwentyWorkingDaysOverNovruz) {
  const WorkingCalendar calendar = Read(Calendar2025({"2025-03-20", "2025-03-21", "2025-03-22", "2025-03-23", "2025-03-24"}));
  EXPECT_EQ(End(calendar, absl::CivilDay(2025, 3, 14), 20), "2025-04-16");
}

// Scenario T16.
TEST(WorkingCalendar, FifteenWorkingDaysOverTwoHolidays) {
  const WorkingCalendar calendar = Read(Calendar2025({"2025-06-16", "2025-06-26"}));
  EXPECT_EQ(End(calendar, absl::CivilDay(2025, 6, 5), 15), "2025-06-30");
}

TEST(WorkingCalendar, AWeekEndThatIsWorkedCounts) {
  EXPECT_EQ(End(Read(Calendar2025({})), absl::CivilDay(2025, 6, 6), 1), "2025-06-09");
  EXPECT_EQ(End(Read(Calendar2025({}, "[{day: \"2025-06-07\", az: iş günü, en: worked}]")), absl::CivilDay(2025, 6, 6), 1),
            "2025-06-07");
}

TEST(WorkingCalendar, AYearThatIsNotThereIsNeverGuessed) {
  const WorkingCalendar calendar = Read(Calendar2025({}));
  for (const absl::Status& status :
       {calendar.IsWorkingDay(absl::CivilDay(2026, 1, 5)).status(), calendar.EndOfTerm(absl::CivilDay(2025, 12, 30), 15).status(),
        calendar.WorkingDaysBetween(absl::CivilDay(2024, 12, 30), absl::CivilDay(2025, 1, 2)).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN) << status;
  }
  EXPECT_EQ(End(calendar, absl::CivilDay(2025, 12, 30), 1), "2025-12-31") << "what it knows it says";
}

TEST(WorkingCalendar, TheFileOfTheHouseIsRead) {
  const auto calendar = WorkingCalendar::Load("policy");
  ASSERT_TRUE(calendar.ok()) << calendar.status();
  for (const absl::CivilDay day : {absl::CivilDay(2025, 1, 1), absl::CivilDay(2025, 3, 20), absl::CivilDay(2025, 6, 16),
                                   absl::CivilDay(2026, 5, 28), absl::CivilDay(2026, 11, 8)}) {
    EXPECT_EQ(calendar->IsWorkingDay(day).value_or(true), false) << absl::FormatCivilTime(day);
  }
  EXPECT_TRUE(calendar->IsWorkingDay(absl::CivilDay(2025, 9, 1)).value_or(false));
}

TEST(WorkingCalendar, WhatIsWrongIsNamedWithItsLine) {
  const std::string good = Calendar2025({"2025-06-16"}, "[{day: \"2025-06-07\", az: iş günü, en: worked}]");
  const std::vector<std::pair<std::string, std::string>> slips = {{"version: 1", "version: 2"},
                                                                  {"SUNDAY]", "SUNNDAY]"},
                                                                  {"SATURDAY, SUNDAY", "SUNDAY, SUNDAY"},
                                                                  {"yearly: []", "yearly: [\"02-30\"]"},
                                                                  {"\"2025\":", "\"25\":"},
                                                                  {"source: test", "sauce: test"},
                                                                  {"2025-06-16", "2025-06-31"},
                                                                  {"2025-06-16", "2024-06-16"},
                                                                  {"2025-06-16", "2025-06-07"},
                                                                  {"az: gün, ", ""},
                                                                  {"en: day}", "en: day, ru: х}"},
                                                                  {"yearly: []", "yearly: [{day: \"13-01\", az: a, en: b}]"}};
  for (const auto& slip : slips) {
    const std::string bad = absl::StrReplaceAll(good, {{slip.first, slip.second}});
    ASSERT_NE(bad, good) << slip.first;
    const auto read = WorkingCalendar::Parse(bad, "calendar.yaml");
    EXPECT_EQ(read.status().code(), absl::StatusCode::kFailedPrecondition) << slip.second;
    EXPECT_THAT(read.status().ToString(), HasSubstr("calendar.yaml")) << slip.second;
  }
}

// A term and counting back agree, the last day is worked, and a longer term never ends sooner.
RC_GTEST_PROP(WorkingCalendarProperty, ATermEndsOnAWorkedDayAndCountsBack, ()) {
  const auto calendar = WorkingCalendar::Load("policy");
  RC_ASSERT(calendar.ok());
  const absl::CivilDay begins = absl::CivilDay(2025, 1, 1) + *rc::gen::inRange(0, 365);
  const int days = *rc::gen::inRange(1, 100);
  const auto end = calendar->EndOfTerm(begins, days);
  RC_ASSERT(end.ok());
  RC_ASSERT(calendar->IsWorkingDay(*end).value());
  RC_ASSERT(calendar->WorkingDaysBetween(begins, *end).value() == days);
  RC_ASSERT(*calendar->EndOfTerm(begins, days + 1) > *end);
}

}  // namespace
}  // namespace dayaq
