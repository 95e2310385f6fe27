// policy/income.yaml: which benefits a person looks at when somebody found work or lost it, and how long that person has to answer.
#ifndef SERVICES_PAYMENT_INCOME_POLICY_H_
#define SERVICES_PAYMENT_INCOME_POLICY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::payment {

struct IncomePolicy {
  int notice_days = 0;
  std::vector<std::string> benefits;
  // Nobody's rule yet.
  bool example = false;
};

// FAILED_PRECONDITION with every fault on a line of its own, in the order of the file: file, line, column and what is wrong.
absl::StatusOr<IncomePolicy> ParseIncomePolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/income.yaml`.
absl::StatusOr<IncomePolicy> LoadIncomePolicy(const std::string& policy_directory);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_INCOME_POLICY_H_
