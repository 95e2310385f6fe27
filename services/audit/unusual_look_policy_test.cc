#include "services/audit/unusual_look_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "absl/strings/str_replace.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::audit {
namespace {

using ::testing::HasSubstr;

std::string Shipped() { return ReadPolicyFile("policy/unusual-looks.yaml").value(); }

absl::Time Baku(int year, int month, int day, int hour, int minute) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Asia/Baku", &zone));
  return absl::FromCivil(absl::CivilMinute(year, month, day, hour, minute), zone);
}

TEST(UnusualLookPolicy, TheShippedFileIsRead) {
  const auto policy = LoadUnusualLookPolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->report_from, 50);
  EXPECT_EQ(policy->HabitsOf("clinician").opened_per_hour, 30);
  EXPECT_EQ(policy->HabitsOf("caseworker").opened_per_hour, 45);
  EXPECT_EQ(policy->HabitsOf("some_new_role").opened_per_hour, 30);
  EXPECT_TRUE(policy->IsCommon("Mamedova")) << "in any spelling";
  EXPECT_TRUE(policy->IsCommon("Мамедов"));
  EXPECT_FALSE(policy->IsCommon("Şıxəlizadə"));
  EXPECT_EQ(policy->not_judged.count("survivor"), 1u);
}

TEST(UnusualLookPolicy, WorkIsDoneByTheCalendarOfBaku) {
  const UnusualLookPolicy policy = LoadUnusualLookPolicy("policy").value();
  EXPECT_TRUE(policy.hours.Contains(Baku(2026, 3, 2, 8, 0))) << "a Monday";
  EXPECT_FALSE(policy.hours.Contains(Baku(2026, 3, 2, 7, 59)));
  EXPECT_TRUE(policy.hours.Contains(Baku(2026, 3, 2, 19, 59)));
  EXPECT_FALSE(policy.hours.Contains(Baku(2026, 3, 2, 20, 0)));
  EXPECT_FALSE(policy.hours.Contains(Baku(2026, 2, 28, 12, 0))) << "a Saturday";
  EXPECT_FALSE(policy.hours.Contains(Baku(2026, 3, 20, 12, 0))) << "Novruz";
  // Noon in Baku is eight in the morning UTC.
  EXPECT_TRUE(policy.hours.Contains(absl::FromCivil(absl::CivilHour(2026, 3, 2, 8), absl::UTCTimeZone())));

  EXPECT_FALSE(policy.hours.Contains(Baku(2026, 5, 29, 12, 0))) << "moved";
  // A year that nobody has announced yet: week ends and what comes every year.
  EXPECT_FALSE(policy.hours.Contains(Baku(2041, 3, 20, 12, 0)));
  EXPECT_TRUE(policy.hours.Contains(Baku(2041, 3, 19, 12, 0))) << "a Tuesday";
}

// What stands there, what stands there instead, and what is said of it.
struct Slip {
  const char* from;
  const char* to;
  const char* said;
};
constexpr Slip kSlips[] = {
    {"version: 1", "version: 2", "version is a whole number from 1 to 1"},
    {"version: 1", "version: 01", "unusual"},
    {"report_from: 50", "report_from: 0", "report_from is a whole number from 1 to 1000"},
    {"report_from: 50", "report_form: 50", "report_form"},
    {"report_from: 50", "", "report_from"},
    {"days_after: 3", "days_after: 32", "days_after is a whole number"},
    {"days_after: 3", "days_after: -1", "days_after is a whole number"},
    {"  WATCHED:", "  WATCHING:", "'WATCHING' is no reason"},
    {"  WATCHED:", "  UNSPECIFIED:", "'UNSPECIFIED' is no reason"},
    {"  WATCHED: {points: 100, ", "  WATCHED: {points: 1001, ", "points is a whole number"},
    {"  WATCHED: {points: 100, ", "  WATCHED: {point: 100, ", "point"},
    {"  WATCHED: {points: 100, ", "  WATCHED: {points: 100, common_surname: 1, ", "for reasons that go by a name"},
    {"en: \"A watched record\"", "en: \"\"", "words of 1 to 200"},
    {"en: \"A watched record\"", "de: \"Beobachtet\"", "de"},
    {"  WATCHED: {points: 100, az: \"Xüsusi nəzarətdə olan qeyd\", en: \"A watched record\"}\n", "", "WATCHED is missing"},
    {"times: 6", "times: 1", "times is a whole number"},
    {"from: \"08:00\"", "from: \"8:00\"", "from is a time"},
    {"from: \"08:00\"", "from: \"24:01\"", "from is a time"},
    {"from: \"08:00\"", "from: \"20:00\"", "ends before it begins"},
    {"from: \"08:00\"", "from: \"08:00\"\n  days_off: []", "days_off"},
    {"  clinician: {opened", "  Clinician: {opened", "'Clinician' is no role"},
    {"  clinician: {opened", "  caseworker: {opened", "caseworker"},
    {"opened_per_hour: 45", "opened_per_hour: 0", "opened_per_hour is a whole number"},
    {"opened_per_hour: 45", "opened_an_hour: 45", "opened_an_hour"},
    {"round_the_clock: true", "round_the_clock: yes", "round_the_clock is true or false"},
    {"not_judged: [survivor", "not_judged: [clinician", "not judged, so it has no habits"},
    {"not_judged: [survivor", "not_judged: [Survivor", "is no role"},
    {"common_surnames: [", "common_surnames: [\"---\", ", "is no name"},
    {"common_surnames: [", "common_surnames: [Əliyev, ", "twice"},
};

TEST(UnusualLookPolicy, EverySlipIsNamed) {
  int refused = 0;
  for (const Slip& slip : kSlips) {
    std::string text = Shipped();
    const size_t at = text.find(slip.from);
    ASSERT_NE(at, std::string::npos) << "stands nowhere: " << slip.from;
    text.replace(at, std::string(slip.from).size(), slip.to);
    const auto policy = ReadUnusualLookPolicy(text, "unusual-looks.yaml", WorkingCalendar());
    EXPECT_FALSE(policy.ok()) << slip.from << " -> " << slip.to;
    EXPECT_THAT(std::string(policy.status().message()), HasSubstr(slip.said)) << slip.from << " -> " << slip.to;
    EXPECT_THAT(std::string(policy.status().message()), HasSubstr("unusual-looks.yaml:"));
    refused += policy.ok() ? 0 : 1;
  }
  std::cout << "unusual-looks.yaml: " << refused << " of " << std::size(kSlips) << " broken files refused, each with its place\n";
}

}  // namespace
}  // namespace dayaq::audit
