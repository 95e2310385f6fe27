// Audit entries as services write them, without their calls: for tests of what becomes of entries.
#ifndef TESTS_SUPPORT_AUDIT_WRITER_H_
#define TESTS_SUPPORT_AUDIT_WRITER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/rpc/audit_entry.h"

namespace dayaq::testing {

// An entry of a look at so many invented survivors, at that time.
rpc::AuditRecord InventedLook(const std::string& service, absl::Time time, int survivors = 1);

// Writes them with audit.append in one transaction of the service's login, `pause` after the first statement before the commit.
absl::Status AppendEntries(ConnectionPool& pool, const std::vector<rpc::AuditRecord>& records,
                           absl::Duration pause = absl::ZeroDuration());
// So many new ones.
absl::Status AppendLooks(ConnectionPool& pool, const std::string& service, int count);

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_AUDIT_WRITER_H_
