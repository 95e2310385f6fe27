// policy/disability.yaml: in which order causes protect, after how many years a decision has no last day, how long an examination
// takes.
#ifndef SERVICES_SURVIVOR_DISABILITY_POLICY_H_
#define SERVICES_SURVIVOR_DISABILITY_POLICY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/code_lists.pb.h"

namespace dayaq::survivor {

struct DisabilityPolicy {
  // Every cause once, the one that protects best first.
  std::vector<v1::DisabilityCause> causes;
  // By band of disability.
  std::map<v1::DisabilityBand, int> years_in_band;
  int years_mixed = 0;
  int most_days_between = 0;
  int examination_working_days = 0;
};

// FAILED_PRECONDITION with file, line and what is wrong.
absl::StatusOr<DisabilityPolicy> ParseDisabilityPolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/disability.yaml`.
absl::StatusOr<DisabilityPolicy> LoadDisabilityPolicy(const std::string& policy_directory);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DISABILITY_POLICY_H_
