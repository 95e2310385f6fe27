// Entries, looks and the state of the log, from the database.
#ifndef SERVICES_AUDIT_ENTRY_STORE_H_
#define SERVICES_AUDIT_ENTRY_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/audit_service.pb.h"
#include "services/audit/look_rules.h"
#include "services/audit/look_words.h"
#include "services/platform/database/transaction.h"

namespace dayaq::audit {

// An entry as it was hashed, and where it stands; index -1: nowhere yet.
struct StoredEntry {
  std::string uid;
  absl::Time recorded_at;
  std::string canonical;
  std::string origin;
  int64_t index = -1;
};

// Where a list goes on.
struct EntryCursor {
  absl::Time recorded_at;
  std::string uid;
};
std::string CursorText(const EntryCursor& cursor);
// Nothing for "".
std::optional<EntryCursor> CursorOf(absl::string_view text);

// A row of somebody's looks; without bytes where it is withheld from the caller.
struct StoredLook {
  EntryCursor place;
  std::string canonical;
  std::string withheld_by;
};

struct Period {
  absl::Time from;
  absl::Time until;
};

class EntryStore {
 public:
  absl::StatusOr<std::vector<StoredEntry>> Search(Transaction& transaction, const v1::EntryFilter& filter, const Period& period,
                                                  const std::optional<EntryCursor>& after, int limit) const;
  absl::StatusOr<StoredEntry> Get(Transaction& transaction, absl::string_view uid) const;

  // The uid of the person when the caller may ask about them; NOT_FOUND when not. Empty: whom the assignment is about.
  absl::StatusOr<std::string> PersonWithinReach(Transaction& transaction, absl::string_view person_uid) const;
  absl::StatusOr<std::vector<StoredLook>> LooksAt(Transaction& transaction, absl::string_view person_uid, const Period& period,
                                                  const std::optional<EntryCursor>& after, int limit) const;
  absl::StatusOr<Institutions> AllInstitutions(Transaction& transaction) const;

  // What the database knows of it: without what only the published files tell.
  absl::StatusOr<v1::LogStatus> Status(Transaction& transaction) const;
};

// INTERNAL for bytes that are no entry, which takes somebody at the tables.
absl::StatusOr<v1::Entry> EntryFrom(absl::string_view canonical);

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_ENTRY_STORE_H_
