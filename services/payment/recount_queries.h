// All statements about going through everybody. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_RECOUNT_QUERIES_H_
#define SERVICES_PAYMENT_RECOUNT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

// One of a kind goes on at a time: who comes second begins nothing.
inline constexpr Query kStartRecount{"recount.start", R"sql(
  INSERT INTO payment.recount (uid, kind, benefits, started_by_uid)
  VALUES ($1::uuid, $2, to_jsonb($3::text[]), $4::uuid) ON CONFLICT DO NOTHING
)sql"};

#define DAYAQ_RECOUNT                                                                                                      \
  "SELECT {columns:dayaq.payment.v1.Recount as r}, coalesce(l.done, 0) AS done, coalesce(l.qualifying, 0) AS qualifying, " \
  "coalesce(l.with_question, 0) AS with_question, coalesce(l.held, 0) AS held, coalesce(l.started, 0) AS started, "        \
  "coalesce(l.changed, 0) AS changed, coalesce(l.unserved, 0) AS unserved FROM payment.recount AS r "                      \
  "LEFT JOIN LATERAL (SELECT sum(n.done)::bigint AS done, sum(n.qualifying)::bigint AS qualifying, "                       \
  "sum(n.with_question)::bigint AS with_question, sum(n.held)::bigint AS held, sum(n.started)::bigint AS started, "        \
  "sum(n.changed)::bigint AS changed, sum(n.unserved)::bigint AS unserved FROM payment.recount_lane AS n "                 \
  "WHERE n.recount_uid = r.uid) AS l ON true "

inline constexpr Query kRecount{"recount.by_uid", DAYAQ_RECOUNT "WHERE r.uid = $1::uuid"};
// The last one of the kind; with $2 the last that was through.
inline constexpr Query kLastRecount{
    "recount.last", DAYAQ_RECOUNT "WHERE r.kind = $1 AND NOT ($2::boolean AND r.finish_time IS NULL) ORDER BY r.uid DESC LIMIT 1"};

#undef DAYAQ_RECOUNT

