#include "services/incident/known_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

PartialDate Day(absl::string_view text) { return PartialDateFromText(text).value_or(PartialDate()); }

absl::Time Moment(absl::string_view text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, &error)) << error;
  return time;
}

// An incident with one person; empty texts leave a day out.
std::vector<std::string> Faults(absl::string_view occurred, absl::string_view incident_known, absl::string_view person_known,
                                bool may_say = true) {
  v1::ImportedIncident imported;
  *imported.mutable_facts()->mutable_occurred_on() = Day(occurred);
  if (!incident_known.empty()) *imported.mutable_known_on() = Day(incident_known);
  v1::ImportedCasualty& casualty = *imported.add_casualties();
  if (!person_known.empty()) *casualty.mutable_known_on() = Day(person_known);
  Violations found;
  CheckKnownOn(imported, may_say, found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

TEST(KnownRules, ADayOnOrAfterTheIncidentIsTaken) {
  EXPECT_THAT(Faults("2021-05-06", "", ""), IsEmpty());
  EXPECT_THAT(Faults("2021-05-06", "2021-05-06", "2021-05-06"), IsEmpty());
  EXPECT_THAT(Faults("2021-05-06", "2021-05-07", "2023-01-01"), IsEmpty());
  EXPECT_THAT(Faults("1994", "1994-01-01", ""), IsEmpty()) << "possibly on the day itself";
}

TEST(KnownRules, ADayBeforeTheIncidentIsRefused) {
  EXPECT_THAT(Faults("2021-05-06", "2021-05-05", ""), ElementsAre("known_on KNOWN_DATE_NOT_ALLOWED"));
  EXPECT_THAT(Faults("1994", "1993-12-31", ""), ElementsAre("known_on KNOWN_DATE_NOT_ALLOWED"));
}

TEST(KnownRules, APersonIsNotKnownBeforeTheIncident) {
  EXPECT_THAT(Faults("2021-05-06", "2021-06-01", "2021-05-31"), ElementsAre("casualties[0].known_on KNOWN_DATE_NOT_ALLOWED"));
  EXPECT_THAT(Faults("2021-05-06", "", "2021-05-31"), ElementsAre("casualties[0].known_on KNOWN_DATE_NOT_ALLOWED"));
}

TEST(KnownRules, ADayThatIsNotWholeIsRefused) {
  EXPECT_THAT(Faults("2021-05-06", "2021-06", ""), ElementsAre("known_on DATE_NOT_WHOLE"));
  EXPECT_THAT(Faults("2021-05-06", "2021-06-01", "2022"), ElementsAre("casualties[0].known_on DATE_NOT_WHOLE"));
}

TEST(KnownRules, WhoMayNotSayItIsToldSoWhateverTheDay) {
  EXPECT_THAT(Faults("2021-05-06", "2021-05-07", "2021-05-07", false),
              ElementsAre("known_on KNOWN_DATE_NOT_ALLOWED", "casualties[0].known_on KNOWN_DATE_NOT_ALLOWED"));
}

TEST(KnownRules, NoonInBakuStandsForTheDayButNeverTheFuture) {
  const absl::Time now = Moment("2026-11-22T05:00:00Z");
  EXPECT_EQ(KnownAt(Day("2021-05-07"), now), Moment("2021-05-07T08:00:00Z")) << "UTC+4";
  EXPECT_EQ(KnownAt(Day("1994-07-01"), now), absl::FromCivil(absl::CivilHour(1994, 7, 1, 12), BakuZone()));
  EXPECT_EQ(KnownAt(Day("2026-11-22"), now), now) << "this morning";
  EXPECT_EQ(KnownAt(PartialDate(), now), now);
}

TEST(KnownRules, ADayEndsWhenTheNextBeginsInBaku) {
  EXPECT_EQ(EndOfDay(Day("2024-05-29")), Moment("2024-05-29T20:00:00Z"));
  EXPECT_EQ(EndOfDay(Day("2024-12-31")), Moment("2024-12-31T20:00:00Z"));
}

}  // namespace
}  // namespace dayaq::incident
