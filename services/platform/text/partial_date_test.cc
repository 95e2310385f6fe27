#include "services/platform/text/partial_date.h"

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace dayaq {
namespace {

PartialDate Date(int year, int month = 0, int day = 0) {
  PartialDate date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

PartialDate Read(const char* text) { return PartialDateFromText(text).value(); }

TEST(PartialDate, OnlyWhatTheCalendarHasIsPossible) {
  for (const auto& right :
       {Date(0), Date(1900), Date(2200), Date(2024, 2), Date(2024, 2, 29), Date(2000, 2, 29), Date(2024, 12, 31)}) {
    EXPECT_TRUE(IsPossible(right)) << right.ShortDebugString();
  }
  for (const auto& wrong :
       {Date(1899), Date(2201), Date(-1), Date(0, 1), Date(0, 0, 1), Date(2024, 0, 1), Date(2024, 13), Date(2024, -1),
        Date(2024, 1, 32), Date(2024, 1, -1), Date(2023, 2, 29), Date(1900, 2, 29), Date(2024, 4, 31)}) {
    EXPECT_FALSE(IsPossible(wrong)) << wrong.ShortDebugString();
    EXPECT_EQ(ToText(wrong), "");
    EXPECT_EQ(Precision(wrong), DatePrecision::kUnknown);
    EXPECT_FALSE(Earliest(wrong).has_value());
  }
}

TEST(PartialDate, TextIsIso8601OfReducedPrecision) {
  for (const char* text : {"", "2024", "2024-02", "2024-02-04"}) EXPECT_EQ(ToText(Read(text)), text);
  EXPECT_EQ(Precision(Read("")), DatePrecision::kUnknown);
  EXPECT_EQ(Precision(Read("2024")), DatePrecision::kYear);
  EXPECT_EQ(Precision(Read("2024-02")), DatePrecision::kMonth);
  EXPECT_EQ(Precision(Read("2024-02-04")), DatePrecision::kDay);
}

TEST(PartialDate, NoOtherTextIsRead) {
  for (const char* wrong :
       {" ", "24", "02024", "2024-", "2024-2", "2024-02-4", "2024-02-04-", "2024-02-30", "2024-00", "2024-02-00", "0000", "2024/02",
        "2024-02-04T00:00", "-024", "+024", "2024-+2", "1899", "04.02.2024", "202٤"}) {
    EXPECT_FALSE(PartialDateFromText(wrong).has_value()) << wrong;
  }
}

TEST(PartialDate, StandsForTheDaysItMayBe) {
  EXPECT_EQ(Earliest(Read("2024")), absl::CivilDay(2024, 1, 1));
  EXPECT_EQ(Latest(Read("2024")), absl::CivilDay(2024, 12, 31));
  EXPECT_EQ(Earliest(Read("2024-02")), absl::CivilDay(2024, 2, 1));
  EXPECT_EQ(Latest(Read("2024-02")), absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(Latest(Read("2023-12")), absl::CivilDay(2023, 12, 31));
  EXPECT_EQ(Earliest(Read("2024-02-04")), Latest(Read("2024-02-04")));
  EXPECT_FALSE(Earliest(Read("")).has_value());
  EXPECT_FALSE(Latest(Read("")).has_value());
}

TEST(PartialDate, ComparingSaysWhatIsCertain) {
  EXPECT_EQ(IsBefore(Read("2023"), Read("2024")), Certainty::kCertainly);
  EXPECT_EQ(IsBefore(Read("2024"), Read("2023")), Certainty::kNo);
  EXPECT_EQ(IsBefore(Read("2024"), Read("2024")), Certainty::kPossibly);
  EXPECT_EQ(IsBefore(Read("2024-02-04"), Read("2024-02-04")), Certainty::kNo);
  EXPECT_EQ(IsBefore(Read("2024-02"), Read("2024-02-01")), Certainty::kNo);
  EXPECT_EQ(IsBefore(Read("2024-02"), Read("2024-02-02")), Certainty::kPossibly);
  EXPECT_EQ(IsBefore(Read("2024-02-03"), Read("2024-02")), Certainty::kPossibly);
  EXPECT_EQ(IsBefore(Read("2024-01-31"), Read("2024-02")), Certainty::kCertainly);
  EXPECT_EQ(IsBefore(Read(""), Read("2024")), Certainty::kPossibly);
  EXPECT_EQ(IsBefore(Read("2024"), Read("")), Certainty::kPossibly);
}

TEST(PartialDate, AgeIsAnInterval) {
  EXPECT_EQ(AgeRange(Read("2006-05-10"), Read("2024-05-09")), (AgeInterval{17, 17}));
  EXPECT_EQ(AgeRange(Read("2006-05-10"), Read("2024-05-10")), (AgeInterval{18, 18}));
  EXPECT_EQ(AgeRange(Read("2006"), Read("2024-05-10")), (AgeInterval{17, 18}));
  EXPECT_EQ(AgeRange(Read("2006"), Read("2024")), (AgeInterval{17, 18}));
  EXPECT_EQ(AgeRange(Read("2006-05"), Read("2024-05")), (AgeInterval{17, 18}));
  EXPECT_EQ(AgeRange(Read("2024"), Read("2024")), (AgeInterval{0, 0}));
  EXPECT_EQ(AgeRange(Read("2004-02-29"), Read("2022-02-28")), (AgeInterval{17, 17}));
  EXPECT_EQ(AgeRange(Read("2004-02-29"), Read("2022-03-01")), (AgeInterval{18, 18}));
  EXPECT_FALSE(AgeRange(Read("2025"), Read("2024")).has_value());
  EXPECT_FALSE(AgeRange(Read(""), Read("2024")).has_value());
  EXPECT_FALSE(AgeRange(Read("2006"), Read("")).has_value());
}

TEST(Today, IsTheDayInBaku) {
  const absl::Time evening = absl::FromCivil(absl::CivilSecond(2026, 3, 10, 19, 59, 59), absl::UTCTimeZone());
  EXPECT_EQ(Today(evening), absl::CivilDay(2026, 3, 10));
  EXPECT_EQ(Today(evening + absl::Seconds(1)), absl::CivilDay(2026, 3, 11));
}

// Any possible date of which at least `least` is known: 0 nothing, 1 the year, 2 the month, 3 the day.
rc::Gen<PartialDate> AnyDate(int least) {
  return rc::gen::apply(
      [](int days, int precision) {
        PartialDate date = PartialDateOf(absl::CivilDay(1900, 1, 1) + days);
        if (precision < 3) date.clear_day();
        if (precision < 2) date.clear_month();
        if (precision < 1) date.clear_year();
        return date;
      },
      // Without the fixed size the first cases would all lie in 1900.
      rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 109'000)),
      rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, 4)));
}

RC_GTEST_PROP(PartialDateProperty, TextComesBackAsTheSameDate, ()) {
  const PartialDate date = *AnyDate(0);
  RC_ASSERT(IsPossible(date));
  RC_ASSERT(ToText(*PartialDateFromText(ToText(date))) == ToText(date));
}

RC_GTEST_PROP(PartialDateProperty, NoTextBringsItDownAndWhatIsReadIsWrittenAlike, (const std::string& text)) {
  const auto date = PartialDateFromText(text);
  if (date.has_value()) RC_ASSERT(ToText(*date) == text);
}

// Draws one of the days a known date stands for.
absl::CivilDay ADayOf(const PartialDate& date) {
  return *Earliest(date) + *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<int64_t>(0, *Latest(date) - *Earliest(date) + 1));
}

RC_GTEST_PROP(PartialDateProperty, WhatIsCertainHoldsForEveryDay, ()) {
  const PartialDate a = *AnyDate(1);
  const PartialDate b = *AnyDate(1);
  const bool before = ADayOf(a) < ADayOf(b);
  if (IsBefore(a, b) == Certainty::kCertainly) RC_ASSERT(before);
  if (IsBefore(a, b) == Certainty::kNo) RC_ASSERT(!before);
  RC_ASSERT(!(IsBefore(a, b) == Certainty::kCertainly && IsBefore(b, a) != Certainty::kNo));
}

RC_GTEST_PROP(PartialDateProperty, EveryPossibleAgeLiesInTheInterval, ()) {
  const PartialDate birth = *AnyDate(1);
  const PartialDate at = *AnyDate(1);
  const PartialDate one_birth = PartialDateOf(ADayOf(birth));
  const PartialDate one_at = PartialDateOf(ADayOf(at));
  const auto age = AgeRange(one_birth, one_at);
  const auto range = AgeRange(birth, at);
  if (!age.has_value()) return;
  RC_ASSERT(age->min == age->max);
  RC_ASSERT(range.has_value());
  RC_ASSERT(range->min <= age->min);
  RC_ASSERT(age->max <= range->max);
}

}  // namespace
}  // namespace dayaq
