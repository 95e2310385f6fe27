#include "services/payment/replay_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/payment/payment_names.h"
#include "services/payment/replay_queries.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr int kMostAssessments = 100;
constexpr int kMostRules = 1000;
constexpr int kMostEntitlements = 500;

}  // namespace

absl::StatusOr<std::vector<v1::Assessment>> ReplayStore::Kept(Transaction& transaction, absl::string_view entitlement_uid,
                                                              absl::string_view assessment_uid) const {
  return transaction.All<v1::Assessment>(kKept, {entitlement_uid, OrNull(assessment_uid)}, kMostAssessments);
}

absl::StatusOr<std::vector<v1::BenefitRule>> ReplayStore::Rules(Transaction& transaction,
                                                                const std::vector<v1::RuleVersion>& versions) const {
  std::vector<std::string> benefits, numbers;
  for (const v1::RuleVersion& version : versions) {
    benefits.push_back(version.benefit());
    numbers.push_back(absl::StrCat(version.version()));
  }
  return transaction.All<v1::BenefitRule>(kRulesOf, {benefits, numbers}, kMostRules);
}

absl::StatusOr<v1::BenefitFacts> ReplayStore::FactsWithinReach(Transaction& transaction, absl::string_view survivor_uid) const {
  return transaction.One<v1::BenefitFacts>(kFactsWithinReach, {survivor_uid});
}

absl::StatusOr<std::vector<v1::Entitlement>> ReplayStore::EntitlementsOf(Transaction& transaction,
                                                                         absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(std::vector<v1::Entitlement> entitlements,
                   transaction.All<v1::Entitlement>(kEntitlementsOf, {survivor_uid}, kMostEntitlements));
  for (v1::Entitlement& entitlement : entitlements) SetNames(entitlement);
  return entitlements;
}

absl::StatusOr<std::map<std::string, PayeeStanding>> ReplayStore::AccountsOf(Transaction& transaction,
                                                                             const std::vector<std::string>& payee_uids) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kAccountsOf, {payee_uids}, kMostEntitlements));
  std::map<std::string, PayeeStanding> accounts;
  for (const Row& row : rows) {
    std::string payee_uid;
    PayeeStanding standing;
    RETURN_IF_ERROR(
        row.Read({{"payee_uid", &payee_uid}, {"hold_until_time", &standing.held_until}, {"in_doubt", &standing.in_doubt}}));
    accounts[payee_uid] = standing;
  }
  return accounts;
}

}  // namespace dayaq::payment
