// Benefits in the words of their rule files (policy/benefits/*.yaml, schema policy/benefits.schema.json; docs/benefits.md says how
// to write one). Nothing here knows a figure, a law or a condition of a benefit: those are in the files. No I/O but reading them.
#ifndef SERVICES_PAYMENT_BENEFIT_RULES_H_
#define SERVICES_PAYMENT_BENEFIT_RULES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"

namespace dayaq::payment {

// The rule in the text of one file, with its content hash. `file_name` is what faults are reported under; without directory and
// suffix it must be the code of the benefit. FAILED_PRECONDITION with one line "file:line:column: what" for every fault found; what
// YAML itself forbids (doubled keys, anchors, broken syntax) is reported alone, since nothing after it can be trusted.
absl::StatusOr<v1::BenefitRule> CompileBenefit(absl::string_view text, absl::string_view file_name);

// What rules say of each other: FAILED_PRECONDITION with one line for each that names a benefit there is no rule of, one paid in
// another rhythm, or stands in a circle (each would wait for the other). `where` is what the lines begin with.
absl::Status CheckTogether(const std::vector<v1::BenefitRule>& rules, absl::string_view where);

// The rules of all files of a directory, by code. FAILED_PRECONDITION with the faults of all files; also when there is none, and
// for a file that is no .yaml, since a rule that is silently left out is money that silently does not come.
absl::StatusOr<std::vector<v1::BenefitRule>> LoadBenefits(const std::string& directory);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BENEFIT_RULES_H_
