// policy/recovery.yaml: how money that was too much is taken back, how long money may be stopped, and how everybody is assessed
// anew.
#ifndef SERVICES_PAYMENT_RECOVERY_POLICY_H_
#define SERVICES_PAYMENT_RECOVERY_POLICY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::payment {

struct RecoveryPolicy {
  std::string edition;
  // Of each later payment at most so many percent are taken off, and at least so much is left.
  int share_percent = 0;
  int64_t smallest_left_qepik = 0;
  // Money is stopped for so many days at most.
  int suspension_days = 0;
  // An appeal is answered within so many days.
  int appeal_answer_days = 0;
  // People in one transaction of a pass over everybody, and parts of it that are gone through side by side.
  int recount_batch = 0;
  int recount_lanes = 0;
  // A rule comes into force after a comparison that is not older than so many days.
  int rule_comparison_days = 0;
};

// FAILED_PRECONDITION with file, line, column and what is wrong.
absl::StatusOr<RecoveryPolicy> ParseRecoveryPolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/recovery.yaml`.
absl::StatusOr<RecoveryPolicy> LoadRecoveryPolicy(const std::string& policy_directory);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECOVERY_POLICY_H_
