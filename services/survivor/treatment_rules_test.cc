#include "services/survivor/treatment_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::TreatmentFacts Stay(absl::string_view from, absl::string_view until = "") {
  v1::TreatmentFacts facts;
  facts.set_kind(v1::TREATMENT_KIND_HOSPITAL_STAY);
  *facts.mutable_begun_on() = Date(from);
  if (!until.empty()) *facts.mutable_ended_on() = Date(until);
  return facts;
}

std::vector<std::string> FaultsIn(const v1::TreatmentFacts& facts) {
  Violations found;
  CheckTreatment(facts, "facts", found);
  return FaultsOf(found);
}
std::vector<std::string> FaultsAgainst(const v1::TreatmentFacts& facts, const v1::Survivor& survivor) {
  Violations found;
  CheckTreatmentAgainst(facts, survivor, "facts", found);
  return FaultsOf(found);
}

TEST(TreatmentRules, ItEndsWhenItBeganOrLaterAsFarAsIsKnown) {
  EXPECT_THAT(FaultsIn(Stay("2024-03-05", "2024-03-05")), IsEmpty());
  EXPECT_THAT(FaultsIn(Stay("2024-03-05", "2024-03")), IsEmpty());
  EXPECT_THAT(FaultsIn(Stay("2024-03-05", "2024-03-04")), ElementsAre("facts.ended_on PERIOD_IMPOSSIBLE"));
  EXPECT_THAT(FaultsIn(Stay("2024-03", "2023")), ElementsAre("facts.ended_on PERIOD_IMPOSSIBLE"));
}

TEST(TreatmentRules, ACauseIsNoDiagnosisAndAPlaceIsSaidOnce) {
  v1::TreatmentFacts facts = Stay("2024-03");
  facts.set_nature_code("S88.1");
  EXPECT_THAT(FaultsIn(facts), IsEmpty());
  facts.set_nature_code("Y36.8");
  facts.set_care_institution("hospital-barda");
  facts.set_care_place("Bakıda, klinika");
  EXPECT_THAT(FaultsIn(facts), ElementsAre("facts.care_place OUT_OF_RANGE", "facts.nature_code DIAGNOSIS_IMPOSSIBLE"));
}

TEST(TreatmentRules, NobodyIsTreatedBeforeBeingHurtOrAfterDying) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  EXPECT_THAT(FaultsAgainst(Stay("2024-02-04"), survivor), IsEmpty());
  EXPECT_THAT(FaultsAgainst(Stay("2024"), survivor), IsEmpty()) << "perhaps after it";
  EXPECT_THAT(FaultsAgainst(Stay("2024-02-03"), survivor), ElementsAre("facts.begun_on CARE_BEFORE_INCIDENT"));
  *survivor.mutable_died_on() = Date("2024-05-01");
  EXPECT_THAT(FaultsAgainst(Stay("2024-04", "2024-05"), survivor), IsEmpty());
  EXPECT_THAT(FaultsAgainst(Stay("2024-04", "2024-05-02"), survivor), ElementsAre("facts.ended_on CARE_AFTER_DEATH"));
  EXPECT_THAT(FaultsAgainst(Stay("2024-06", "2024-07"), survivor), ElementsAre("facts.begun_on CARE_AFTER_DEATH"));
}

TEST(TreatmentRules, AServiceNamesAnEntryThatOfferedItThen) {
  v1::Provider provider;
  provider.add_kinds(v1::SUPPORT_KIND_SPORT);
  provider.add_kinds(v1::SUPPORT_KIND_SCHOOL);
  *provider.mutable_valid_from() = Date("2024-01-01");
  *provider.mutable_valid_until() = Date("2024-12-31");
  const auto faults = [](const std::optional<v1::Provider>& entry, v1::SupportKind kind, absl::string_view from) {
    v1::GivenService service;
    service.set_kind(kind);
    *service.mutable_given_from() = Date(from);
    Violations found;
    CheckOffered(entry, service, "service", found);
    return FaultsOf(found);
  };
  const std::vector<std::string> unknown = {"service.provider_uid PROVIDER_UNKNOWN"};
  EXPECT_THAT(faults(provider, v1::SUPPORT_KIND_SCHOOL, "2024-12-31"), IsEmpty());
  EXPECT_THAT(faults(provider, v1::SUPPORT_KIND_SPORT, "2024"), IsEmpty());
  EXPECT_EQ(faults(provider, v1::SUPPORT_KIND_WORK, "2024-05"), unknown);
  EXPECT_EQ(faults(provider, v1::SUPPORT_KIND_SPORT, "2025-01"), unknown);
  EXPECT_EQ(faults(provider, v1::SUPPORT_KIND_SPORT, "2023-12-31"), unknown);
  EXPECT_EQ(faults(std::nullopt, v1::SUPPORT_KIND_SPORT, "2024"), unknown);
}

TEST(TreatmentRules, AnEntryOfTheDirectoryHasWholeDaysInTheirOrder) {
  v1::Provider provider;
  *provider.mutable_valid_from() = Date("2024-05-01");
  *provider.mutable_valid_until() = Date("2024-04");
  Violations found;
  CheckProvider(provider, "provider", found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("provider.valid_until DATE_NOT_WHOLE", "provider.valid_until PERIOD_IMPOSSIBLE"));
}

}  // namespace
}  // namespace dayaq::survivor
