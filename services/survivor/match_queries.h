// Statements about which records are one person: candidates, questions, merges, sweeps.
#ifndef SERVICES_SURVIVOR_MATCH_QUERIES_H_
#define SERVICES_SURVIVOR_MATCH_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"

namespace dayaq::survivor {

// For each record of $1 the records it shares the rarest tokens of kinds $2 with, at most $4 each; with $3 only older ones, so that
// a sweep comes to each pair once. A shared token counts the less the more records it leads to, one in their number (ARCS:
// Papadakis et al., Meta-Blocking, TKDE 2014); one that leads to more than a hundred tells people apart badly and counts nothing,
// and so do those that together count less than one in ten. OFFSET 0 keeps the list of a token from being made again wherever it is
// used.
inline constexpr Query kMatchCandidates{"match.candidates", R"sql(
  SELECT found.of_uid, found.uid
  FROM (
    SELECT a.survivor_uid AS of_uid, other.uid,
           row_number() OVER (PARTITION BY a.survivor_uid ORDER BY sum(1.0 / cardinality(b.uids)) DESC, other.uid) AS place
    FROM survivor.token AS a
      CROSS JOIN LATERAL (
        SELECT array(
          SELECT t.survivor_uid FROM survivor.token AS t
          WHERE t.kind = a.kind AND t.token = a.token AND t.register = a.register AND t.survivor_uid <> a.survivor_uid
            AND (NOT $3::boolean OR t.survivor_uid < a.survivor_uid)
          LIMIT 101) AS uids OFFSET 0) AS b
      CROSS JOIN LATERAL unnest(b.uids) AS other(uid)
    WHERE a.survivor_uid = ANY($1::uuid[]) AND a.kind = ANY($2::text[]) AND cardinality(b.uids) <= 100
    GROUP BY a.survivor_uid, other.uid HAVING sum(1.0 / cardinality(b.uids)) >= 0.1
  ) AS found
  WHERE found.place <= $4::integer LIMIT 20000
)sql"};

// The records within the caller's reach that share the rarest of the tokens ($1 kinds, $2 tokens), in register $3. One that leads
// to more than two hundred of them counts nothing.
inline constexpr Query kFindCandidates{"match.find", R"sql(
  SELECT other.uid
  FROM unnest($1::text[], $2::bytea[]) AS n(kind, token)
    CROSS JOIN LATERAL (
      SELECT array(
        SELECT t.survivor_uid FROM survivor.token AS t WHERE t.kind = n.kind AND t.token = n.token AND t.register = $3 LIMIT 201) AS uids
      OFFSET 0) AS b
    CROSS JOIN LATERAL unnest(b.uids) AS other(uid)
  WHERE cardinality(b.uids) <= 200
  GROUP BY other.uid ORDER BY sum(1.0 / cardinality(b.uids)) DESC, other.uid LIMIT $4::integer
)sql"};

// Whether a record out of the caller's reach shares a strong token ($4 kinds) or two others.
inline constexpr Query kAlikeElsewhere{"match.alike_elsewhere", R"sql(
  SELECT survivor.alike_elsewhere($1, $2::text[], $3::bytea[], $4::text[]) AS alike
)sql"};

// The records $1 as they are compared.
inline constexpr Query kMatchRecords{"match.records", R"sql(
  SELECT {columns:dayaq.survivor.v1.Survivor as s} {keys:dayaq.survivor.v1.Survivor as k}
  FROM survivor.survivor AS s {join:dayaq.survivor.v1.Survivor LEFT JOIN survivor.person_key AS k ON k.uid = s.uid}
  WHERE s.uid = ANY($1::uuid[]) ORDER BY s.uid LIMIT 20000
)sql"};

// The casualties of the records $1 that count.
inline constexpr Query kMatchCasualties{"match.casualties", R"sql(
  SELECT {columns:dayaq.survivor.v1.AttachedCasualty} FROM survivor.casualty
  WHERE survivor_uid = ANY($1::uuid[]) AND NOT set_aside ORDER BY casualty_uid LIMIT 20000
)sql"};

// Questions, asked or asked again. One that was answered stays answered as long as the two say the same.
inline constexpr Query kAskMatches{"match.ask", R"sql(
  INSERT INTO survivor.match AS m (uid, etag, survivor_uid, other_uid, score, verdict, reasons, policy_version, state, create_time, update_time,
                                   register, district, institution, other_district, other_institution)
  SELECT n.uid, 1, n.survivor_uid, n.other_uid, n.score, n.verdict, n.reasons, n.policy_version, 'MATCH_STATE_OPEN', now(), now(),
         a.register, a.district, a.institution, b.district, b.institution
  FROM json_populate_recordset(NULL::survivor.match, $1::json) AS n
       JOIN survivor.survivor AS a ON a.uid = n.survivor_uid JOIN survivor.survivor AS b ON b.uid = n.other_uid AND b.register = a.register
  ON CONFLICT ON CONSTRAINT match_pair DO UPDATE
  SET score = EXCLUDED.score, verdict = EXCLUDED.verdict, reasons = EXCLUDED.reasons, policy_version = EXCLUDED.policy_version,
      state = 'MATCH_STATE_OPEN', answered_by_uid = NULL, answer = NULL
  WHERE m.state <> 'MATCH_STATE_MERGED' AND m.reasons IS DISTINCT FROM EXCLUDED.reasons
     OR m.state = 'MATCH_STATE_GONE'
)sql"};

// Open questions about the records $1 that were not asked again just now ($2 the records on the older side, $3 on the newer) are
// gone.
inline constexpr Query kCloseMatches{"match.close", R"sql(
  UPDATE survivor.match AS m SET state = 'MATCH_STATE_GONE'
  WHERE (m.survivor_uid = ANY($1::uuid[]) OR m.other_uid = ANY($1::uuid[])) AND m.state = 'MATCH_STATE_OPEN'
    AND NOT EXISTS (SELECT FROM unnest($2::uuid[], $3::uuid[]) AS k(older, newer) WHERE k.older = m.survivor_uid AND k.newer = m.other_uid)
)sql"};

#define DAYAQ_MATCH_FILTER \
  " m.register = $1 AND m.state = $2 AND ($3::uuid IS NULL OR m.survivor_uid = $3::uuid OR m.other_uid = $3::uuid) "

inline constexpr Query kListMatches{
    "match.list", "SELECT {columns:dayaq.survivor.v1.Match as m} FROM survivor.match AS m WHERE" DAYAQ_MATCH_FILTER
                  "AND ($4::integer IS NULL OR (m.score, m.uid) < ($4::integer, $5::uuid))"
                  " ORDER BY m.score DESC, m.uid DESC LIMIT $6::integer"};

inline constexpr Query kCountMatches{"match.count", DAYAQ_COUNT_UP_TO_1000(" FROM survivor.match AS m WHERE" DAYAQ_MATCH_FILTER)};

#undef DAYAQ_MATCH_FILTER

inline constexpr Query kForSupervisor{"match.for_supervisor", "SELECT survivor.matches_for_supervisor($1) AS total"};

inline constexpr Query kMatch{"match.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Match} FROM survivor.match WHERE uid = $1::uuid
)sql"};

inline constexpr Query kMatchToChange{"match.by_uid_to_change", R"sql(
  SELECT {columns:dayaq.survivor.v1.Match} FROM survivor.match WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kAnswerMatch{"match.answer", R"sql(
  UPDATE survivor.match SET state = $2, answered_by_uid = $3::uuid, answer = $4 WHERE uid = $1::uuid
)sql"};

// What a merge, or taking it back, says of the question between the two.
inline constexpr Query kAnswerMatchesOf{"match.answer_of", R"sql(
  UPDATE survivor.match SET state = $3, answered_by_uid = $4::uuid, answer = $5
  WHERE survivor_uid = $1::uuid AND other_uid = $2::uuid
)sql"};
inline constexpr Query kStartSweep{"match.start_sweep", R"sql(
  INSERT INTO survivor.match_sweep (uid, register, kind) VALUES ($1::uuid, $2, $3) ON CONFLICT DO NOTHING
)sql"};

// A sweep with what its lanes came to.
#define DAYAQ_SWEEP                                                                                                           \
  "SELECT {columns:dayaq.survivor.v1.MatchSweep as s}, coalesce(l.done, 0) AS done, coalesce(l.weighed, 0) AS weighed, "      \
  "coalesce(l.found, 0) AS found, coalesce(l.update_time, s.create_time) AS update_time FROM survivor.match_sweep AS s "      \
  "LEFT JOIN LATERAL (SELECT sum(n.done)::bigint AS done, sum(n.weighed)::bigint AS weighed, sum(n.found)::bigint AS found, " \
  "max(n.update_time) AS update_time FROM survivor.sweep_lane AS n WHERE n.sweep_uid = s.uid) AS l ON true "

inline constexpr Query kSweep{"match.sweep", DAYAQ_SWEEP "WHERE s.uid = $1::uuid"};

inline constexpr Query kLastSweep{"match.last_sweep",
                                  DAYAQ_SWEEP "WHERE s.register = $1 AND s.kind = $2 ORDER BY s.uid DESC LIMIT 1"};

#undef DAYAQ_SWEEP

// Without its lanes. Nobody else works on the whole of it meanwhile.
inline constexpr Query kLockSweep{"match.lock_sweep", R"sql(
  SELECT {columns:dayaq.survivor.v1.MatchSweep} FROM survivor.match_sweep WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kUnlockedSweep{"match.unlocked_sweep", R"sql(
  SELECT {columns:dayaq.survivor.v1.MatchSweep} FROM survivor.match_sweep WHERE uid = $1::uuid
)sql"};

inline constexpr Query kHasLanes{"match.has_lanes", R"sql(
  SELECT EXISTS (SELECT FROM survivor.sweep_lane WHERE sweep_uid = $1::uuid) AS known
)sql"};

inline constexpr Query kLanesOfSweep{"match.lanes_of_sweep",
                                     "SELECT total, ends FROM survivor.lanes_of_sweep($1, $2::integer) LIMIT 1"};

inline constexpr Query kAddSweepLanes{"match.add_lanes", R"sql(
  INSERT INTO survivor.sweep_lane (uid, sweep_uid, after_uid, until_uid)
  SELECT uid, sweep_uid, after_uid, until_uid FROM json_populate_recordset(NULL::survivor.sweep_lane, $1::json)
)sql"};

inline constexpr Query kBeginSweep{"match.begin_sweep", R"sql(
  UPDATE survivor.match_sweep SET total = $2, policy_version = $3 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kSweepLaneToChange{"match.lane_to_change", R"sql(
  SELECT {columns:dayaq.survivor.v1.SweepLane} FROM survivor.sweep_lane WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// The next $4 records of register $1 behind $2 up to $3; NULL: from the first, to the last.
inline constexpr Query kNextOfSweep{"match.next_of_sweep", R"sql(
  SELECT uid FROM survivor.next_of_sweep($1, $2::uuid, $3::uuid, $4::integer) LIMIT $4::integer
)sql"};

// What the records $1 are found by.
inline constexpr Query kTokensOfSweep{"match.tokens_of_sweep", R"sql(
  SELECT survivor_uid, kind, token FROM survivor.token WHERE survivor_uid = ANY($1::uuid[])
)sql"};

// The records $2 are found by the tokens $1 from now on, and by no others.
inline constexpr Query kWriteTokens{"match.write_tokens", R"sql(
  WITH meant AS (
    SELECT kind, token, survivor_uid FROM json_populate_recordset(NULL::survivor.token, $1::json)
  ), gone AS (
    DELETE FROM survivor.token AS t
    WHERE t.survivor_uid = ANY($2::uuid[])
      AND NOT EXISTS (SELECT FROM meant AS m WHERE m.survivor_uid = t.survivor_uid AND m.kind = t.kind AND m.token = t.token)
  )
  INSERT INTO survivor.token (kind, token, survivor_uid, register, district, institution)
  SELECT m.kind, m.token, m.survivor_uid, s.register, s.district, s.institution
  FROM meant AS m JOIN survivor.survivor AS s ON s.uid = m.survivor_uid ON CONFLICT DO NOTHING
)sql"};

inline constexpr Query kAdvanceSweepLane{"match.advance_lane", R"sql(
  UPDATE survivor.sweep_lane AS l
  SET after_uid = n.after_uid, done = n.done, weighed = n.weighed, found = n.found, update_time = n.update_time, finish_time = n.finish_time
  FROM json_populate_recordset(NULL::survivor.sweep_lane, $1::json) AS n WHERE l.uid = n.uid
)sql"};

// When no lane of it goes on any more.
inline constexpr Query kFinishSweep{"match.finish_sweep", R"sql(
  UPDATE survivor.match_sweep SET finish_time = $2::timestamptz
  WHERE uid = $1::uuid AND finish_time IS NULL
    AND NOT EXISTS (SELECT FROM survivor.sweep_lane AS l WHERE l.sweep_uid = $1::uuid AND l.finish_time IS NULL)
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCH_QUERIES_H_
