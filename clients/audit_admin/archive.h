// Months of audit entries outside of the database: written, held against the log, and only then taken out of the database.
//
// An archive is a file of records in the order of the log: place (8 bytes), length (4 bytes), canonical bytes; numbers big-endian.
// It is of one log and one month. Leaves stay in the database, so proofs of archived entries are made as before.
#ifndef CLIENTS_AUDIT_ADMIN_ARCHIVE_H_
#define CLIENTS_AUDIT_ADMIN_ARCHIVE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/audit_admin/owner_database.h"

namespace dayaq::audit_admin {

using OnProgress = std::function<void(int64_t done, int64_t total)>;

struct Archived {
  int32_t log = 0;
  int64_t entries = 0;
};

// "2026-03" as the database writes it; INVALID_ARGUMENT for anything else.
absl::StatusOr<std::string> MonthOf(const std::string& text);

// Writes the entries of a month, and reads the file again. `log` 0: the only log with entries in that month. FAILED_PRECONDITION
// when there are several, none, or entries that have no place yet; DATA_LOSS when an entry is not what its leaf says.
absl::StatusOr<Archived> WriteArchive(OwnerDatabase& database, const std::string& month, int32_t log, const std::string& file,
                                      const OnProgress& on_progress);

// Whether the files hold all entries of the month, and nothing else, as the leaves in the database have them. DATA_LOSS names the
// first place that is not right.
absl::StatusOr<std::vector<Archived>> CheckArchives(OwnerDatabase& database, const std::string& month,
                                                    const std::vector<std::string>& files, const OnProgress& on_progress);

// The same, and then takes the month out of the database.
absl::StatusOr<std::vector<Archived>> DropMonth(OwnerDatabase& database, const std::string& month,
                                                const std::vector<std::string>& files, const OnProgress& on_progress);

}  // namespace dayaq::audit_admin

#endif  // CLIENTS_AUDIT_ADMIN_ARCHIVE_H_
