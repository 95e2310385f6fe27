// The versions of benefit rules that were ever in force here, kept so that a decision is explained by the rule it was made under.
#ifndef SERVICES_PAYMENT_BENEFIT_REGISTER_H_
#define SERVICES_PAYMENT_BENEFIT_REGISTER_H_

#include <vector>

#include "absl/status/status.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::payment {

// Whether these rules can stand beside the versions kept so far: FAILED_PRECONDITION names every rule whose version is kept with
// another content, and says what to do. Pure.
absl::Status CheckVersions(const std::vector<v1::BenefitRule>& in_force, const std::vector<v1::BenefitRule>& kept);

// Of the files those that say what was never in force. Pure.
std::vector<v1::BenefitRule> NeverInForce(const std::vector<v1::BenefitRule>& files, const std::vector<v1::BenefitRule>& kept);

// Keeps these rules beside those that were in force. Warns of benefits that have no rule any more: their
// entitlements stay as they are. Errors of CheckVersions, and of the database.
absl::Status KeepBenefits(const rpc::Kit& kit, const std::vector<v1::BenefitRule>& in_force);

// Once at the start of the service: as long as no person has put a rule into force here, what its files say is kept and in force.
// From then on files put nothing into force: a file that says what was never in force is named in the log and not used, silently or
// otherwise (docs/adr/0044-rules-by-three-people.md). Errors of CheckVersions, and of the database.
absl::Status SeedRules(const rpc::Kit& kit, const std::vector<v1::BenefitRule>& files);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BENEFIT_REGISTER_H_
