// Whether the columns that an audit entry is searched by say what its canonical bytes say.
#ifndef CLIENTS_AUDIT_ADMIN_ENTRY_CHECK_H_
#define CLIENTS_AUDIT_ADMIN_ENTRY_CHECK_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace dayaq::audit_admin {

// A row of audit.entry; NULL is "".
struct StoredEntry {
  std::string uid;
  absl::Time recorded_at;
  std::string canonical;
  std::string staff_uid, institution, role, purpose, service, method, decision, reason;
  std::vector<std::string> resources;
};

// The first column that differs; "canonical" when the bytes are no entry in its one form, "" when all agree.
std::string DifferingColumn(const StoredEntry& stored);

}  // namespace dayaq::audit_admin

#endif  // CLIENTS_AUDIT_ADMIN_ENTRY_CHECK_H_
