// Statements on episodes and their parts. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_REHABILITATION_EPISODE_QUERIES_H_
#define SERVICES_REHABILITATION_EPISODE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::rehabilitation {

inline constexpr Query kEpisode{"episode.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Episode} FROM rehabilitation.episode WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockEpisode{"episode.lock", R"sql(
  SELECT uid FROM rehabilitation.episode WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// Parts of an episode, the newest first.
inline constexpr Query kGoals{"episode.goals", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.RehabGoal} FROM rehabilitation.goal WHERE episode_uid = $1::uuid ORDER BY uid DESC LIMIT 200
)sql"};
inline constexpr Query kSessions{"episode.sessions", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Session} FROM rehabilitation.session WHERE episode_uid = $1::uuid ORDER BY uid DESC LIMIT 200
)sql"};
inline constexpr Query kMeasures{"episode.measures", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Measure} FROM rehabilitation.measure WHERE episode_uid = $1::uuid ORDER BY uid DESC LIMIT 200
)sql"};
inline constexpr Query kFindings{"episode.findings", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Finding} FROM rehabilitation.finding WHERE episode_uid = $1::uuid ORDER BY uid DESC LIMIT 200
)sql"};
inline constexpr Query kAdaptations{"episode.adaptations", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Adaptation} FROM rehabilitation.adaptation WHERE episode_uid = $1::uuid
  ORDER BY uid DESC LIMIT 200
)sql"};
inline constexpr Query kGoal{"episode.goal", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.RehabGoal} FROM rehabilitation.goal WHERE uid = $1::uuid AND episode_uid = $2::uuid
)sql"};
inline constexpr Query kAdaptation{"episode.adaptation", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Adaptation} FROM rehabilitation.adaptation WHERE uid = $1::uuid AND episode_uid = $2::uuid
)sql"};

// $1 of this person, whichever of their records is named, $2 in these states; NULL leaves a condition out.
#define DAYAQ_EPISODE_FILTER                                                                           \
  " ($1::uuid IS NULL OR e.survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[]))" \
  " AND ($2::text[] IS NULL OR e.state = ANY ($2::text[])) "

// A uid begins with the time it was made at: newest first.
inline constexpr Query kEpisodes{
    "episode.list",
    "SELECT {columns:dayaq.rehabilitation.v1.Episode as e} FROM rehabilitation.episode AS e WHERE" DAYAQ_EPISODE_FILTER
    "AND ($3::uuid IS NULL OR e.uid < $3::uuid) ORDER BY e.uid DESC LIMIT $4::integer"};

inline constexpr Query kCountEpisodes{"episode.count",
                                      "SELECT count(*) AS total FROM rehabilitation.episode AS e WHERE" DAYAQ_EPISODE_FILTER};

#undef DAYAQ_EPISODE_FILTER

// Whether the person has an episode of the kind $2 at the centre $3 that is not closed.
inline constexpr Query kHasOpen{"episode.has_open", R"sql(
  SELECT EXISTS (SELECT FROM rehabilitation.episode
                 WHERE survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[]) AND kind = $2 AND centre_uid = $3::uuid
                   AND state <> 'EPISODE_STATE_CLOSED') AS known
)sql"};

// Whether there ever was an episode of that kind.
inline constexpr Query kHasAny{"episode.has_any", R"sql(
  SELECT EXISTS (SELECT FROM rehabilitation.episode
                 WHERE survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[]) AND kind = $2) AS known
)sql"};

// It lies in the register $2 and the district $3, with the institution $4.
inline constexpr Query kAddEpisode{"episode.add", R"sql(
  INSERT INTO rehabilitation.episode ({writable:dayaq.rehabilitation.v1.Episode -etag -create_time -update_time}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.Episode as n -etag -create_time -update_time}, $2, $3, $4
  FROM json_populate_recordset(NULL::rehabilitation.episode, $1::json) AS n
)sql"};

inline constexpr Query kMoveEpisode{"episode.move_on", R"sql(
  UPDATE rehabilitation.episode AS e SET (state, specialist_uid, closed_on, close_reason) =
      (SELECT state, specialist_uid, closed_on, close_reason FROM json_populate_recordset(NULL::rehabilitation.episode, $1::json))
  WHERE e.uid = $2::uuid
)sql"};

// The same for the service itself, which answers for no specialist.
inline constexpr Query kEndEpisode{"episode.end", R"sql(
  UPDATE rehabilitation.episode AS e SET (state, closed_on, close_reason) =
      (SELECT state, closed_on, close_reason FROM json_populate_recordset(NULL::rehabilitation.episode, $1::json))
  WHERE e.uid = $2::uuid
)sql"};

