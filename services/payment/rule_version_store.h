// All SQL on rules on their way into force, and on the sets that were in force. Holds no rules about them.
#ifndef SERVICES_PAYMENT_RULE_VERSION_STORE_H_
#define SERVICES_PAYMENT_RULE_VERSION_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/benefit_rule_version.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

class RuleVersionStore {
 public:
  // Nothing before the service was started for the first time.
  absl::StatusOr<std::optional<v1::RuleSet>> Present(Transaction& transaction) const;
  // NOT_FOUND when there is none of that number.
  absl::StatusOr<v1::RuleSet> Set(Transaction& transaction, int64_t number) const;
  // Newest first, at most 50.
  absl::StatusOr<std::vector<v1::RuleSet>> Sets(Transaction& transaction) const;
  // The rules that a set names, by code.
  absl::StatusOr<std::vector<v1::BenefitRule>> RulesOf(Transaction& transaction, const v1::RuleSet& set) const;

  // The number of the set in force, 0 for none. It stays in force until the transaction ends.
  absl::StatusOr<int64_t> Hold(Transaction& transaction) const;
  // Waits until nobody decides by the set in force; until the transaction ends nobody does.
  absl::Status Lock(Transaction& transaction) const;
  absl::StatusOr<bool> SetByPeople(Transaction& transaction) const;
  // False when there is one of that number. `proposal_uid` and `staff_uid` are empty for the files of the service.
  absl::StatusOr<bool> AddSet(Transaction& transaction, int64_t number, const std::vector<std::string>& rules,
                              absl::string_view proposal_uid, absl::string_view staff_uid) const;

  // The versions of a benefit that were in force, newest first.
  absl::StatusOr<std::vector<v1::BenefitRule>> VersionsOf(Transaction& transaction, absl::string_view benefit) const;
  absl::StatusOr<std::optional<v1::BenefitRule>> RuleOfHash(Transaction& transaction, absl::string_view hash) const;

  absl::StatusOr<std::optional<v1::RuleProposal>> ProposalOfHash(Transaction& transaction, absl::string_view hash) const;
  absl::StatusOr<v1::RuleProposal> Get(Transaction& transaction, absl::string_view uid) const;
  // Without their texts, newest first.
  absl::StatusOr<std::vector<v1::RuleProposal>> List(Transaction& transaction, absl::string_view benefit, absl::string_view before,
                                                     int limit) const;
  // False when the same text waits already.
  absl::StatusOr<bool> Propose(Transaction& transaction, const v1::RuleProposal& proposal) const;
  // False when it is not the version it was, was put into force or withdrawn.
  absl::StatusOr<bool> Approve(Transaction& transaction, const v1::RuleProposal& proposal, absl::string_view staff_uid,
                               absl::string_view comparison_uid, absl::Time now) const;
  // False when it is not the version it was, or is not approved.
  absl::StatusOr<bool> Activate(Transaction& transaction, const v1::RuleProposal& proposal, absl::string_view staff_uid,
                                int64_t number, absl::Time now) const;
  // False when it is not the version it was, is in force or was withdrawn.
  absl::StatusOr<bool> Withdraw(Transaction& transaction, const v1::RuleProposal& proposal, absl::string_view reason,
                                absl::Time now) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_VERSION_STORE_H_
