// Holds the database against the log: what services wrote, what the sequencer placed, what was published.
#ifndef CLIENTS_AUDIT_ADMIN_FSCK_H_
#define CLIENTS_AUDIT_ADMIN_FSCK_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/audit_admin/owner_database.h"
#include "clients/common/text.h"
#include "services/platform/tlog/note.h"

namespace dayaq::audit_admin {

enum class FsckFault {
  kPlaceMissing,        // a gap in the places
  kEntryMissing,        // a place whose entry is gone
  kLeafDiffers,         // the leaf is not the hash of the entry's bytes
  kColumnDiffers,       // a column says something else than the bytes
  kBundleDiffers,       // what was published for this place is something else
  kEdgeDiffers,         // the leaves do not give the edge of the tree
  kRootDiffers,         // they do not give the root that was signed
  kCheckpointUnsigned,  // a checkpoint that the log's key did not sign
  kDatabaseBehind,      // more was published than the database knows of
  kEntryUnplaced,       // an entry with no place that does not wait for one
  kQueueWrong,          // something waits that is no entry, or another one
  kQueueLate,           // somebody has waited for minutes
};

struct FsckFinding {
  FsckFault fault;
  int32_t log = 0;   // 0: not about a log
  int64_t seq = -1;  // -1: not about a place
  std::string what;  // a uid, a column, a number
};

struct FsckOptions {
  std::string directory;  // where logs are published; empty: the database alone is looked at
  // Of the logs, whose names are the origins; a log without one here is believed the key in its own folder.
  std::vector<tlog::VerifierKey> keys;
  std::function<void(int64_t done, int64_t total)> on_progress = [](int64_t, int64_t) {};
};

struct FsckReport {
  // In the order of the log, twenty at most; the first is the first bad one.
  std::vector<FsckFinding> findings;
  bool more_findings = false;
  int64_t leaves = 0, entries = 0, archived = 0, lost = 0, waiting = 0;
};

// An error means that nothing can be said; what is wrong stands in the report.
absl::StatusOr<FsckReport> Fsck(OwnerDatabase& database, const FsckOptions& options);

// One line.
std::string Told(const FsckFinding& finding, cli::Language language);

}  // namespace dayaq::audit_admin

#endif  // CLIENTS_AUDIT_ADMIN_FSCK_H_
