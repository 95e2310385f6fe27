#include "services/payment/benefit_register.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "services/payment/entitlement_store.h"
#include "services/payment/rule_version_rules.h"
#include "services/payment/rule_version_store.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/as_service.h"

namespace dayaq::payment {
namespace {

constexpr absl::Duration kTimeLimit = absl::Seconds(30);

absl::Status Keep(Transaction& transaction, const std::vector<v1::BenefitRule>& in_force, std::vector<v1::BenefitRule>& kept) {
  const EntitlementStore store;
  // Added before they are read: of two services that start at once with the same new version and different contents, one sees the
  // other's.
  RETURN_IF_ERROR(store.AddRules(transaction, in_force));
  ASSIGN_OR_RETURN(kept, store.Rules(transaction));
  return CheckVersions(in_force, kept);
}

void WarnOfOrphans(const std::vector<v1::BenefitRule>& in_force, const std::vector<v1::BenefitRule>& kept) {
  std::set<std::string> orphans;
  for (const v1::BenefitRule& rule : kept) orphans.insert(rule.benefit());
  for (const v1::BenefitRule& rule : in_force) orphans.erase(rule.benefit());
  for (const std::string& benefit : orphans) LogWarning("benefit.without_rule", {{"benefit", benefit}});
}

}  // namespace

std::vector<v1::BenefitRule> NeverInForce(const std::vector<v1::BenefitRule>& files, const std::vector<v1::BenefitRule>& kept) {
  std::set<std::string> hashes;
  for (const v1::BenefitRule& rule : kept) hashes.insert(rule.content_hash());
  std::vector<v1::BenefitRule> never;
  for (const v1::BenefitRule& file : files) {
    if (hashes.count(file.content_hash()) == 0) never.push_back(file);
  }
  return never;
}

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
  std::vector<v1::BenefitRule> kept;
  const auto keep = [&](Transaction& transaction) { return Keep(transaction, in_force, kept); };
  RETURN_IF_ERROR(rpc::AsService(kit, absl::Now() + kTimeLimit, keep));
  WarnOfOrphans(in_force, kept);
  return absl::OkStatus();
}

absl::Status SeedRules(const rpc::Kit& kit, const std::vector<v1::BenefitRule>& files) {
  const EntitlementStore entitlements;
  const RuleVersionStore versions;
  std::vector<v1::BenefitRule> kept;
  bool by_people = false;
  const auto seed = [&](Transaction& transaction) -> absl::Status {
    // One after the other: of two services that start at once the second finds what the first put into force.
    RETURN_IF_ERROR(versions.Lock(transaction));
    ASSIGN_OR_RETURN(by_people, versions.SetByPeople(transaction));
    if (by_people) {
      ASSIGN_OR_RETURN(kept, entitlements.Rules(transaction));
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(Keep(transaction, files, kept));
    ASSIGN_OR_RETURN(const std::optional<v1::RuleSet> present, versions.Present(transaction));
    const std::vector<std::string> names = NamesOf(files);
    if (present.has_value() && absl::c_equal(present->rules(), names)) return absl::OkStatus();
    const int64_t number = present.has_value() ? present->number() + 1 : 1;
    return versions.AddSet(transaction, number, names, "", "").status();
  };
  RETURN_IF_ERROR(rpc::AsService(kit, absl::Now() + kTimeLimit, seed));
  if (!by_people) {
    WarnOfOrphans(files, kept);
    return absl::OkStatus();
  }
  for (const v1::BenefitRule& file : NeverInForce(files, kept)) {
    LogWarning("benefit.file_not_in_force", {{"benefit", file.benefit()}, {"version", file.version()}});
  }
  return absl::OkStatus();
}

}  // namespace dayaq::payment
