// All SQL about comparisons of rules. Holds no rules about them.
#ifndef SERVICES_PAYMENT_RULE_DIFF_STORE_H_
#define SERVICES_PAYMENT_RULE_DIFF_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/benefit_rule_version.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

class RuleDiffStore {
 public:
  absl::Status Add(Transaction& transaction, const v1::RuleComparison& comparison) const;
  // With how far it has come, without lines and losses. NOT_FOUND when there is none.
  absl::StatusOr<v1::RuleComparison> Get(Transaction& transaction, absl::string_view uid) const;
  // With lines, and with the losses within the caller's reach.
  absl::StatusOr<v1::RuleComparison> GetWhole(Transaction& transaction, absl::string_view uid) const;

  // What a lane found more: lines each once.
  absl::Status AddFound(Transaction& transaction, absl::string_view comparison_uid, absl::string_view lane_uid,
                        const std::vector<v1::RuleComparisonLine>& lines, const std::vector<v1::RuleLoss>& losses) const;
  // Everybody is through.
  absl::Status KeepLosses(Transaction& transaction, absl::string_view comparison_uid) const;

 private:
  // The short numbers of their records, as far as those lie within the caller's reach.
  absl::Status SetNumbers(Transaction& transaction, std::vector<v1::RuleLoss>& losses) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_DIFF_STORE_H_
