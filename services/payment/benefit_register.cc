#include "services/payment/benefit_register.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "services/payment/entitlement_store.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/as_service.h"

namespace dayaq::payment {
namespace {

constexpr absl::Duration kTimeLimit = absl::Seconds(30);

}  // namespace

absl::Status CheckVersions(const std::vector<v1::BenefitRule>& in_force, const std::vector<v1::BenefitRule>& kept) {
  std::map<std::pair<std::string, int>, std::string> hashes;
  for (const v1::BenefitRule& rule : kept) hashes[{rule.benefit(), rule.version()}] = rule.content_hash();
  std::vector<std::string> faults;
  for (const v1::BenefitRule& rule : in_force) {
    const auto known = hashes.find({rule.benefit(), rule.version()});
    if (known == hashes.end() || known->second == rule.content_hash()) continue;
    faults.push_back(
        absl::StrCat("benefits/", rule.benefit(), ".yaml: version ", rule.version(),
                     " was in force here with another content, and decisions rest on it: raise the version of the file to ",
                     rule.version() + 1, " or higher"));
  }
  return faults.empty() ? absl::OkStatus() : absl::FailedPreconditionError(absl::StrJoin(faults, "\n"));
}

absl::Status KeepBenefits(const rpc::Kit& kit, const std::vector<v1::BenefitRule>& in_force) {
  const EntitlementStore store;
  std::vector<v1::BenefitRule> kept;
  const auto keep = [&](Transaction& transaction) -> absl::Status {
    // Added before they are read: of two services that start at once with the same new version and different contents, one sees the
    // other's.
    RETURN_IF_ERROR(store.AddRules(transaction, in_force));
    ASSIGN_OR_RETURN(kept, store.Rules(transaction));
    return CheckVersions(in_force, kept);
  };
  RETURN_IF_ERROR(rpc::AsService(kit, absl::Now() + kTimeLimit, keep));
  std::set<std::string> orphans;
  for (const v1::BenefitRule& rule : kept) orphans.insert(rule.benefit());
  for (const v1::BenefitRule& rule : in_force) orphans.erase(rule.benefit());
  for (const std::string& benefit : orphans) LogWarning("benefit.without_rule", {{"benefit", benefit}});
  return absl::OkStatus();
}

}  // namespace dayaq::payment
