// Statements about releases. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_STATISTICS_RELEASE_QUERIES_H_
#define SERVICES_STATISTICS_RELEASE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::statistics {

inline constexpr Query kRelease{"release.by_uid", R"sql(
  SELECT {columns:dayaq.statistics.v1.Release} FROM statistics.release WHERE uid = $1::uuid
)sql"};

// Those in the state $1, or all, behind the uid $2.
inline constexpr Query kReleases{"release.list", R"sql(
  SELECT {columns:dayaq.statistics.v1.Release -content} FROM statistics.release
  WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR uid < $2::uuid) ORDER BY uid DESC LIMIT $3::integer
)sql"};

inline constexpr Query kReleaseTables{"release.tables", R"sql(
  SELECT {columns:dayaq.statistics.v1.ReleaseTable} FROM statistics.release_table WHERE release_uid = $1::uuid ORDER BY place LIMIT 12
)sql"};

// What was published of a register, until the moment $2 or ever, the oldest first.
inline constexpr Query kPublished{"release.published", R"sql(
  SELECT uid FROM statistics.release
  WHERE register = $1 AND publish_time IS NOT NULL AND ($2::timestamptz IS NULL OR publish_time <= $2::timestamptz) ORDER BY publish_time, uid LIMIT 1001
)sql"};

// Who drafts is whom the context says (statistics.release_step).
inline constexpr Query kAddRelease{"release.add", R"sql(
  INSERT INTO statistics.release (uid, register, title_az, title_en, cut_off, known_until, snapshot, tables, definitions, disclosure_edition,
                                  records, record_root, content, content_hash, disclosure, revises_uid)
  SELECT uid, register, title_az, title_en, cut_off, known_until, snapshot, tables, definitions, disclosure_edition, records, record_root,
         content, content_hash, disclosure, revises_uid
  FROM json_populate_recordset(NULL::statistics.release, $1::json)
)sql"};

inline constexpr Query kAddReleaseTables{"release.add_tables", R"sql(
  INSERT INTO statistics.release_table ({writable:dayaq.statistics.v1.ReleaseTable})
  SELECT {writable:dayaq.statistics.v1.ReleaseTable} FROM json_populate_recordset(NULL::statistics.release_table, $1::json)
)sql"};

// Who takes the step, and when, the trigger says.
inline constexpr Query kCheckRelease{"release.check", R"sql(
  UPDATE statistics.release SET state = 'RELEASE_STATE_CHECKED' WHERE uid = $1::uuid AND etag = $2::bigint AND state = 'RELEASE_STATE_DRAFT'
)sql"};
inline constexpr Query kPublishRelease{"release.publish", R"sql(
  UPDATE statistics.release SET state = 'RELEASE_STATE_PUBLISHED' WHERE uid = $1::uuid AND etag = $2::bigint AND state = 'RELEASE_STATE_CHECKED'
)sql"};
inline constexpr Query kReviseRelease{"release.revise", R"sql(
  UPDATE statistics.release SET state = 'RELEASE_STATE_REVISED', revised_by_uid = $2::uuid WHERE uid = $1::uuid AND state = 'RELEASE_STATE_PUBLISHED'
)sql"};
inline constexpr Query kWithdrawRelease{"release.withdraw", R"sql(
  UPDATE statistics.release SET state = 'RELEASE_STATE_WITHDRAWN'
  WHERE uid = $1::uuid AND etag = $2::bigint AND state IN ('RELEASE_STATE_DRAFT', 'RELEASE_STATE_CHECKED')
)sql"};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_QUERIES_H_
