// The statements of dayaq-audit-admin. They run as the owner of the database, whom row security lets see the audit tables whole.
#ifndef CLIENTS_AUDIT_ADMIN_ADMIN_QUERIES_H_
#define CLIENTS_AUDIT_ADMIN_ADMIN_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::audit_admin {

inline constexpr Query kBecomeOwner{"admin.become_owner", R"sql(
  SELECT set_config('role', 'dayaq_owner', true)
)sql"};

inline constexpr Query kOneMoment{"admin.one_moment", R"sql(
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY
)sql"};

// Whoever keeps the log holds this lock for its session: while it is ours, nobody does.
inline constexpr Query kTakeTheLead{"admin.take_the_lead", R"sql(
  SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS leads
)sql"};

inline constexpr Query kLogs{"admin.logs", R"sql(
  SELECT id, origin, size, edge, published, checkpoint, sealed_time IS NOT NULL AS sealed FROM audit.log ORDER BY id
)sql"};

// Leaves with their entries. `archived`: the month of the entry was taken out of the database.
inline constexpr Query kLeavesWithEntries{"admin.leaves_with_entries", R"sql(
  SELECT f.seq, f.uid::text AS uid, f.recorded_at, f.leaf, e.canonical, e.leaf AS entry_leaf, e.staff_uid::text AS staff_uid, e.institution, e.role,
         e.purpose, e.service, e.method, e.decision, e.reason, e.resources,
         e.uid IS NOT NULL AS present,
         to_regclass('audit.entry_' || to_char(f.recorded_at AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL AS archived
  FROM audit.leaf f LEFT JOIN audit.entry e ON e.recorded_at = f.recorded_at AND e.uid = f.uid
  WHERE f.log = $1 AND f.seq >= $2 AND f.seq < $3 ORDER BY f.seq
)sql"};

// Published leaves whose entries a restore took away, as a seal found them.
inline constexpr Query kLost{"admin.lost", R"sql(
  SELECT seq, leaf FROM audit.lost WHERE log = $1 AND seq >= $2 AND seq < $3 ORDER BY seq
)sql"};

inline constexpr Query kUnplaced{"admin.unplaced", R"sql(
  SELECT e.uid::text AS uid FROM audit.entry e
  WHERE NOT EXISTS (SELECT FROM audit.leaf f WHERE f.uid = e.uid) AND NOT EXISTS (SELECT FROM audit.queue q WHERE q.uid = e.uid)
  ORDER BY e.recorded_at LIMIT 20
)sql"};

inline constexpr Query kWrongInQueue{"admin.wrong_in_queue", R"sql(
  SELECT q.uid::text AS uid, e.uid IS NULL AS without_entry, q.leaf IS DISTINCT FROM sha256(e.canonical) AS other_leaf,
         EXISTS (SELECT FROM audit.leaf f WHERE f.uid = q.uid) AS placed
  FROM audit.queue q LEFT JOIN audit.entry e ON e.recorded_at = q.recorded_at AND e.uid = q.uid
  WHERE e.uid IS NULL OR q.leaf IS DISTINCT FROM sha256(e.canonical) OR EXISTS (SELECT FROM audit.leaf f WHERE f.uid = q.uid)
  ORDER BY q.uid LIMIT 20
)sql"};

// How late the oldest entry is that has waited longer than it should.
inline constexpr Query kLateInQueue{"admin.late_in_queue", R"sql(
  SELECT count(*) AS waiting, extract(epoch FROM now() - min(q.recorded_at))::bigint AS seconds FROM audit.queue q
)sql"};

// ---- Sealing ----

inline constexpr Query kLeavesOf{"admin.leaves_of", R"sql(
  SELECT coalesce(string_agg(f.leaf, ''::bytea ORDER BY f.seq), '') AS leaves, count(*) AS count, coalesce(min(f.seq), -1) AS first,
         coalesce(max(f.seq), -1) AS last
  FROM audit.leaf f WHERE f.log = $1 AND f.seq >= $2 AND f.seq < $3
)sql"};

// Everything from a place on waits for a place again.
inline constexpr Query kUnplace{"admin.unplace", R"sql(
  WITH gone AS (DELETE FROM audit.leaf f WHERE f.log = $1 AND f.seq >= $2 RETURNING f.uid, f.recorded_at, f.leaf)
  INSERT INTO audit.queue (uid, recorded_at, leaf) SELECT g.uid, g.recorded_at, g.leaf FROM gone g
)sql"};

// Published leaves: those that a waiting entry has are its places, the others are lost.
inline constexpr Query kPlacePublished{"admin.place_published", R"sql(
  WITH published AS (
    SELECT $2::bigint + n AS seq, substr($3::bytea, (n * 32 + 1)::integer, 32) AS leaf FROM generate_series(0, length($3::bytea) / 32 - 1) AS n
  ), found AS (
    SELECT DISTINCT ON (p.seq) p.seq, p.leaf, q.uid, q.recorded_at FROM published p LEFT JOIN audit.queue q ON q.leaf = p.leaf ORDER BY p.seq, q.uid
  ), taken AS (
    DELETE FROM audit.queue q USING found f WHERE f.uid = q.uid
  ), placed AS (
    INSERT INTO audit.leaf (log, seq, uid, recorded_at, leaf)
    SELECT $1, f.seq, f.uid, f.recorded_at, f.leaf FROM found f WHERE f.uid IS NOT NULL
  ), lost AS (
    INSERT INTO audit.lost (log, seq, leaf) SELECT $1, f.seq, f.leaf FROM found f WHERE f.uid IS NULL RETURNING seq
  )
  SELECT (SELECT count(*) FROM found f WHERE f.uid IS NOT NULL) AS placed, (SELECT count(*) FROM lost) AS lost
)sql"};

inline constexpr Query kSealLog{"admin.seal_log", R"sql(
  UPDATE audit.log SET size = $2, published = $2, edge = $3, checkpoint = $4, checkpoint_time = coalesce(checkpoint_time, now()),
         witnessed = CASE WHEN witnessed <= $2 THEN witnessed ELSE 0 END,
         witnessed_checkpoint = CASE WHEN witnessed <= $2 THEN witnessed_checkpoint END,
         witnessed_time = CASE WHEN witnessed <= $2 THEN witnessed_time END,
         indexed = least(indexed, $5), sealed_time = now()
  WHERE id = $1 AND sealed_time IS NULL
)sql"};

inline constexpr Query kOpenNextLog{"admin.open_next_log", R"sql(
  INSERT INTO audit.log (id, origin, size, edge) VALUES ($1, $2, 1, $3)
)sql"};

inline constexpr Query kOpeningEntry{"admin.opening_entry", R"sql(
  WITH entry AS (
    INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, service, method, decision, resources)
    VALUES ($2::uuid, $3, $4::bytea, sha256($4::bytea), 'audit', $5, 'DECISION_ALLOWED', ARRAY[$6]) RETURNING uid, recorded_at, leaf
  )
  INSERT INTO audit.leaf (log, seq, uid, recorded_at, leaf) SELECT $1, 0, uid, recorded_at, leaf FROM entry
)sql"};

inline constexpr Query kOpening{"admin.opening", R"sql(
  SELECT e.canonical FROM audit.leaf f JOIN audit.entry e ON e.recorded_at = f.recorded_at AND e.uid = f.uid WHERE f.log = $1 AND f.seq = 0
)sql"};

inline constexpr Query kWaiting{"admin.waiting", R"sql(
  SELECT count(*) AS waiting FROM audit.queue
)sql"};

// ---- Archive. `month` is "2026_03". ----

inline constexpr Query kMonthExists{"admin.month_exists", R"sql(
  SELECT to_regclass('audit.entry_' || $1::text) IS NOT NULL AS present
)sql"};

inline constexpr Query kMonthLogs{"admin.month_logs", R"sql(
  SELECT f.log, count(*) AS entries, min(f.seq) AS first, max(f.seq) AS last FROM audit.leaf f
  WHERE f.recorded_at >= to_timestamp($1, 'YYYY_MM') AND f.recorded_at < to_timestamp($1, 'YYYY_MM') + interval '1 month'
  GROUP BY f.log ORDER BY f.log
)sql"};

// Entries of the month that have no place: they cannot be archived yet.
inline constexpr Query kMonthUnplaced{"admin.month_unplaced", R"sql(
  SELECT count(*) AS entries FROM audit.entry e
  WHERE e.recorded_at >= to_timestamp($1, 'YYYY_MM') AND e.recorded_at < to_timestamp($1, 'YYYY_MM') + interval '1 month'
    AND NOT EXISTS (SELECT FROM audit.leaf f WHERE f.uid = e.uid)
)sql"};

inline constexpr Query kMonthEntries{"admin.month_entries", R"sql(
  SELECT f.seq, e.canonical, f.leaf FROM audit.leaf f LEFT JOIN audit.entry e ON e.recorded_at = f.recorded_at AND e.uid = f.uid
  WHERE f.log = $2 AND f.seq > $3 AND f.recorded_at >= to_timestamp($1, 'YYYY_MM')
    AND f.recorded_at < to_timestamp($1, 'YYYY_MM') + interval '1 month'
  ORDER BY f.seq LIMIT $4
)sql"};

// Detached and dropped: their names cannot be values.
inline constexpr Query kDropMonth{"admin.drop_month", R"sql(
  SELECT audit.drop_month($1)
)sql"};

}  // namespace dayaq::audit_admin

#endif  // CLIENTS_AUDIT_ADMIN_ADMIN_QUERIES_H_