// Nobody else works on the whole of it meanwhile.
inline constexpr Query kLockRecount{"recount.lock", R"sql(
  SELECT {columns:dayaq.payment.v1.Recount} FROM payment.recount WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kLanes{"recount.lanes", R"sql(
  SELECT {columns:dayaq.payment.v1.RecountLane} FROM payment.recount_lane WHERE recount_uid = $1::uuid ORDER BY uid LIMIT 100
)sql"};

inline constexpr Query kLaneToChange{"recount.lane_to_change", R"sql(
  SELECT {columns:dayaq.payment.v1.RecountLane} FROM payment.recount_lane WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kAddLanes{"recount.add_lanes", R"sql(
  INSERT INTO payment.recount_lane (uid, recount_uid, after_uid, until_uid)
  SELECT uid, recount_uid, after_uid, until_uid FROM json_populate_recordset(NULL::payment.recount_lane, $1::json)
)sql"};

inline constexpr Query kSetTotal{"recount.set_total", "UPDATE payment.recount SET total = $2 WHERE uid = $1::uuid"};

inline constexpr Query kAdvanceLane{"recount.advance_lane", R"sql(
  UPDATE payment.recount_lane AS l
  SET after_uid = n.after_uid, done = n.done, qualifying = n.qualifying, with_question = n.with_question, held = n.held, started = n.started,
      changed = n.changed, unserved = n.unserved, update_time = n.update_time, finish_time = n.finish_time
  FROM json_populate_recordset(NULL::payment.recount_lane, $1::json) AS n WHERE l.uid = n.uid
)sql"};

// When no lane of it goes on any more.
inline constexpr Query kFinishRecount{"recount.finish", R"sql(
  UPDATE payment.recount SET finish_time = $2::timestamptz
  WHERE uid = $1::uuid AND finish_time IS NULL
    AND NOT EXISTS (SELECT FROM payment.recount_lane AS l WHERE l.recount_uid = $1::uuid AND l.finish_time IS NULL)
)sql"};

inline constexpr Query kLanesOfEverybody{"recount.everybody", "SELECT total, ends FROM survivor.lanes_for_benefits($1) LIMIT 1"};

// The next $3 people behind $1, up to $2.
inline constexpr Query kNextOfLane{"recount.next", R"sql(
  SELECT uid FROM survivor.next_for_benefits($1::uuid, $2::uuid, $3::integer) LIMIT $3::integer
)sql"};

// What is known of these people, without waiting for anybody who assesses one of them.
inline constexpr Query kFactsOfPeople{"recount.facts", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitFacts} FROM survivor.facts_of_people($1::uuid[])
)sql"};

// By which version of each rule everybody was assessed last: "<benefit>/<version>". One that stood before and comes back covers
// nobody until everybody was assessed by it again.
inline constexpr Query kCovered{"recount.covered", R"sql(
  SELECT DISTINCT ON (split_part(b.benefit, '/', 1)) b.benefit FROM payment.recount AS r, jsonb_array_elements_text(r.benefits) AS b(benefit)
  WHERE r.kind = 'RECOUNT_KIND_ASSESS' ORDER BY split_part(b.benefit, '/', 1), r.uid DESC LIMIT 10000
)sql"};

// What there is for these people, of these benefits: no more than that it stands.
inline constexpr Query kStandingKeys{"recount.standing", R"sql(
  SELECT survivor_uid, benefit, occasion_uid, beneficiary_uid FROM payment.entitlement
  WHERE survivor_uid = ANY($1::uuid[]) AND benefit = ANY($2::text[]) AND state <> 'ENTITLEMENT_STATE_WITHDRAWN' LIMIT $3::integer
)sql"};

// Whether events about the people of these names wait for the assessment.
inline constexpr Query kPending{"unserved.pending", R"sql(
  SELECT name, parked FROM outbox.pending_about('payment.assess', $1::text[]) LIMIT 10000
)sql"};

// Who was passed over, and whoever of the people $2 was and is not any more.
inline constexpr Query kNoteUnserved{"unserved.note", R"sql(
  WITH found AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::payment.unserved, $1::json)
  ), cleared AS (
    UPDATE payment.unserved AS u SET cleared_time = $3::timestamptz
    WHERE u.survivor_uid = ANY($2::uuid[]) AND u.cleared_time IS NULL
      AND NOT EXISTS (SELECT FROM found AS f WHERE f.survivor_uid = u.survivor_uid AND f.benefit = u.benefit
                      AND f.occasion_uid IS NOT DISTINCT FROM u.occasion_uid AND f.beneficiary_uid IS NOT DISTINCT FROM u.beneficiary_uid)
  )
  INSERT INTO payment.unserved AS u (uid, survivor_uid, benefit, occasion_uid, beneficiary_uid, reason, role, create_time, seen_time, register,
                                     district, institution)
  SELECT f.uid, f.survivor_uid, f.benefit, f.occasion_uid, f.beneficiary_uid, f.reason, f.role, $3::timestamptz, $3::timestamptz, f.register,
         f.district, f.institution
  FROM found AS f
  ON CONFLICT (survivor_uid, benefit, occasion_uid, beneficiary_uid) WHERE cleared_time IS NULL
  DO UPDATE SET reason = EXCLUDED.reason, role = EXCLUDED.role, seen_time = EXCLUDED.seen_time
)sql"};

// Those of the registers $1 behind the uid $2.
inline constexpr Query kUnserved{"unserved.list", R"sql(
  SELECT {columns:dayaq.payment.v1.Unserved} FROM payment.unserved
  WHERE cleared_time IS NULL AND register = ANY($1::text[]) AND ($2::uuid IS NULL OR uid > $2::uuid) ORDER BY uid LIMIT $3::integer
)sql"};

inline constexpr Query kCountUnserved{"unserved.count", R"sql(
  SELECT count(*) AS total FROM (SELECT FROM payment.unserved WHERE cleared_time IS NULL AND register = ANY($1::text[]) LIMIT 10000) AS u
)sql"};

inline constexpr Query kCountAllUnserved{"unserved.count_all", R"sql(
  SELECT count(*) AS total FROM payment.unserved WHERE cleared_time IS NULL
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECOUNT_QUERIES_H_
