#include "services/incident/correction_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/incident/casualty_test_data.h"

namespace dayaq::incident {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CorrectionTest : public ::testing::Test {
 protected:
  // Corrects a killed person of two sources; returns the faults.
  std::vector<std::string> Correct(const std::vector<std::string>& paths, const v1::CasualtyFacts& stated) {
    google::protobuf::FieldMask mask;
    for (const std::string& path : paths) mask.add_paths(path);
    Violations found;
    TakeCorrection(mask, stated, *known_.mutable_facts(), *known_.mutable_fact_sources(), found);
    return FaultsOf(found);
  }
  void Note(const std::string& field) {
    v1::FactSource& source = *known_.add_fact_sources();
    source.set_field(field);
    source.set_report_uid("r2");
    source.set_disputed(true);
  }

  v1::Casualty known_ = Person().Killed("2024-02-05").Named("Nümunəyev", "Elnur").casualty();
};

TEST_F(CorrectionTest, TakesWhatTheMaskNamesAndNothingElse) {
  Note("outcome");
  EXPECT_THAT(Correct({"died_on"}, Person().With(v1::OUTCOME_UNKNOWN).DiedOn("2024-02-06").facts()), IsEmpty());
  EXPECT_EQ(ToText(known_.facts().died_on()), "2024-02-06");
  EXPECT_EQ(known_.facts().outcome(), v1::OUTCOME_KILLED);
  EXPECT_EQ(SourceOf(known_, "died_on"), "");
  EXPECT_EQ(SourceOf(known_, "outcome"), "r2");
}

TEST_F(CorrectionTest, WhatIsNamedAndEmptyBecomesUnknown) {
  EXPECT_THAT(Correct({"died_on"}, Person().facts()), IsEmpty());
  EXPECT_FALSE(known_.facts().has_died_on());
}

TEST_F(CorrectionTest, EndsTheDisputeOfWhatItNames) {
  Note("outcome");
  Note("died_on");
  EXPECT_THAT(Correct({"outcome"}, Person().facts()), IsEmpty());
  EXPECT_FALSE(IsDisputed(known_, "outcome"));
  EXPECT_TRUE(IsDisputed(known_, "died_on"));
}

TEST_F(CorrectionTest, OfOneFieldOfAnIdentityLeavesTheSourcesOfTheOthers) {
  Note("identity.family_name");
  Note("identity.phone");
  EXPECT_THAT(Correct({"identity.family_name"}, Person().Named("Başqayev", "X").facts()), IsEmpty());
  EXPECT_EQ(known_.facts().identity().family_name(), "Başqayev");
  EXPECT_EQ(known_.facts().identity().given_name(), "Elnur");
  EXPECT_EQ(SourceOf(known_, "identity.family_name"), "");
  EXPECT_FALSE(IsDisputed(known_, "identity.family_name"));
  EXPECT_TRUE(IsDisputed(known_, "identity.phone"));
  EXPECT_EQ(SourceOf(known_, "identity"), "(not noted)");
}

TEST_F(CorrectionTest, OfAWholeIdentityEndsTheDisputesOfAllItsFields) {
  Note("identity.family_name");
  Note("identity.phone");
  EXPECT_THAT(Correct({"identity"}, Person().Named("Başqayev", "Aynur").facts()), IsEmpty());
  ASSERT_EQ(known_.fact_sources_size(), 1);
  EXPECT_EQ(SourceOf(known_, "identity"), "");
}

TEST_F(CorrectionTest, NamesEveryPathThatIsNoField) {
  EXPECT_THAT(Correct({"", "nonsense", "died_on", "identity.nonsense", std::string(100, 'x')}, Person().Killed("2024-03").facts()),
              ElementsAre("update_mask.paths[0] MASK_INVALID", "update_mask.paths[1] MASK_INVALID",
                          "update_mask.paths[3] MASK_INVALID", "update_mask.paths[4] MASK_INVALID"));
}

TEST(DayAgainstPeople, TellsEachKindOfContradictionOnce) {
  v1::Incident incident = IncidentOn("2024-03-01");
  *incident.add_casualties() = Person().Killed("2024-02-05").casualty();
  *incident.add_casualties() = Person().Killed("2024-02-06").Cared(v1::CARE_KIND_FIRST_AID, "2024-02-05").casualty();
  Violations found;
  CheckDayAgainstPeople(incident, "facts.occurred_on", found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("facts.occurred_on DEATH_BEFORE_INCIDENT", "facts.occurred_on CARE_BEFORE_INCIDENT"));
  Violations none;
  *incident.mutable_facts()->mutable_occurred_on() = Date("2024-02");
  CheckDayAgainstPeople(incident, "facts.occurred_on", none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace dayaq::incident
