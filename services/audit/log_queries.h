// The statements of the log's keeping; see db/deploy/audit_log.sql for the functions.
#ifndef SERVICES_AUDIT_LOG_QUERIES_H_
#define SERVICES_AUDIT_LOG_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::audit {

// Of the session, not of the transaction: it goes when the connection does, and whoever waits for it takes over.
inline constexpr Query kLead{"log.lead", R"sql(
  SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS leads
)sql"};

inline constexpr Query kOpenLog{"log.open", R"sql(
  SELECT audit.open_log($1)
)sql"};

inline constexpr Query kLogState{"log.state", R"sql(
  SELECT id, origin, size, edge, published, checkpoint, checkpoint_time, witnessed, witnessed_checkpoint, witnessed_time, indexed
  FROM audit.log_state()
)sql"};

inline constexpr Query kQueueState{"log.queue_state", R"sql(
  SELECT waiting, oldest FROM audit.queue_state()
)sql"};

inline constexpr Query kPlace{"log.place", R"sql(
  SELECT log, size, edge, placed, leaves, oldest FROM audit.place($1)
)sql"};

inline constexpr Query kKeepEdge{"log.keep_edge", R"sql(
  SELECT audit.keep_edge($1, $2, $3)
)sql"};

inline constexpr Query kLeaves{"log.leaves", R"sql(
  SELECT audit.leaves($1, $2, $3) AS leaves
)sql"};

inline constexpr Query kKeepCheckpoint{"log.keep_checkpoint", R"sql(
  SELECT audit.keep_checkpoint($1, $2, $3, $4) AS kept
)sql"};

inline constexpr Query kKeepWitnessed{"log.keep_witnessed", R"sql(
  SELECT audit.keep_witnessed($1, $2, $3) AS kept
)sql"};

inline constexpr Query kIndexLooks{"log.index_looks", R"sql(
  SELECT audit.index_looks($1) AS indexed
)sql"};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOG_QUERIES_H_
