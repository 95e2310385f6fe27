// After the database was restored from a backup: the log that is published has entries that the database does not know, so it can
// never grow again. It is sealed as it was published, and a new one begins whose first entry names it.
#ifndef CLIENTS_AUDIT_ADMIN_SEALING_H_
#define CLIENTS_AUDIT_ADMIN_SEALING_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/audit_admin/owner_database.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/tlog/witness_client.h"

namespace dayaq::audit_admin {

struct SealOptions {
  std::string directory;  // where logs are published
  // Who signs the sealed log, and who the next one; the same key unless this is a change of keys.
  SigningKey key;
  SigningKey next_key;
  std::vector<tlog::WitnessAddress> witnesses;
  std::string witness_ca;
  std::function<void(int64_t done, int64_t total)> on_progress = [](int64_t, int64_t) {};
};

struct Sealed {
  std::string origin;
  int64_t size = 0;
  std::string next_origin;
  int64_t requeued = 0;  // entries that wait for a place in the next log
  int64_t found = 0;     // entries that got the places that were published for them
  int64_t lost = 0;      // published leaves whose entries the restore took away
  size_t witnesses = 0;  // that signed the seal
};

// FAILED_PRECONDITION, with what to do, when the log cannot be sealed: the audit service runs, the folder is not this log's, its
// files do not give the root that was signed. Asked again after a crash it finishes what was begun.
absl::StatusOr<Sealed> SealLog(OwnerDatabase& database, const SealOptions& options);

}  // namespace dayaq::audit_admin

#endif  // CLIENTS_AUDIT_ADMIN_SEALING_H_
