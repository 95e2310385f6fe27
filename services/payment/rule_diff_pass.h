// Comparing two rules on everybody: what the pass over everybody (recount_pass.h) does with each part when it compares. Writes what
// it found, and nothing about anybody's entitlements.
#ifndef SERVICES_PAYMENT_RULE_DIFF_PASS_H_
#define SERVICES_PAYMENT_RULE_DIFF_PASS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "services/payment/recount_store.h"
#include "services/payment/rule_diff_rules.h"
#include "services/payment/rule_diff_store.h"
#include "services/payment/rule_version_store.h"
#include "services/payment/rules_in_force.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

// The rule of that hash: one that was in force, or the text of a proposal. NOT_FOUND with RULE_UNKNOWN when there is none.
absl::StatusOr<v1::BenefitRule> RuleOfHash(const RuleVersionStore& store, Transaction& transaction, absl::string_view hash);

class RuleDiffPass {
 public:
  // Outlives this.
  explicit RuleDiffPass(const RulesInForce& in_force) : in_force_(in_force) {}

  // The next people of a lane.
  absl::Status Compare(const std::string& comparison_uid, absl::string_view lane_uid, const std::vector<std::string>& uids,
                       v1::RecountCounts& counts, rpc::Call& call) const;
  // Everybody is through.
  absl::Status Finish(const std::string& comparison_uid, rpc::Call& call) const;

 private:
  absl::StatusOr<std::shared_ptr<const RuleDiff>> DiffFor(const std::string& comparison_uid, Transaction& transaction) const;

  const RulesInForce& in_force_;
  RecountStore people_;
  RuleVersionStore versions_;
  RuleDiffStore store_;
  // Of one comparison at a time: reading the rules anew for every part would cost more than reading its people.
  mutable absl::Mutex mutex_;
  mutable std::string known_uid_ ABSL_GUARDED_BY(mutex_);
  mutable std::shared_ptr<const RuleDiff> known_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_DIFF_PASS_H_
