#include "services/payment/rules_in_force.h"

#include <optional>
#include <utility>

#include "services/payment/rule_version_rules.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

// The present one, and those that comparisons go on by.
constexpr size_t kMostKnown = 8;

absl::Status NoRules() { return absl::FailedPreconditionError("no rules are in force yet"); }

}  // namespace

RulesInForce::RulesInForce(std::vector<v1::BenefitRule> always) {
  RulesOfSet set;
  set.names = NamesOf(always);
  set.rules = std::move(always);
  always_ = std::make_shared<const RulesOfSet>(std::move(set));
}

absl::StatusOr<RulesInForce::Rules> RulesInForce::Present(Transaction& transaction) const {
  if (always_ != nullptr) return always_;
  ASSIGN_OR_RETURN(const std::optional<v1::RuleSet> set, store_.Present(transaction));
  if (!set.has_value()) return NoRules();
  if (const Rules known = Known(set->number()); known != nullptr) return known;
  return Read(transaction, *set);
}

absl::StatusOr<RulesInForce::Rules> RulesInForce::Held(Transaction& transaction) const {
  if (always_ != nullptr) return always_;
  ASSIGN_OR_RETURN(const int64_t number, store_.Hold(transaction));
  if (number == 0) return NoRules();
  return OfNumber(transaction, number);
}

absl::StatusOr<RulesInForce::Rules> RulesInForce::OfNumber(Transaction& transaction, int64_t number) const {
  if (const Rules known = Known(number); known != nullptr) return known;
  ASSIGN_OR_RETURN(const v1::RuleSet set, store_.Set(transaction, number));
  return Read(transaction, set);
}

absl::StatusOr<RulesInForce::Rules> RulesInForce::Read(Transaction& transaction, const v1::RuleSet& set) const {
  RulesOfSet read;
  read.number = set.number();
  ASSIGN_OR_RETURN(read.rules, store_.RulesOf(transaction, set));
  std::map<std::string, std::string> names;
  for (const std::string& name : set.rules()) names[NamedRuleIn(name).benefit] = name;
  for (const v1::BenefitRule& rule : read.rules) read.names.push_back(names[rule.benefit()]);
  Rules rules = std::make_shared<const RulesOfSet>(std::move(read));
  const absl::MutexLock lock(&mutex_);
  known_[set.number()] = rules;
  if (known_.size() > kMostKnown) known_.erase(known_.begin());
  return rules;
}

RulesInForce::Rules RulesInForce::Known(int64_t number) const {
  const absl::MutexLock lock(&mutex_);
  const auto known = known_.find(number);
  return known == known_.end() ? nullptr : known->second;
}

}  // namespace dayaq::payment
