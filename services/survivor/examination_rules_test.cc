#include "services/survivor/examination_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "re2/re2.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Weekends, and 16 and 26 June off.
WorkingCalendar June2025() {
  auto calendar = WorkingCalendar::Parse(R"(version: 1
week_end: [SATURDAY, SUNDAY]
yearly: []
years:
  "2025":
    source: test
    days_off: [{day: "2025-06-16", az: gün, en: day}, {day: "2025-06-26", az: gün, en: day}]
    worked_days: []
)",
                                         "calendar.yaml");
  EXPECT_TRUE(calendar.ok()) << calendar.status();
  return *calendar;
}

DisabilityPolicy Fifteen() {
  DisabilityPolicy policy;
  policy.examination_working_days = 15;
  return policy;
}

v1::FileExaminationReferralRequest ReceivedOn(absl::string_view day) {
  v1::FileExaminationReferralRequest request;
  request.set_kind(v1::EXAMINATION_KIND_FIRST);
  *request.mutable_received_on() = Date(day);
  request.add_function_groups(v1::FUNCTION_GROUP_MOVEMENT);
  return request;
}

std::vector<std::string> FaultsIn(const v1::FileExaminationReferralRequest& request) {
  Violations found;
  CheckFiling(request, found);
  return FaultsOf(found);
}

// Scenario T16.
TEST(ExaminationRules, T16ReceivedOnTheFifthOfJuneIsDueOnTheThirtieth) {
  const auto referral = Filed(ReceivedOn("2025-06-05"), Fifteen(), June2025());
  ASSERT_TRUE(referral.ok()) << referral.status();
  EXPECT_EQ(ToText(referral->due_on()), "2025-06-30");
  EXPECT_EQ(referral->term_working_days(), 15);
  EXPECT_EQ(referral->state(), v1::EXAMINATION_STATE_OPEN);
  EXPECT_THAT(referral->function_groups(), ElementsAre(v1::FUNCTION_GROUP_MOVEMENT));
}

TEST(ExaminationRules, WithoutTheYearNothingIsDueOnAGuessedDay) {
  EXPECT_EQ(ReasonOf(Filed(ReceivedOn("2025-12-20"), Fifteen(), June2025()).status()), ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN);
}

TEST(ExaminationRules, TheClockCountsWorkingDays) {
  v1::ExaminationReferral referral = *Filed(ReceivedOn("2025-06-05"), Fifteen(), June2025());
  SetClock(June2025(), absl::CivilDay(2025, 6, 25), referral);
  EXPECT_EQ(referral.working_days_left(), 2) << "27 and 30";
  SetClock(June2025(), absl::CivilDay(2025, 6, 30), referral);
  EXPECT_EQ(referral.working_days_left(), 0);
  EXPECT_EQ(referral.working_days_overdue(), 0);
  SetClock(June2025(), absl::CivilDay(2025, 7, 7), referral);
  EXPECT_EQ(referral.working_days_overdue(), 5);
  v1::ExaminationReferral late = referral;
  late.clear_working_days_overdue();
  SetClock(June2025(), absl::CivilDay(2026, 1, 12), late);
  EXPECT_TRUE(late.calendar_unknown());
  EXPECT_EQ(late.working_days_overdue(), 0) << "not guessed";
  v1::ExaminationReferral closed = *Filed(ReceivedOn("2025-06-05"), Fifteen(), June2025());
  SetDecided("d1", absl::CivilDay(2025, 6, 20), closed);
  SetClock(June2025(), absl::CivilDay(2025, 7, 7), closed);
  EXPECT_EQ(closed.working_days_overdue(), 0);
  EXPECT_EQ(ToText(closed.closed_on()), "2025-06-20");
}

TEST(ExaminationRules, SomebodyHurtInServiceComesWithTheDocument) {
  v1::FileExaminationReferralRequest request = ReceivedOn("2025-06-05");
  EXPECT_THAT(FaultsIn(request), IsEmpty());
  request.set_military(true);
  EXPECT_THAT(FaultsIn(request), ElementsAre("military_document MILITARY_DOCUMENT_MISSING"));
  request.set_military_document(true);
  EXPECT_THAT(FaultsIn(request), IsEmpty());
  EXPECT_THAT(FaultsIn(ReceivedOn("2025-06")), ElementsAre("received_on DATE_NOT_WHOLE"));
}

TEST(ExaminationRules, WhatIsClosedIsClosedOnce) {
  v1::ExaminationReferral referral = *Filed(ReceivedOn("2025-06-05"), Fifteen(), June2025());
  EXPECT_TRUE(CheckOpen(referral).ok());
  SetReturned(v1::EXAMINATION_RETURN_REASON_DOCUMENTS_MISSING, absl::CivilDay(2025, 6, 10), referral);
  EXPECT_EQ(ReasonOf(CheckOpen(referral)), ErrorReason::ERROR_REASON_REFERRAL_INVALID);
}

TEST(ExaminationRules, CaseNumbersAreReadOverTheTelephoneAndDiffer) {
  static const LazyRE2 kForm = {"88-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"};
  const std::string one = CaseNumberOf("01890a5d-ac96-774b-bcce-b302099a8057");
  EXPECT_TRUE(RE2::FullMatch(one, *kForm)) << one;
  EXPECT_NE(one, CaseNumberOf("01890a5d-ac96-774b-bcce-b302099a8058"));
  EXPECT_EQ(one, CaseNumberOf("99990a5d-ac96-774b-bcce-b302099a8057")) << "says nothing of the time either";
}

}  // namespace
}  // namespace dayaq::survivor
