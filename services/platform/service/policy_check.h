// Whether program and database go together. The access policy is in three places: compiled into the program, as files beside it,
// and in the grants and row policies of the database; a service runs only where all three were made of the same files. And the
// database may have lost what an older program uses.
#ifndef SERVICES_PLATFORM_SERVICE_POLICY_CHECK_H_
#define SERVICES_PLATFORM_SERVICE_POLICY_CHECK_H_

#include <string>

#include "absl/status/status.h"
#include "services/platform/database/connection_pool.h"

namespace dayaq {

// What each place says by which policy it was made; `database` is empty where it says nothing.
struct PolicyHashes {
  std::string binary;
  std::string files;
  std::string database;
};

// OK when all are the same; else FAILED_PRECONDITION with a sentence that says which one differs and what to do.
absl::Status ComparePolicyHashes(const PolicyHashes& hashes);

// The same, asking the folder and the database. UNAVAILABLE when the database does not answer.
absl::Status CheckPolicy(const std::string& linked_hash, const std::string& policy_directory, ConnectionPool& pool);

// OK where programs of this edition may run; else FAILED_PRECONDITION, saying so.
absl::Status CompareEditions(int program, int oldest);

// The same, asking the database. UNAVAILABLE when it does not answer.
absl::Status CheckEdition(int program, ConnectionPool& pool);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_POLICY_CHECK_H_
