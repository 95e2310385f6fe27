// The decision table: what the services link, so that no file has to be read or trusted when they start.
#ifndef POLICY_COMPILER_TABLE_OUTPUT_H_
#define POLICY_COMPILER_TABLE_OUTPUT_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::policy {

// policy/access.yaml of that folder, known by the hash of the folder (PolicyHash).
absl::StatusOr<AccessPolicy> LoadPolicy(const std::string& directory);

// C++ that defines LinkedPolicy(): the table by which the services decide. The same to the byte each time.
std::string DecisionTable(const AccessPolicy& policy);

}  // namespace dayaq::policy

#endif  // POLICY_COMPILER_TABLE_OUTPUT_H_
