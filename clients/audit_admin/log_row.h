// The logs, as rows of audit.log.
#ifndef CLIENTS_AUDIT_ADMIN_LOG_ROW_H_
#define CLIENTS_AUDIT_ADMIN_LOG_ROW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/audit_admin/admin_queries.h"
#include "services/platform/database/transaction.h"

namespace dayaq::audit_admin {

struct LogRow {
  int32_t id = 0;
  std::string origin;
  int64_t size = 0;
  std::string edge;
  int64_t published = 0;
  std::string checkpoint;
  bool sealed = false;
};

// All of them, the oldest first.
inline absl::StatusOr<std::vector<LogRow>> ReadLogs(Transaction& transaction) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kLogs, {}, 10'000));
  std::vector<LogRow> logs;
  for (const Row& row : rows) {
    LogRow& log = logs.emplace_back();
    RETURN_IF_ERROR(row.Read({{"id", &log.id},
                              {"origin", &log.origin},
                              {"size", &log.size},
                              {"published", &log.published},
                              {"checkpoint", &log.checkpoint},
                              {"sealed", &log.sealed}}));
    RETURN_IF_ERROR(row.ReadOctets("edge", &log.edge));
  }
  return logs;
}

}  // namespace dayaq::audit_admin

#endif  // CLIENTS_AUDIT_ADMIN_LOG_ROW_H_
