// Statements on erasures. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_ERASURE_QUERIES_H_
#define SERVICES_SURVIVOR_ERASURE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::survivor {

inline constexpr Query kRetentionOf{"erasure.retention_of", R"sql(
  SELECT uid, register, district, institution, died_on, death_recorded_time, last_due_on, wrapped FROM survivor.retention_of($1::uuid)
)sql"};

// Who and when is what the context and the clock say.
inline constexpr Query kAddErasure{"erasure.add", R"sql(
  INSERT INTO survivor.erasure ({writable:dayaq.survivor.v1.Erasure -etag -state -proposed_by -approved_by -create_time -erase_time})
  SELECT {writable:dayaq.survivor.v1.Erasure -etag -state -proposed_by -approved_by -create_time -erase_time}
  FROM json_populate_recordset(NULL::survivor.erasure, $1::json)
)sql"};

inline constexpr Query kErasure{"erasure.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Erasure} FROM survivor.erasure WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockErasure{"erasure.lock", R"sql(
  SELECT uid FROM survivor.erasure WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 of this survivor, $2 only those to approve, $3 behind this one, $4 how many.
inline constexpr Query kErasures{"erasure.list", R"sql(
  SELECT {columns:dayaq.survivor.v1.Erasure} FROM survivor.erasure
  WHERE ($1::uuid IS NULL OR survivor_uid = $1::uuid) AND (NOT $2::boolean OR state = 'ERASURE_STATE_PROPOSED')
    AND uid < coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  ORDER BY uid DESC LIMIT $4::integer
)sql"};

inline constexpr Query kApproveErasure{"erasure.approve", R"sql(
  UPDATE survivor.erasure SET state = 'ERASURE_STATE_DONE' WHERE uid = $1::uuid
)sql"};

inline constexpr Query kKeysToDestroy{"erasure.keys_to_destroy", R"sql(
  SELECT uid, kek_id, wrapped FROM survivor.keys_to_destroy($1::uuid)
)sql"};

inline constexpr Query kErase{"erasure.erase", R"sql(
  SELECT survivor.erase($1::uuid, $2, $3::bytea)
)sql"};

// The dead behind the uid $1 whose keys are there, $2 at most.
inline constexpr Query kDeadWithKeys{"erasure.dead_with_keys", R"sql(
  SELECT uid, register, district, institution, died_on, death_recorded_time, last_due_on, wrapped FROM survivor.dead_with_keys($1::uuid, $2)
)sql"};

inline constexpr Query kKeysOf{"erasure.keys_of", R"sql(
  SELECT uid, register, district, institution, NULL::text AS died_on, NULL::timestamptz AS death_recorded_time, NULL::text AS last_due_on,
         wrapped
  FROM survivor.keys_of($1::uuid[])
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_ERASURE_QUERIES_H_
