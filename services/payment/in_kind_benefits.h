// Benefits in kind in the words of their rule files (policy/benefits-in-kind/*.yaml, schema policy/benefits-in-kind.schema.json;
// docs/benefits.md says how to write one). No I/O but reading them.
#ifndef SERVICES_PAYMENT_IN_KIND_BENEFITS_H_
#define SERVICES_PAYMENT_IN_KIND_BENEFITS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/in_kind_rule.pb.h"

namespace dayaq::payment {

// The rule in the text of one file, with its content hash. `file_name` is what faults are reported under; without directory and
// suffix it must be the code of the benefit. FAILED_PRECONDITION with one line "file:line:column: what" for every fault found.
absl::StatusOr<v1::InKindRule> CompileInKindBenefit(absl::string_view text, absl::string_view file_name);

// The rules of all files of a directory, by code. FAILED_PRECONDITION with the faults of all files; also for a file that is no
// .yaml. An empty directory is a house without benefits in kind.
absl::StatusOr<std::vector<v1::InKindRule>> LoadInKindBenefits(const std::string& directory);

// Whether these rules can stand beside the versions kept so far: FAILED_PRECONDITION names every rule whose version is kept with
// another content, and says what to do. Pure.
absl::Status CheckInKindVersions(const std::vector<v1::InKindRule>& in_force, const std::vector<v1::InKindRule>& kept);

// That no benefit in kind is called like one in money: FAILED_PRECONDITION names it.
absl::Status CheckCodesApart(const std::vector<v1::InKindRule>& in_kind, const std::vector<v1::BenefitRule>& in_money);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_BENEFITS_H_
