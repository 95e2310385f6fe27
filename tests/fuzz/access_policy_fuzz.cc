// No text makes the reader of the access policy stumble: it is a policy, or a fault with its place. And a policy that was taken
// keeps what every policy promises: a refusal wins, nothing is allowed that no role says, more facts never take a permission away
// but by a refusal, and what is refused before a row is known is refused for every row.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "services/platform/access/access_policy.h"

namespace {

using dayaq::AccessPolicy;
using dayaq::Fact;
using dayaq::FactSet;
using dayaq::Refusal;

void Require(bool holds) {
  if (!holds) std::abort();
}

// A few sets of facts: none, all, and each alone.
void CheckDecisions(const AccessPolicy& policy, const dayaq::Role& role, const dayaq::Action& action, const std::string& purpose) {
  const auto decide = [&](FactSet facts) { return policy.Decide(role.name, action.name, purpose, facts); };
  FactSet all;
  for (const Fact fact : dayaq::AllFacts()) all.Add(fact);
  Require(role.grants.count(action.name) > 0 || !decide(all).allowed());
  const auto before = policy.DecideBeforeRow(role.name, action.name, purpose, all.Without(dayaq::kRowFacts));
  for (const Fact fact : dayaq::AllFacts()) {
    const FactSet one = {fact};
    Require(!decide(FactSet()).allowed() || decide(one).allowed() || decide(one).refusal == Refusal::kDenied);
    Require(!decide(one).allowed() || decide(all).allowed() || decide(all).refusal == Refusal::kDenied);
    Require(before.allowed() || before.refusal == Refusal::kDenied || !decide(one).allowed());
  }
  for (const dayaq::DenyRule& rule : policy.content().denials) {
    const bool concerned = rule.actions.count(action.name) > 0 && (rule.roles.empty() || rule.roles.count(role.name) > 0);
    Require(!concerned || !decide(rule.when).allowed());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<AccessPolicy> policy = AccessPolicy::Parse(text, "access.yaml");
  if (!policy.ok()) {
    Require(absl::StrContains(policy.status().message(), "access.yaml"));
    return 0;
  }
  for (const dayaq::Role& role : policy->roles()) {
    for (const dayaq::Action& action : policy->actions()) {
      for (const std::string& purpose : role.purposes) CheckDecisions(*policy, role, action, purpose);
    }
  }
  return 0;
}
