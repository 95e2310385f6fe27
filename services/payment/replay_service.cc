#include "services/payment/replay_service.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/payment/payment_names.h"
#include "services/payment/replay_rules.h"
#include "services/payment/why_not_rules.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {

using rpc::Call;

absl::StatusOr<v1::ReplayAssessmentsResponse> ReplayService::ReplayAssessments(const v1::ReplayAssessmentsRequest& request,
                                                                               Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Entitlement entitlement, entitlements_.GetWhole(transaction, UidOf(request.name())));
  ASSIGN_OR_RETURN(const std::vector<v1::Assessment> kept, store_.Kept(transaction, entitlement.uid(), request.assessment_uid()));
  if (kept.empty()) return NotFound();
  std::map<std::string, v1::RuleVersion> versions;
  for (const v1::Assessment& assessment : kept) {
    for (v1::RuleVersion& version : RulesOf(assessment)) {
      versions.emplace(absl::StrCat(version.benefit(), "/", version.version()), std::move(version));
    }
  }
  std::vector<v1::RuleVersion> wanted;
  for (auto& [name, version] : versions) wanted.push_back(std::move(version));
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitRule> rules, store_.Rules(transaction, wanted));
  v1::ReplayAssessmentsResponse response;
  for (const v1::Assessment& assessment : kept) *response.add_replays() = ReplayOf(assessment, rules, entitlement);
  call.Touch(entitlement.name());
  return response;
}

absl::StatusOr<v1::WhyNotResponse> ReplayService::WhyNot(const v1::WhyNotRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
  for (const std::string& benefit : request.benefits()) {
    const bool known = absl::c_any_of(in_force->rules, [&](const v1::BenefitRule& rule) { return rule.benefit() == benefit; });
    if (!known) {
      return MakeError(absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_BENEFIT_NOT_IN_FORCE,
                       "No benefit in force has one of these codes.");
    }
  }
  ASSIGN_OR_RETURN(const v1::BenefitFacts facts, store_.FactsWithinReach(transaction, UidOf(request.survivor())));
  ASSIGN_OR_RETURN(const std::vector<v1::Entitlement> standing, store_.EntitlementsOf(transaction, facts.survivor_uid()));
  std::set<std::string> payees = {facts.survivor_uid()};
  for (const v1::FamilyFact& member : facts.family()) payees.insert(member.member_uid());
  ASSIGN_OR_RETURN(const auto accounts, store_.AccountsOf(transaction, {payees.begin(), payees.end()}));
  call.Touch(SurvivorName(facts.survivor_uid()));
  return WhyNotOf({request.benefits().begin(), request.benefits().end()},
                  {.rules = in_force->rules, .facts = facts, .standing = standing, .accounts = accounts, .now = call.now()});
}

void ReplayService::Bind(rpc::Methods& methods) {
  using S = ReplayService;
  methods.Read("ReplayAssessments", *this, &S::ReplayAssessments);
  methods.Read("WhyNot", *this, &S::WhyNot);
}

}  // namespace dayaq::payment
