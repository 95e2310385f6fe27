// Statements on entries and on who looked. Names: what the plan guard explains and metrics count by. Nobody has a grant on entries:
// these go through functions that bound what they show (db/deploy/audit_doors.sql).
#ifndef SERVICES_AUDIT_ENTRY_QUERIES_H_
#define SERVICES_AUDIT_ENTRY_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::audit {

// $1 resource, $2 staff, $3 institution, $4 from, $5 until, $6 purpose, $7 role, $8 method, $9 decision, $10 reason, $11 and $12
// behind this one, $13 how many; NULL leaves a condition out.
inline constexpr Query kSearchEntries{"audit.search_entries", R"sql(
  SELECT uid, recorded_at, canonical, origin, seq
  FROM audit.search($1, $2::uuid, $3, $4::timestamptz, $5::timestamptz, $6, $7, $8, $9, $10, $11::timestamptz, $12::uuid, $13::integer)
)sql"};

inline constexpr Query kEntry{"audit.entry", R"sql(
  SELECT uid, recorded_at, canonical, origin, seq FROM audit.entry_of($1::uuid)
)sql"};

// The person within the caller's reach, by default the one whom the assignment is about.
inline constexpr Query kReaches{"audit.reaches", R"sql(
  SELECT reached FROM audit.reaches($1::uuid)
)sql"};

// $1 person, $2 from, $3 until, $4 and $5 behind this one, $6 how many.
inline constexpr Query kLooksAt{"audit.looks_at", R"sql(
  SELECT uid, recorded_at, canonical, withheld_by
  FROM audit.looks_at($1::uuid, $2::timestamptz, $3::timestamptz, $4::timestamptz, $5::uuid, $6::integer)
)sql"};

// All of them: they are few, and closed ones had looked too.
inline constexpr Query kInstitutionNames{"audit.institution_names", R"sql(
  SELECT code, name_az, name_en FROM access.institution ORDER BY code LIMIT 10000
)sql"};

inline constexpr Query kLogStatus{"audit.log_status", R"sql(
  SELECT l.origin, l.size, l.published, l.checkpoint, l.checkpoint_time, l.witnessed_checkpoint, l.indexed, q.waiting, q.oldest
  FROM audit.log_state() AS l, audit.queue_state() AS q
)sql"};

inline constexpr Query kLogs{"audit.logs", R"sql(
  SELECT origin, size, sealed_time FROM audit.logs()
)sql"};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_ENTRY_QUERIES_H_
