// The law of decisions as the service keeps it: what is derived, refused, corrected and still known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/disability_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class DecisionLawTest : public DisabilityFixture {
 protected:
  static v1::DisabilityDecision Found(const std::vector<int>& impairments, absl::string_view from = "2024-03-01") {
    v1::DisabilityDecision decision = DecisionOf(0, from);
    for (const int percent : impairments) {
      decision.add_impairments()->set_function_group(v1::FUNCTION_GROUP_MOVEMENT);
      decision.mutable_impairments()->rbegin()->set_percent(percent);
    }
    return decision;
  }
};

TEST_F(DecisionLawTest, ImpairmentsGiveThePercentAndStayReadableForWhoReadsHealth) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const auto decided = Decide(DecisionOn(record, Found({60, 60})));
  ASSERT_TRUE(decided.ok()) << decided.status();
  ASSERT_THAT(decided->decisions(), SizeIs(1));
  EXPECT_EQ(decided->decisions(0).percent(), 70);
  EXPECT_EQ(decided->decisions(0).band(), v1::DISABILITY_BAND_61_80);
  EXPECT_EQ(decided->decisions(0).term_basis(), v1::TERM_BASIS_INDEFINITE_AS_DECIDED);
  EXPECT_THAT(decided->decisions(0).impairments(), SizeIs(2));
  const v1::Survivor seen = Record(record.name());
  ASSERT_THAT(seen.decisions(), SizeIs(1));
  EXPECT_EQ(seen.decisions(0).percent(), 70);
  EXPECT_THAT(seen.decisions(0).impairments(), IsEmpty()) << "caseworkers read the status, not the finding";
  EXPECT_THAT(Record(record.name(), ThePerson(record.uid())).decisions(0).impairments(), SizeIs(2));
}

TEST_F(DecisionLawTest, FaultsOfTheMakeUpAreToldAtOnce) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  v1::DisabilityDecision decision = Found({75, 40});
  decision.set_percent(75);
  decision.add_stated_causes()->set_cause(v1::DISABILITY_CAUSE_GENERAL_ILLNESS);
  const absl::Status refused = Decide(DecisionOn(record, decision)).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.disability_decision"), 0);
  decision.set_percent(85);
  decision.clear_stated_causes();
  EXPECT_TRUE(Decide(DecisionOn(record, decision)).ok());
}

TEST_F(DecisionLawTest, SeveralCausesAreKeptAndTheBetterOneIsTaken) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  v1::DisabilityDecision decision = DecisionOf(0, "2024-03-01");
  decision.clear_cause();
  for (const auto& [cause, percent] : std::vector<std::pair<v1::DisabilityCause, int>>{
           {v1::DISABILITY_CAUSE_GENERAL_ILLNESS, 75}, {v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS, 50}}) {
    decision.add_stated_causes()->set_cause(cause);
    decision.mutable_stated_causes()->rbegin()->set_percent(percent);
  }
  const auto decided = Decide(DecisionOn(record, decision));
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->decisions(0).cause(), v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS);
  EXPECT_EQ(decided->decisions(0).percent(), 75);
  EXPECT_THAT(Record(record.name()).decisions(0).stated_causes(), SizeIs(2));
}

TEST_F(DecisionLawTest, AfterFourYearsInTheHighestBandALastDayIsRefused) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7", "2015-02-04"));
  const auto first = Decide(DecisionOn(record, DecisionOf(85, "2019-03-01", "2021-02-28")));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->decisions(0).term_basis(), v1::TERM_BASIS_FIXED);
  const auto second = Decide(DecisionOn(*first, DecisionOf(90, "2021-03-01", "2023-02-28")));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(Decide(DecisionOn(*second, DecisionOf(85, "2023-03-01", "2025-02-28"))).status().code(),
            absl::StatusCode::kInvalidArgument);
  const auto third = Decide(DecisionOn(*second, DecisionOf(85, "2023-03-01")));
  ASSERT_TRUE(third.ok()) << third.status();
  EXPECT_EQ(third->decisions(2).term_basis(), v1::TERM_BASIS_INDEFINITE_BY_LAW);
}

TEST_F(DecisionLawTest, AWrongEntryIsCorrectedAndWhatWasKnownBeforeCanBeAsked) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const auto wrong = Decide(DecisionOn(record, DecisionOf(56, "2024-03-01")));
  ASSERT_TRUE(wrong.ok()) << wrong.status();
  // As if it had been entered ten days ago.
  Sql("ALTER TABLE survivor.disability_decision DISABLE TRIGGER keep_decision; UPDATE survivor.disability_decision SET create_time "
      "= "
      "now() - interval '10 days'; ALTER TABLE survivor.disability_decision ENABLE TRIGGER keep_decision");
  v1::DisabilityDecision right = DecisionOf(65, "2024-03-01");
  right.set_corrects_entry(true);
  EXPECT_EQ(Decide(DecisionOn(*wrong, right)).status().code(), absl::StatusCode::kInvalidArgument);
  right.set_replaces_uid(wrong->decisions(0).uid());
  const auto corrected = Decide(DecisionOn(*wrong, right));
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  ASSERT_THAT(corrected->decisions(), SizeIs(2)) << "both are kept";
  EXPECT_FALSE(corrected->decisions(0).has_in_force_from());
  EXPECT_TRUE(corrected->decisions(1).corrects_entry());

  v1::GetSurvivorRequest as_known;
  as_known.set_name(record.name());
  *as_known.mutable_decisions_as_known_on() = PartialDateOf(Today(absl::Now()) - 2);
  const auto before = Ask(&Stub::GetSurvivor, kCaseworker, as_known);
  ASSERT_TRUE(before.ok()) << before.status();
  ASSERT_THAT(before->decisions(), SizeIs(1));
  EXPECT_EQ(before->decisions(0).percent(), 60);
  EXPECT_EQ(ToText(before->decisions(0).in_force_from()), "2024-03-01");
  *as_known.mutable_decisions_as_known_on() = PartialDateOf(Today(absl::Now()) - 30);
  EXPECT_THAT(Ask(&Stub::GetSurvivor, kCaseworker, as_known)->decisions(), IsEmpty());
  EXPECT_EQ(Ask(&Stub::GetSurvivor, kRegistrar, as_known).status().code(), absl::StatusCode::kPermissionDenied)
      << "who does not read decisions does not ask for them";
}

}  // namespace
}  // namespace dayaq::survivor
