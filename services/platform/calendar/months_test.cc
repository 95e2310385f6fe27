#include "services/platform/calendar/months.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dayaq {
namespace {

TEST(Months, EndWithTheMonth) {
  EXPECT_EQ(MonthsLater(absl::CivilDay(2024, 8, 31), 6), absl::CivilDay(2025, 2, 28));
  EXPECT_EQ(MonthsLater(absl::CivilDay(2023, 8, 31), 6), absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(MonthsLater(absl::CivilDay(2024, 2, 29), 24), absl::CivilDay(2026, 2, 28));
  EXPECT_EQ(MonthsLater(absl::CivilDay(2024, 7, 3), 24), absl::CivilDay(2026, 7, 3));
  EXPECT_EQ(MonthsLater(absl::CivilDay(2024, 12, 31), 0), absl::CivilDay(2024, 12, 31));
}

RC_GTEST_PROP(MonthsProperties, LaterIsThatDayOrTheLastOfItsMonth, ()) {
  const absl::CivilDay day = absl::CivilDay(2026, 1, 1) + *rc::gen::inRange(0, 5000);
  const int months = *rc::gen::inRange(1, 60);
  const absl::CivilDay later = MonthsLater(day, months);
  RC_ASSERT(absl::CivilMonth(later) - absl::CivilMonth(day) == months);
  RC_ASSERT(later.day() == day.day() || (later.day() < day.day() && absl::CivilMonth(later + 1) != absl::CivilMonth(later)));
}

}  // namespace
}  // namespace dayaq
