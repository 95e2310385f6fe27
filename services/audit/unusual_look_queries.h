// Statements on unusual looks and watched records. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_AUDIT_UNUSUAL_LOOK_QUERIES_H_
#define SERVICES_AUDIT_UNUSUAL_LOOK_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::audit {

// The pass.

// $1 stage, $2 days that must be over, $3 how many.
inline constexpr Query kEntriesToJudge{"audit.entries_to_judge", R"sql(
  SELECT log, seq, canonical, resources FROM audit.entries_to_judge($1, $2::integer, $3::integer)
)sql"};

inline constexpr Query kKeepJudged{"audit.keep_judged", R"sql(
  SELECT audit.keep_judged($1, $2::integer, $3::bigint)
)sql"};

inline constexpr Query kDoingsOf{"audit.doings_of", R"sql(
  SELECT canonical, resources FROM audit.doings_of($1::uuid[], $2::timestamptz, $3::timestamptz, $4::integer)
)sql"};

inline constexpr Query kDoingsTo{"audit.doings_to", R"sql(
  SELECT canonical, resources FROM audit.doings_to($1::text[], $2::text[], $3::timestamptz, $4::timestamptz, $5::integer)
)sql"};

inline constexpr Query kNamesOfPeople{"audit.names_of_people", R"sql(
  SELECT person, name FROM audit.names_of_people($1::uuid[])
)sql"};

inline constexpr Query kWatchedAmong{"audit.watched_among", R"sql(
  SELECT audit.watched_among($1::uuid[])::text[] AS watched
)sql"};

// $1 casualties, $2 entitlements.
inline constexpr Query kPeopleBehind{"audit.people_behind", R"sql(
  SELECT uid, person FROM survivor.people_behind($1::uuid[]) UNION ALL SELECT uid, person FROM payment.people_behind($2::uuid[])
)sql"};

inline constexpr Query kIdentitiesToCompare{"audit.identities_to_compare", R"sql(
  SELECT {columns:dayaq.audit.v1.PersonToCompare as p} {keys:dayaq.audit.v1.PersonToCompare as p}
  FROM survivor.identities_to_compare($1::uuid[]) AS p
)sql"};

inline constexpr Query kNamesOfStaff{"audit.names_of_staff", R"sql(
  SELECT institution, staff_uid, given_name, family_name FROM access.names_of_staff($1::text[])
)sql"};

inline constexpr Query kEmergenciesNotJustified{"audit.emergencies_not_justified", R"sql(
  SELECT staff_uid, person, opened, ended FROM access.emergencies_not_justified($1::uuid[], $2::uuid[])
)sql"};

inline constexpr Query kNoteUnusualLooks{"audit.note_unusual_looks", R"sql(
  SELECT audit.note_unusual_looks($1::jsonb) AS fresh
)sql"};

// Privacy officers.

inline constexpr Query kUnusualLook{"audit.unusual_look", R"sql(
  SELECT {columns:dayaq.audit.v1.UnusualLook} FROM audit.unusual_look WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockUnusualLook{"audit.lock_unusual_look", R"sql(
  SELECT uid FROM audit.unusual_look WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 state, $2 staff, $3 to $5 behind this one, $6 how many. What is open comes first, then what has most points, then the newest.
inline constexpr Query kUnusualLooks{"audit.unusual_looks", R"sql(
  SELECT {columns:dayaq.audit.v1.UnusualLook} FROM audit.unusual_look
  WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR staff_uid = $2::uuid)
    AND ($5::uuid IS NULL OR ((state = 'UNUSUAL_LOOK_STATE_OPEN'), score, uid) < ($3::boolean, $4::integer, $5::uuid))
  ORDER BY (state = 'UNUSUAL_LOOK_STATE_OPEN') DESC, score DESC, uid DESC LIMIT $6::integer
)sql"};

inline constexpr Query kReviewUnusualLook{"audit.review_unusual_look", R"sql(
  UPDATE audit.unusual_look SET state = $2, verdict_words = $3 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kFindToWatch{"audit.find_to_watch", R"sql(
  SELECT uid, register, district FROM survivor.find_to_watch($1)
)sql"};

// Who says so, and when, is what the context and the clock say. What somebody out of sight put there stays as it is.
inline constexpr Query kWatch{"audit.watch", R"sql(
  WITH changed AS (UPDATE audit.watched_record SET watched = $5::boolean, words = $6 WHERE uid = $1::uuid RETURNING uid)
  INSERT INTO audit.watched_record (uid, number, register, district, watched, words)
  SELECT $1::uuid, $2, $3, $4, $5::boolean, $6 WHERE NOT EXISTS (SELECT FROM changed)
  ON CONFLICT DO NOTHING
)sql"};

inline constexpr Query kWatchedRecord{"audit.watched_record", R"sql(
  SELECT {columns:dayaq.audit.v1.WatchedRecord} FROM audit.watched_record WHERE uid = $1::uuid
)sql"};

// $1 those that ended too, $2 behind this one, $3 how many.
inline constexpr Query kWatchedRecords{"audit.watched_records", R"sql(
  SELECT {columns:dayaq.audit.v1.WatchedRecord} FROM audit.watched_record
  WHERE ($1::boolean OR watched) AND ($2::uuid IS NULL OR uid < $2::uuid) ORDER BY uid DESC LIMIT $3::integer
)sql"};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_UNUSUAL_LOOK_QUERIES_H_
