#include "services/platform/service/policy_check.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"

namespace dayaq {
namespace {

constexpr Query kOldestProgram{"service.oldest_program", "SELECT access.oldest_program() AS oldest"};
constexpr Query kPolicyHash{"service.policy_hash", "SELECT access.policy_hash() AS hash"};
constexpr absl::Duration kPatience = absl::Seconds(10);
constexpr size_t kShown = 12;  // of 64 digits: enough to tell two policies apart, and to find one in the history

const char* WhatToDo(const PolicyHashes& hashes) {
  if (hashes.database.empty()) return "the database was set up by no policy yet; migrate it (./dayaq up)";
  if (hashes.binary == hashes.files) return "the database was set up by another policy; migrate it with this one (./dayaq up)";
  if (hashes.binary == hashes.database) {
    return "access.yaml or a file of tables/ was changed after this program was built; run ./dayaq policy and ./dayaq up, or put "
           "the "
           "files back";
  }
  if (hashes.files == hashes.database) return "this program was built from another policy; build it again (./dayaq up)";
  return "program, files and database have three different policies; run ./dayaq policy and ./dayaq up";
}

absl::StatusOr<std::string> HashOfDatabase(ConnectionPool& pool) {
  std::string hash;
  const absl::Status status = InTransaction(pool, absl::Now() + kPatience, nullptr, [&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kPolicyHash));
    return row.Read({{"hash", &hash}});
  });
  if (status.ok() || status.code() == absl::StatusCode::kUnavailable) {
    RETURN_IF_ERROR(status);
    return hash;
  }
  return absl::FailedPreconditionError("the database does not say which policy it was set up by; migrate it first (./dayaq up)");
}

}  // namespace

absl::Status ComparePolicyHashes(const PolicyHashes& hashes) {
  if (!hashes.binary.empty() && hashes.binary == hashes.files && hashes.binary == hashes.database) return absl::OkStatus();
  const auto shown = [](const std::string& hash) { return hash.empty() ? std::string("none") : hash.substr(0, kShown); };
  return absl::FailedPreconditionError(absl::StrCat("access policy: ", WhatToDo(hashes), " (program ", shown(hashes.binary),
                                                    ", files ", shown(hashes.files), ", database ", shown(hashes.database), ")"));
}

absl::Status CheckPolicy(const std::string& linked_hash, const std::string& policy_directory, ConnectionPool& pool) {
  PolicyHashes hashes{.binary = linked_hash};
  ASSIGN_OR_RETURN(hashes.files, PolicyHash(policy_directory));
  ASSIGN_OR_RETURN(hashes.database, HashOfDatabase(pool));
  return ComparePolicyHashes(hashes);
}

absl::Status CompareEditions(int program, int oldest) {
  if (program >= oldest) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat("this program is of edition ", program,
                                                    ", and the database has lost what editions before ", oldest,
                                                    " use; bring a newer program up"));
}

absl::Status CheckEdition(int program, ConnectionPool& pool) {
  int oldest = 0;
  const absl::Status asked = InTransaction(pool, absl::Now() + kPatience, nullptr, [&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kOldestProgram));
    return row.Read({{"oldest", &oldest}});
  });
  if (asked.code() == absl::StatusCode::kUnavailable) return asked;
  if (!asked.ok())
    return absl::FailedPreconditionError("the database does not say which programs it is for; migrate it first (./dayaq up)");
  return CompareEditions(program, oldest);
}

}  // namespace dayaq
