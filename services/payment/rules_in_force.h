// What is decided by. The rules lie in the database, so that all instances decide by the same ones: what people put into force is
// known to the next transaction of each, without a restart. A set never changes, so one that was read is kept.
#ifndef SERVICES_PAYMENT_RULES_IN_FORCE_H_
#define SERVICES_PAYMENT_RULES_IN_FORCE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "services/payment/rule_version_store.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// The rules of one set, by code, and how the set names each.
struct RulesOfSet {
  int64_t number = 0;
  std::vector<v1::BenefitRule> rules;
  std::vector<std::string> names;
};

class RulesInForce {
 public:
  using Rules = std::shared_ptr<const RulesOfSet>;

  RulesInForce() = default;
  // These, always, and whatever the database says: for tests that decide by other rules.
  explicit RulesInForce(std::vector<v1::BenefitRule> always);

  // What is in force. FAILED_PRECONDITION before the service was started for the first time.
  absl::StatusOr<Rules> Present(Transaction& transaction) const;
  // The same, and it stays in force until the transaction ends: for whoever writes what was decided by it.
  absl::StatusOr<Rules> Held(Transaction& transaction) const;
  // What was in force under that number. NOT_FOUND when nothing was.
  absl::StatusOr<Rules> OfNumber(Transaction& transaction, int64_t number) const;

 private:
  absl::StatusOr<Rules> Read(Transaction& transaction, const v1::RuleSet& set) const;
  Rules Known(int64_t number) const;

  RuleVersionStore store_;
  Rules always_;
  mutable absl::Mutex mutex_;
  mutable std::map<int64_t, Rules> known_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULES_IN_FORCE_H_
