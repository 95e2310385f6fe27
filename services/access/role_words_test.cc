#include "services/access/role_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/base/proto_time.h"

namespace dayaq::access {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

v1::RoleAssignment Clinician() {
  v1::RoleAssignment assignment;
  assignment.set_uid("01900000-0000-7000-9000-000000000004");
  assignment.set_staff_uid("01900000-0000-7000-8000-000000000004");
  assignment.set_role("clinician");
  assignment.set_institution("hospital-barda");
  assignment.add_districts("AZ-BAR");
  assignment.add_registers("az");
  assignment.set_state(v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
  *assignment.mutable_valid_from() = Timestamp(kNow - absl::Hours(1));
  return assignment;
}

AccessQuestion Reading(const char* district) {
  return {.action = "survivor.read",
          .record = RowStanding{.register_code = "az", .district = district, .institution = "hospital-tartar", .person_uid = "p"}};
}

std::vector<std::string> Codes(const google::protobuf::RepeatedPtrField<v1::PolicyTerm>& terms) {
  std::vector<std::string> codes;
  for (const v1::PolicyTerm& term : terms) codes.push_back(term.code());
  return codes;
}

TEST(RoleWords, EveryRoleIsDescribedInBothLanguages) {
  int terms = 0;
  const auto said = [&terms](const v1::PolicyTerm& term) {
    ++terms;
    EXPECT_FALSE(term.code().empty() || term.az().empty() || term.en().empty()) << term.ShortDebugString();
  };
  for (const Role& role : LinkedPolicy().roles()) {
    const auto description = DescribeRole(LinkedPolicy(), role.name);
    ASSERT_TRUE(description.has_value());
    said(description->title());
    EXPECT_EQ(description->actions_size(), static_cast<int>(role.grants.size())) << role.name;
    EXPECT_EQ(description->purposes_size(), static_cast<int>(role.purposes.size())) << role.name;
    EXPECT_EQ(description->purposes(0).code(), role.default_purpose);
    for (const auto& action : description->actions()) {
      said(action.action());
      for (const auto& need : action.needs()) said(need);
    }
    for (const auto& rows : description->rows()) {
      for (const auto& fact : rows.facts()) said(fact);
    }
  }
  std::cout << LinkedPolicy().roles().size() << " roles, " << terms << " terms in two languages\n";
  EXPECT_FALSE(DescribeRole(LinkedPolicy(), "unheard_of").has_value());
}

TEST(RoleWords, ARoleSaysWhatIsRefusedToItAndWhatItDoesNotGoWith) {
  const auto caseworker = DescribeRole(LinkedPolicy(), "caseworker");
  EXPECT_THAT(Codes(caseworker->incompatible()), Contains("payment_approver"));
  std::vector<std::string> rules;
  for (const auto& denial : caseworker->denials()) rules.push_back(denial.rule());
  EXPECT_THAT(rules, Contains("money_never_sees_diagnoses"));
  EXPECT_THAT(rules, Not(Contains("mine_action_never_sees_people")));
}

TEST(RoleWords, OfADelegationOnlyWhatWasLentIsDescribed) {
  v1::RoleAssignment lent = Clinician();
  lent.set_delegated_from("x");
  lent.add_delegated_actions("survivor.read");
  EXPECT_THAT(DescribeAssignment(LinkedPolicy(), lent).actions(), SizeIs(1));
  EXPECT_GT(DescribeAssignment(LinkedPolicy(), Clinician()).actions_size(), 5);
}

TEST(RoleWords, ADecisionSaysWhy) {
  const v1::AccessDecision near = Explain(LinkedPolicy(), Clinician(), Reading("AZ-BAR"), kNow);
  EXPECT_TRUE(near.allowed()) << near.ShortDebugString();
  const v1::AccessDecision far = Explain(LinkedPolicy(), Clinician(), Reading("AZ-TAR"), kNow);
  EXPECT_FALSE(far.allowed());
  EXPECT_EQ(far.refusal(), "OUT_OF_REACH");
  bool in_register = false, in_district = true;
  for (const auto& fact : far.facts()) {
    if (fact.fact().code() == "in_register") in_register = fact.holds();
    if (fact.fact().code() == "in_district") in_district = fact.holds();
  }
  EXPECT_TRUE(in_register);
  EXPECT_FALSE(in_district);

  AccessQuestion correcting = Reading("AZ-BAR");
  correcting.action = "survivor.correct";
  EXPECT_EQ(Explain(LinkedPolicy(), Clinician(), correcting, kNow).refusal(), "ACTION_NOT_GRANTED");
  AccessQuestion listing = {.action = "survivor.list", .purpose = "emergency"};
  EXPECT_EQ(Explain(LinkedPolicy(), Clinician(), listing, kNow).refusal(), "PURPOSE");
  AccessQuestion opening = {.action = "break_glass.open", .purpose = "emergency"};
  EXPECT_THAT(Explain(LinkedPolicy(), Clinician(), opening, kNow).words_en(), HasSubstr("strong sign-in"));
  EXPECT_EQ(ExplainRole(LinkedPolicy(), "unheard_of", listing).refusal(), "ROLE_UNKNOWN");
}

TEST(RoleWords, WhatIsOverOrNotLentAllowsNothing) {
  v1::RoleAssignment ended = Clinician();
  ended.set_state(v1::ROLE_ASSIGNMENT_STATE_ENDED);
  EXPECT_EQ(Explain(LinkedPolicy(), ended, Reading("AZ-BAR"), kNow).refusal(), "NOT_IN_FORCE");
  v1::RoleAssignment lent = Clinician();
  lent.set_delegated_from("x");
  lent.set_proposed_by("y");
  lent.add_delegated_actions("incident.read");
  EXPECT_EQ(Explain(LinkedPolicy(), lent, Reading("AZ-BAR"), kNow).refusal(), "NOT_DELEGATED");
  lent.add_delegated_actions("break_glass.open");
  const v1::AccessDecision denied = Explain(LinkedPolicy(), lent, {.action = "break_glass.open", .purpose = "emergency"}, kNow);
  EXPECT_EQ(denied.refusal(), "DENIED");
  EXPECT_EQ(denied.rule(), "powers_are_not_passed_on");
}

TEST(RoleWords, WhoReachesIsWhoMaySeeTheClass) {
  const auto roles = [](const AccessQuestion& question) {
    std::vector<std::string> names;
    for (const auto& reach : RolesThatReach(LinkedPolicy(), question)) names.push_back(reach.role().code());
    return names;
  };
  EXPECT_THAT(roles({.action = "survivor.read"}), Contains("caseworker"));
  EXPECT_THAT(roles({.action = "survivor.read", .data_class = v1::DATA_CLASS_HEALTH}), Not(Contains("caseworker")));
  EXPECT_THAT(roles({.action = "survivor.read", .data_class = v1::DATA_CLASS_HEALTH}), Contains("clinician"));
  EXPECT_THAT(roles({.action = "survivor.read"}), Not(Contains("access_administrator")));
  const AccessQuestion near = Reading("AZ-BAR");
  for (const auto& reach : RolesThatReach(LinkedPolicy(), near)) {
    if (reach.role().code() != "clinician") continue;
    EXPECT_TRUE(Reaches(LinkedPolicy(), Clinician(), reach, near));
    EXPECT_FALSE(Reaches(LinkedPolicy(), Clinician(), reach, Reading("AZ-TAR")));
  }
}

}  // namespace
}  // namespace dayaq::access
