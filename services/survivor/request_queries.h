// Statements on what people say about their own record. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_REQUEST_QUERIES_H_
#define SERVICES_SURVIVOR_REQUEST_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

// The keys of the person, for whoever seals something new; no row: none were made yet.
inline constexpr Query kPersonKey{"request.person_key", R"sql(
  SELECT uid, kek_id, wrapped FROM survivor.person_key WHERE uid = $1::uuid
)sql"};

inline constexpr Query kCorrection{"request.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.CorrectionRequest as r} {keys:dayaq.survivor.v1.CorrectionRequest as k}
  FROM survivor.correction_request AS r
       {join:dayaq.survivor.v1.CorrectionRequest LEFT JOIN survivor.person_key AS k ON k.uid = r.survivor_uid}
  WHERE r.uid = $1::uuid
)sql"};

inline constexpr Query kLockCorrection{"request.lock", R"sql(
  SELECT uid FROM survivor.correction_request WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 of this survivor, $2 only open ones, $3 registers.
#define DAYAQ_CORRECTION_FILTER                              \
  " ($1::uuid IS NULL OR r.survivor_uid =" DAYAQ_RECORD_UIDS \
  ")"                                                        \
  " AND (NOT $2::boolean OR r.state = 'CORRECTION_STATE_OPEN') AND r.register = ANY ($3::text[]) "

// Behind the uid $4. A uid begins with the time it was made at: oldest first.
inline constexpr Query kCorrections{
    "request.list",
    "SELECT {columns:dayaq.survivor.v1.CorrectionRequest as r} {keys:dayaq.survivor.v1.CorrectionRequest as k} "
    "FROM survivor.correction_request AS r "
    "{join:dayaq.survivor.v1.CorrectionRequest LEFT JOIN survivor.person_key AS k ON k.uid = r.survivor_uid} "
    "WHERE" DAYAQ_CORRECTION_FILTER
    "AND r.uid > coalesce($4::uuid, '00000000-0000-0000-0000-000000000000') ORDER BY r.uid LIMIT $5::integer"};

inline constexpr Query kCountCorrections{
    "request.count", DAYAQ_COUNT_UP_TO_1000(" FROM survivor.correction_request AS r WHERE" DAYAQ_CORRECTION_FILTER)};

#undef DAYAQ_CORRECTION_FILTER

// With the keys of somebody who had none. Who asked is what the context says.
inline constexpr Query kAddCorrection{"request.add", R"sql(
  WITH keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $3, $4, $5 FROM json_populate_recordset(NULL::survivor.person_key, $2::json)
  )
  INSERT INTO survivor.correction_request ({writable:dayaq.survivor.v1.CorrectionRequest
                                            -etag -decline_reason -answer -requested_by -resolved_by -create_time -resolve_time -update_time})
  SELECT {writable:dayaq.survivor.v1.CorrectionRequest
          -etag -decline_reason -answer -requested_by -resolved_by -create_time -resolve_time -update_time}
  FROM json_populate_recordset(NULL::survivor.correction_request, $1::json)
)sql"};

inline constexpr Query kResolveCorrection{"request.resolve", R"sql(
  UPDATE survivor.correction_request AS r SET state = n.state, decline_reason = n.decline_reason, answer = n.answer
  FROM json_populate_recordset(NULL::survivor.correction_request, $1::json) AS n WHERE r.uid = n.uid
)sql"};

inline constexpr Query kAddPreference{"request.add_preference", R"sql(
  INSERT INTO survivor.contact_preference ({writable:dayaq.survivor.v1.ContactPreference -etag -create_time -update_time},
                                           register, district, institution)
  SELECT {writable:dayaq.survivor.v1.ContactPreference -etag -create_time -update_time}, $2, $3, $4
  FROM json_populate_recordset(NULL::survivor.contact_preference, $1::json)
)sql"};

inline constexpr Query kChangePreference{"request.change_preference", R"sql(
  UPDATE survivor.contact_preference AS p
  SET channel = n.channel, refused_purposes = n.refused_purposes, said_by = n.said_by
  FROM json_populate_recordset(NULL::survivor.contact_preference, $1::json) AS n WHERE p.uid = n.uid
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REQUEST_QUERIES_H_
