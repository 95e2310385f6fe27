// All SQL about making decisions once more. Holds no rules.
#ifndef SERVICES_PAYMENT_REPLAY_STORE_H_
#define SERVICES_PAYMENT_REPLAY_STORE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "services/payment/why_not_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

class ReplayStore {
 public:
  // Decisions about an entitlement with the facts they were made from, newest first: that one, or the newest 100.
  absl::StatusOr<std::vector<v1::Assessment>> Kept(Transaction& transaction, absl::string_view entitlement_uid,
                                                   absl::string_view assessment_uid) const;
  // Rules in these versions, as far as they are kept here.
  absl::StatusOr<std::vector<v1::BenefitRule>> Rules(Transaction& transaction, const std::vector<v1::RuleVersion>& versions) const;

  // What is known of a person. NOT_FOUND when the person is not there, hidden, or goes on in another record.
  absl::StatusOr<v1::BenefitFacts> FactsWithinReach(Transaction& transaction, absl::string_view survivor_uid) const;
  // Without explanations and instalments.
  absl::StatusOr<std::vector<v1::Entitlement>> EntitlementsOf(Transaction& transaction, absl::string_view survivor_uid) const;
  // The accounts that these people are paid to, by payee.
  absl::StatusOr<std::map<std::string, PayeeStanding>> AccountsOf(Transaction& transaction,
                                                                  const std::vector<std::string>& payee_uids) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_REPLAY_STORE_H_
