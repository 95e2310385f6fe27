// Who takes which step of a release, and what stands behind a cell.
#include "services/statistics/release_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/statistics/figure_test_house.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr char kUid[] = "01900000-0000-7000-8000-000000000001";
constexpr char kParent[] = "01900000-0000-7000-8000-000000000002";

google::protobuf::RepeatedPtrField<std::string> Codes(const std::vector<std::string>& codes) {
  return {codes.begin(), codes.end()};
}

TEST(ReleaseRules, AStepIsTakenFromItsStateAndByAnother) {
  v1::Release release;
  release.set_state(v1::RELEASE_STATE_DRAFT);
  EXPECT_TRUE(CheckState(release, v1::RELEASE_STATE_DRAFT).ok());
  EXPECT_EQ(ReasonOf(CheckState(release, v1::RELEASE_STATE_CHECKED)), ErrorReason::ERROR_REASON_RELEASE_STEP_IMPOSSIBLE);
  EXPECT_TRUE(OtherPersonThan("a", "b").ok());
  EXPECT_EQ(ReasonOf(OtherPersonThan("a", "a")), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
}

TEST(ReleaseRules, OnlyWhatWasPublishedIsOut) {
  for (const auto& [state, out] : std::vector<std::pair<v1::ReleaseState, bool>>{{v1::RELEASE_STATE_DRAFT, false},
                                                                                 {v1::RELEASE_STATE_CHECKED, false},
                                                                                 {v1::RELEASE_STATE_PUBLISHED, true},
                                                                                 {v1::RELEASE_STATE_REVISED, true},
                                                                                 {v1::RELEASE_STATE_WITHDRAWN, false}}) {
    v1::Release release;
    release.set_state(state);
    EXPECT_EQ(IsOut(release), out) << v1::ReleaseState_Name(state);
  }
}

TEST(ReleaseRules, ATableIsNamedOnceAndAReleaseHasAnEnd) {
  v1::DraftReleaseRequest request;
  *request.add_tables() = Spec("az-provisional/P1", {"SEX"}, "2024-01-01", "2024-12-31");
  *request.add_tables() = request.tables(0);
  *request.add_tables() = Spec("az-provisional/P1", {"SEX"}, "2024-02-01", "2024-11-30");
  Violations found;
  EXPECT_EQ(PlansOf(request, absl::CivilDay(2026, 6, 30), {}, TheHouse().rules, found).size(), 2U);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field() + " " + fault.reason());
  EXPECT_THAT(faults, ElementsAre("tables[1] TABLE_TWICE", "tables[2].until PERIOD_NOT_WHOLE"));
}

TEST(ReleaseRules, ACellLeadsToItsRowsAndAShareToAllOfThem) {
  const FigurePlan plan = Plan(Spec("az-provisional/P5", {"SEX"}, "2024-01-01", "2024-12-31"));
  const auto rows = RowsOfCell(plan, Codes({"2024", "F"}));
  ASSERT_TRUE(rows.has_value());
  EXPECT_THAT(rows->codes, ElementsAre(Pair("SEX", "F")));
  EXPECT_THAT(RowsOfCell(plan, Codes({"2024", "_T"}))->codes, IsEmpty());
  EXPECT_FALSE(RowsOfCell(plan, Codes({"2024", "X"})).has_value());
  EXPECT_FALSE(RowsOfCell(plan, Codes({"2024"})).has_value());
  EXPECT_FALSE(RowsOfCell(plan, Codes({"2024", "F", "YES"})).has_value());
}

TEST(ReleaseRules, ARowLeadsToItsRecordOrItsPerson) {
  const Pseudonyms pseudonyms(std::string(32, 'k'));
  const auto resource = [&](const std::string& kind) {
    return ResourceOf({.pseudonym = *pseudonyms.Of(kUid), .parent = *pseudonyms.Of(kParent), .kind = kind}, pseudonyms)
        .value_or("");
  };
  EXPECT_EQ(resource("INCIDENT"), std::string("incidents/") + kUid);
  EXPECT_EQ(resource("CASUALTY"), std::string("incidents/") + kParent + "/casualties/" + kUid);
  EXPECT_EQ(resource("PAYMENT"), std::string("paymentOrders/") + kUid);
  EXPECT_EQ(resource("PROSTHESIS"), std::string("survivors/") + kUid);
  EXPECT_EQ(resource("SERVICE"), std::string("survivors/") + kParent);
}

}  // namespace
}  // namespace dayaq::statistics