inline constexpr Query kCountPart{"episode.count_part", R"sql(
  UPDATE rehabilitation.episode SET part_changes = part_changes + 1 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kAddGoal{"episode.add_goal", R"sql(
  INSERT INTO rehabilitation.goal ({writable:dayaq.rehabilitation.v1.RehabGoal}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.RehabGoal as n}, e.register, e.district, e.institution
  FROM json_populate_recordset(NULL::rehabilitation.goal, $1::json) AS n JOIN rehabilitation.episode AS e ON e.uid = n.episode_uid
)sql"};
inline constexpr Query kAddSession{"episode.add_session", R"sql(
  INSERT INTO rehabilitation.session ({writable:dayaq.rehabilitation.v1.Session}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.Session as n}, e.register, e.district, e.institution
  FROM json_populate_recordset(NULL::rehabilitation.session, $1::json) AS n JOIN rehabilitation.episode AS e ON e.uid = n.episode_uid
)sql"};
inline constexpr Query kAddMeasure{"episode.add_measure", R"sql(
  INSERT INTO rehabilitation.measure ({writable:dayaq.rehabilitation.v1.Measure}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.Measure as n}, e.register, e.district, e.institution
  FROM json_populate_recordset(NULL::rehabilitation.measure, $1::json) AS n JOIN rehabilitation.episode AS e ON e.uid = n.episode_uid
)sql"};
inline constexpr Query kAddFinding{"episode.add_finding", R"sql(
  INSERT INTO rehabilitation.finding ({writable:dayaq.rehabilitation.v1.Finding}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.Finding as n}, e.register, e.district, e.institution
  FROM json_populate_recordset(NULL::rehabilitation.finding, $1::json) AS n JOIN rehabilitation.episode AS e ON e.uid = n.episode_uid
)sql"};
inline constexpr Query kAddAdaptation{"episode.add_adaptation", R"sql(
  INSERT INTO rehabilitation.adaptation ({writable:dayaq.rehabilitation.v1.Adaptation}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.Adaptation as n}, e.register, e.district, e.institution
  FROM json_populate_recordset(NULL::rehabilitation.adaptation, $1::json) AS n JOIN rehabilitation.episode AS e ON e.uid = n.episode_uid
)sql"};

inline constexpr Query kEndGoal{"episode.end_goal", R"sql(
  UPDATE rehabilitation.goal AS g SET state = n.state, ended_on = n.ended_on
  FROM json_populate_recordset(NULL::rehabilitation.goal, $1::json) AS n WHERE g.uid = n.uid
)sql"};
inline constexpr Query kEndAdaptation{"episode.end_adaptation", R"sql(
  UPDATE rehabilitation.adaptation AS a SET state = n.state, ended_on = n.ended_on
  FROM json_populate_recordset(NULL::rehabilitation.adaptation, $1::json) AS n WHERE a.uid = n.uid
)sql"};

// Who was referred to the caller's institution; see db/deploy/rehabilitation_facts.sql.
inline constexpr Query kReferredHere{"episode.referred_here", R"sql(
  SELECT survivor_uid, survivor_number, register, district, deceased, referral_uid FROM survivor.referred_here($1::uuid)
)sql"};

// What the service itself may know of whom an event was about.
inline constexpr Query kFactsAbout{"episode.facts_about", R"sql(
  SELECT survivor_uid, survivor_number, register, district, deceased, amputated FROM survivor.facts_for_rehabilitation($1)
)sql"};

// Episodes of a person that are not closed, kept from changing.
inline constexpr Query kOpenOf{"episode.open_of", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Episode} FROM rehabilitation.episode
  WHERE survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[]) AND state <> 'EPISODE_STATE_CLOSED'
  ORDER BY uid LIMIT 200 FOR NO KEY UPDATE
)sql"};

// All records of the person $1, the one that carries on first; see db/deploy/one_person_once.sql.
inline constexpr Query kRecordsOf{"episode.records_of", R"sql(
  SELECT r.uid FROM unnest(rehabilitation.records_of($1::uuid)) AS r(uid)
)sql"};

// An open episode of the kind $2 at the centre $3 that the person has.
inline constexpr Query kOpenAt{"episode.open_at", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Episode} FROM rehabilitation.episode
  WHERE survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[]) AND kind = $2 AND centre_uid = $3::uuid
    AND state = 'EPISODE_STATE_OPEN' ORDER BY uid LIMIT 1
)sql"};

// Whether everything about the person's health was erased, and what follows from that; for the service itself.
inline constexpr Query kHealthErased{"episode.health_erased", R"sql(
  SELECT survivor.health_erased($1::uuid) AS known
)sql"};
inline constexpr Query kErasePerson{"episode.erase_person", R"sql(
  SELECT rehabilitation.erase_person($1::uuid)
)sql"};

// The centre that people of the district $1 come to, on the day $2: one that serves it, else one that serves the rest.
inline constexpr Query kCentreFor{"episode.centre_for", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Centre} FROM rehabilitation.centre
  WHERE roles @> '["CENTRE_ROLE_PROVIDER"]' AND (ended_on IS NULL OR ended_on >= $2)
    AND (serves_rest OR serves_districts @> to_jsonb($1::text))
  ORDER BY NOT coalesce(serves_districts @> to_jsonb($1::text), false), uid LIMIT 1
)sql"};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_EPISODE_QUERIES_H_
