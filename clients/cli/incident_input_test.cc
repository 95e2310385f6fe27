#include "clients/cli/incident_input.h"

#include "clients/cli/message_fields.h"
#include "clients/cli/resource_names.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/validation/validator.h"

namespace dayaq::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string Faults(const std::string& text) { return std::string(ParseIncidentFile(text, "f.yaml", false).status().message()); }

TEST(IncidentFile, TheExampleIsWholeAndFollowsEveryRule) {
  const absl::StatusOr<IncidentInput> input = ParseIncidentFile(IncidentExample(), "example.yaml", false);
  ASSERT_TRUE(input.ok()) << input.status();
  EXPECT_EQ(input->incident.register_(), "az");
  EXPECT_EQ(input->incident.facts().district(), "AZ-TAR");
  EXPECT_EQ(input->incident.facts().occurred_at(), "14:20");
  ASSERT_EQ(input->incident.casualties_size(), 2);
  const auto& hurt = input->incident.casualties(0).facts();
  EXPECT_EQ(hurt.identity().birth_date().month(), 6);
  EXPECT_EQ(hurt.identity().birth_date().day(), 0);
  EXPECT_EQ(hurt.amputations(0).third(), incident::v1::BONE_THIRD_MIDDLE);
  EXPECT_EQ(hurt.care_steps(1).minutes_after(), 75);
  EXPECT_EQ(input->incident.casualties(1).facts().age().max_years(), 40);
  Violations violations;
  Validate(input->incident, absl::FromCivil(absl::CivilDay(2026, 11, 20), absl::UTCTimeZone()), violations);
  Validate(input->report, absl::FromCivil(absl::CivilDay(2026, 11, 20), absl::UTCTimeZone()), violations);
  EXPECT_TRUE(violations.empty()) << violations.bad_request().ShortDebugString();
}

TEST(IncidentFile, EveryFaultIsListedWithItsLine) {
  const std::string faults = Faults(
      "report: {source: HOSPITL}\n"
      "incident:\n"
      "  occurred_on: 19.11.2026\n"
      "  distrikt: AZ-TAR\n"
      "casualties:\n"
      "  - sex: [MALE]\n"
      "    injuries: {part: FOOT}\n"
      "    distance_metres: near\n"
      "extra: 1\n");
  EXPECT_THAT(faults, AllOf(HasSubstr("f.yaml:1:"), HasSubstr("HOSPITL is no code"), HasSubstr("f.yaml:3:"), HasSubstr("a date is"),
                            HasSubstr("f.yaml:4:"), HasSubstr("distrikt"), HasSubstr("f.yaml:6:"), HasSubstr("not a list")));
  EXPECT_THAT(faults, AllOf(HasSubstr("f.yaml:7:"), HasSubstr("injuries is a list"), HasSubstr("a whole number"),
                            HasSubstr("unknown key extra")));
}

TEST(IncidentFile, ReadsJson) {
  const absl::StatusOr<IncidentInput> input =
      ParseIncidentFile(R"({"incident": {"district": "AZ-FUZ"}, "casualties": [{"outcome": "OUTCOME_KILLED"}]})", "f.json", false);
  ASSERT_TRUE(input.ok()) << input.status();
  EXPECT_EQ(input->incident.casualties(0).facts().outcome(), incident::v1::OUTCOME_KILLED);
}

TEST(IncidentFile, AsAReportItHoldsWhatWasSaid) {
  const absl::StatusOr<IncidentInput> input = ParseIncidentFile(
      "report: {source: PRESS}\nincident: {marked: UNKNOWN}\ncasualties:\n"
      "  - {casualty_uid: 01900000-0000-7000-8000-000000000001, outcome: KILLED}\n  - {sex: FEMALE}\n",
      "f.yaml", true);
  ASSERT_TRUE(input.ok()) << input.status();
  EXPECT_EQ(input->report.stated_facts().marked(), incident::v1::ANSWER_UNKNOWN);
  ASSERT_EQ(input->report.statements_size(), 2);
  EXPECT_EQ(input->report.statements(0).casualty_uid(), "01900000-0000-7000-8000-000000000001");
  EXPECT_EQ(input->report.statements(0).facts().outcome(), incident::v1::OUTCOME_KILLED);
  EXPECT_EQ(input->report.statements(1).casualty_uid(), "");
}

TEST(CasualtyFlag, TakesShortAndLongNamesAndCommasInsideValues) {
  const absl::StatusOr<incident::v1::CasualtyFacts> facts = ParseCasualtyFlag(
      "family=Nümunəli, given=Rəşad, sex=male, outcome=INJURED, address=Tərtər, Nümunə küç. 1, age=34, status=CIVILIAN, "
      "born=1984-06");
  ASSERT_TRUE(facts.ok()) << facts.status();
  EXPECT_EQ(facts->identity().family_name(), "Nümunəli");
  EXPECT_EQ(facts->identity().address(), "Tərtər, Nümunə küç. 1");
  EXPECT_EQ(facts->sex(), common::v1::SEX_MALE);
  EXPECT_EQ(facts->age().min_years(), 34);
  EXPECT_EQ(facts->identity().birth_date().year(), 1984);
}

TEST(CasualtyFlag, SaysWhatIsWrong) {
  EXPECT_THAT(std::string(ParseCasualtyFlag("Rəşad").status().message()), HasSubstr("name=value"));
  EXPECT_THAT(std::string(ParseCasualtyFlag("colour=red").status().message()), HasSubstr("no field colour"));
  EXPECT_THAT(std::string(ParseCasualtyFlag("sex=x").status().message()), HasSubstr("FEMALE, MALE"));
}

TEST(MessageFields, APathThroughAListIsRefused) {
  incident::v1::CasualtyFacts facts;
  EXPECT_FALSE(SetFromText("injuries.part", "FOOT", facts).ok());
  EXPECT_FALSE(SetFromText("sex.x", "FOOT", facts).ok());
  EXPECT_FALSE(SetFromText("", "FOOT", facts).ok());
  EXPECT_TRUE(SetFromText("distance_metres", "0", facts).ok());
  EXPECT_TRUE(facts.has_distance_metres());
}

TEST(Reference, ASurvivorHasANumberAndAnEntitlementHasNot) {
  EXPECT_EQ(ParseSurvivorReference("3000018")->number, "3000018");
  EXPECT_EQ(ParseSurvivorReference("survivors/01900000-0000-7000-8000-000000000001")->name,
            "survivors/01900000-0000-7000-8000-000000000001");
  EXPECT_FALSE(ParseSurvivorReference("incidents/01900000-0000-7000-8000-000000000001").ok());
  EXPECT_EQ(*ParseEntitlementName("01900000-0000-7000-8000-000000000001"), "entitlements/01900000-0000-7000-8000-000000000001");
  EXPECT_FALSE(ParseEntitlementName("3000018").ok());
}

TEST(Reference, TakesNumbersUuidsAndNames) {
  EXPECT_EQ(ParseIncidentReference("1000423")->number, "1000423");
  EXPECT_EQ(ParseIncidentReference("01900000-0000-7000-8000-000000000001")->name, "incidents/01900000-0000-7000-8000-000000000001");
  EXPECT_EQ(ParseIncidentReference("incidents/01900000-0000-7000-8000-000000000001")->number, "");
  for (const char* bad :
       {"", "1", "incidents/", "incidents/1000423", "10004x3", "casualties/01900000-0000-7000-8000-000000000001"}) {
    EXPECT_FALSE(ParseIncidentReference(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace dayaq::cli
