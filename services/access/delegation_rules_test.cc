#include "services/access/delegation_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
constexpr char kLender[] = "01900000-0000-7000-8000-000000000008";

v1::RoleAssignment Own() {
  v1::RoleAssignment own;
  own.set_uid("01900000-0000-7000-9000-000000000008");
  own.set_staff_uid(kLender);
  own.set_role("caseworker");
  own.set_institution("dost-barda");
  own.add_districts("AZ-BAR");
  own.add_districts("AZ-TAR");
  own.add_registers("az");
  return own;
}

v1::CreateDelegationRequest Lending() {
  v1::CreateDelegationRequest request;
  request.set_staff_uid("01900000-0000-7000-8000-000000000009");
  request.add_actions("survivor.read");
  request.add_districts("AZ-TAR");
  *request.mutable_valid_until() = Timestamp(kNow + absl::Hours(24 * 30));
  request.set_reason("Məzuniyyət");
  return request;
}

std::vector<std::string> FaultsOf(const v1::CreateDelegationRequest& request, const Colleague& whom = {true, true, {}},
                                  const v1::RoleAssignment& own = Own()) {
  Violations found;
  CheckDelegation(request, own, whom, LinkedPolicy(), kNow, found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

TEST(DelegationRules, PartOfTheOwnAssignmentMayBeLent) { EXPECT_THAT(FaultsOf(Lending()), IsEmpty()); }

TEST(DelegationRules, EverythingWiderIsToldAtOnce) {
  v1::CreateDelegationRequest request = Lending();
  request.add_actions("survivor.decide_disability");
  request.add_actions("delegation.create");
  request.add_districts("AZ-LAC");
  request.add_registers("co-aicma");
  *request.mutable_valid_until() = Timestamp(kNow + absl::Hours(24 * 30) + absl::Seconds(1));
  EXPECT_THAT(FaultsOf(request), UnorderedElementsAre("actions[1] DELEGATION_TOO_WIDE", "actions[2] DELEGATION_TOO_WIDE",
                                                      "districts[1] DELEGATION_TOO_WIDE", "registers[0] DELEGATION_TOO_WIDE",
                                                      "valid_until DELEGATION_TOO_WIDE"));
}

TEST(DelegationRules, ToAColleagueWithAnOpenAccountOnly) {
  EXPECT_THAT(FaultsOf(Lending(), {false, true, {}}), ElementsAre("staff_uid STAFF_CLOSED"));
  EXPECT_THAT(FaultsOf(Lending(), {true, false, {}}), ElementsAre("staff_uid STAFF_CLOSED"));
  v1::CreateDelegationRequest request = Lending();
  request.set_staff_uid(kLender);
  EXPECT_THAT(FaultsOf(request), ElementsAre("staff_uid DELEGATION_TOO_WIDE"));
}

TEST(DelegationRules, TheTermLiesAheadAndWithinTheOwnOne) {
  v1::CreateDelegationRequest request = Lending();
  *request.mutable_valid_from() = Timestamp(kNow - absl::Hours(1));
  EXPECT_THAT(FaultsOf(request), UnorderedElementsAre("valid_from TERM_IMPOSSIBLE", "valid_until DELEGATION_TOO_WIDE"));
  request = Lending();
  *request.mutable_valid_until() = Timestamp(kNow);
  EXPECT_THAT(FaultsOf(request), ElementsAre("valid_until TERM_IMPOSSIBLE"));
  v1::RoleAssignment own = Own();
  *own.mutable_valid_until() = Timestamp(kNow + absl::Hours(24));
  EXPECT_THAT(FaultsOf(Lending(), {true, true, {}}, own), ElementsAre("valid_until DELEGATION_TOO_WIDE"));
}

TEST(DelegationRules, WhatIsNotPassedOnIsLentByNobody) {
  int lendable = 0;
  for (const Role& role : LinkedPolicy().roles()) {
    for (const auto& [action, grant] : role.grants) {
      const bool may = IsLendable(LinkedPolicy(), role.name, action);
      if (may) ++lendable;
      for (const char* kept :
           {"delegation.create", "break_glass.open", "break_glass.review", "role_assignment.propose", "role_assignment.approve"}) {
        EXPECT_FALSE(may && action == kept) << role.name << " " << action;
      }
      EXPECT_FALSE(may && role.of_person) << role.name << " " << action;
    }
  }
  EXPECT_GT(lendable, 50);
  EXPECT_FALSE(IsLendable(LinkedPolicy(), "unheard_of", "survivor.read"));
}

TEST(DelegationRules, WhatIsNotNamedIsLentAsItIs) {
  v1::CreateDelegationRequest request = Lending();
  request.clear_districts();
  const v1::RoleAssignment lent = DelegationFrom(request, Own(), kNow);
  EXPECT_THAT(lent.districts(), ElementsAre("AZ-BAR", "AZ-TAR"));
  EXPECT_THAT(lent.registers(), ElementsAre("az"));
  EXPECT_EQ(lent.role(), "caseworker");
  EXPECT_EQ(lent.delegated_from(), Own().uid());
  EXPECT_EQ(TimeOf(lent.valid_from()), kNow);
  EXPECT_THAT(DelegationFrom(Lending(), Own(), kNow).districts(), ElementsAre("AZ-TAR"));
}

}  // namespace
}  // namespace dayaq::access
