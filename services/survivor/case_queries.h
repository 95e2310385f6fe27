// Statements on cases and their parts, and on what is due. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_CASE_QUERIES_H_
#define SERVICES_SURVIVOR_CASE_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

// The uids of all records of the person of record $1, also when that one goes on in another.
#define DAYAQ_PERSON_UIDS                                                                                    \
  " ANY(ARRAY(SELECT g.uid FROM survivor.survivor AS s JOIN survivor.survivor AS g"                          \
  " ON g.uid = coalesce(s.merged_into_uid, s.uid) OR g.merged_into_uid = coalesce(s.merged_into_uid, s.uid)" \
  " WHERE s.uid = $1::uuid)) "

inline constexpr Query kCase{"case.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Case as c} {keys:dayaq.survivor.v1.Case as k}
  FROM survivor.support_case AS c {join:dayaq.survivor.v1.Case LEFT JOIN survivor.person_key AS k ON k.uid = c.survivor_uid}
  WHERE c.uid = $1::uuid
)sql"};

// Keeps a case, and so its parts, from changing until the end of the transaction.
inline constexpr Query kLockCase{"case.lock", R"sql(
  SELECT uid FROM survivor.support_case WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kNeeds{"case.needs", R"sql(
  SELECT {columns:dayaq.survivor.v1.Need as p} {keys:dayaq.survivor.v1.Need as k}
  FROM survivor.case_need AS p {join:dayaq.survivor.v1.Need LEFT JOIN survivor.person_key AS k ON k.uid = p.survivor_uid}
  WHERE p.case_uid = $1::uuid ORDER BY p.uid LIMIT 200
)sql"};

inline constexpr Query kGoals{"case.goals", R"sql(
  SELECT {columns:dayaq.survivor.v1.Goal as p} {keys:dayaq.survivor.v1.Goal as k}
  FROM survivor.case_goal AS p {join:dayaq.survivor.v1.Goal LEFT JOIN survivor.person_key AS k ON k.uid = p.survivor_uid}
  WHERE p.case_uid = $1::uuid ORDER BY p.uid LIMIT 200
)sql"};

inline constexpr Query kServices{"case.services", R"sql(
  SELECT {columns:dayaq.survivor.v1.GivenService} FROM survivor.case_service WHERE case_uid = $1::uuid ORDER BY uid LIMIT 200
)sql"};

inline constexpr Query kFollowUps{"case.follow_ups", R"sql(
  SELECT {columns:dayaq.survivor.v1.FollowUp as p} {keys:dayaq.survivor.v1.FollowUp as k}
  FROM survivor.case_follow_up AS p {join:dayaq.survivor.v1.FollowUp LEFT JOIN survivor.person_key AS k ON k.uid = p.survivor_uid}
  WHERE p.case_uid = $1::uuid ORDER BY p.uid LIMIT 200
)sql"};

// $1 of this survivor, $2 states, $3 owners; NULL leaves a condition out.
#define DAYAQ_CASE_FILTER                                    \
  " ($1::uuid IS NULL OR c.survivor_uid =" DAYAQ_RECORD_UIDS \
  ")"                                                        \
  " AND ($2::text[] IS NULL OR c.state = ANY($2::text[])) AND ($3::uuid[] IS NULL OR c.owner_uid = ANY($3::uuid[])) "

// A uid begins with the time it was made at: newest first.
inline constexpr Query kCases{
    "case.list",
    "SELECT {columns:dayaq.survivor.v1.Case as c} {keys:dayaq.survivor.v1.Case as k} FROM survivor.support_case AS c "
    "{join:dayaq.survivor.v1.Case LEFT JOIN survivor.person_key AS k ON k.uid = c.survivor_uid} WHERE" DAYAQ_CASE_FILTER
    "AND c.uid < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY c.uid DESC LIMIT $5::integer"};

inline constexpr Query kCountCases{"case.count",
                                   DAYAQ_COUNT_UP_TO_1000(" FROM survivor.support_case AS c WHERE" DAYAQ_CASE_FILTER)};

#undef DAYAQ_CASE_FILTER

// The open case of a person, whichever of their records it hangs on.
inline constexpr Query kOpenCases{"case.open_of", "SELECT uid FROM survivor.support_case WHERE survivor_uid =" DAYAQ_PERSON_UIDS
                                                  "AND state <> 'CASE_STATE_CLOSED' LIMIT 10"};

// Who opens a case of a person waits for everybody else who does so, until the end of the transaction: of two the second sees the
// first.
inline constexpr Query kLockPerson{"case.lock_person", R"sql(
  SELECT pg_advisory_xact_lock(1397904984, hashtext($1))
)sql"};

inline constexpr Query kAddPersonKey{"case.add_person_key", R"sql(
  INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
  SELECT n.uid, n.kek_id, n.wrapped, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.person_key, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.uid
)sql"};

// A case lies where the record lies, and so do its parts.
inline constexpr Query kAddCase{"case.add", R"sql(
  INSERT INTO survivor.support_case ({writable:dayaq.survivor.v1.Case -etag -create_time -update_time}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.Case as n -etag -create_time -update_time}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.support_case, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
)sql"};

inline constexpr Query kUpdateCase{"case.update", R"sql(
  UPDATE survivor.support_case AS c
  SET (state, owner_uid, owner_institution, closed_on, close_reason, close_words, times_reopened, part_changes) =
      (SELECT state, owner_uid, owner_institution, closed_on, close_reason, close_words, times_reopened, part_changes
       FROM json_populate_recordset(NULL::survivor.support_case, $1::json))
  WHERE c.uid = $2::uuid
)sql"};

inline constexpr Query kAddNeed{"case.add_need", R"sql(
  INSERT INTO survivor.case_need ({writable:dayaq.survivor.v1.Need}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.Need as n}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.case_need, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
)sql"};

inline constexpr Query kAddGoal{"case.add_goal", R"sql(
  INSERT INTO survivor.case_goal ({writable:dayaq.survivor.v1.Goal}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.Goal as n}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.case_goal, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
)sql"};

inline constexpr Query kAddService{"case.add_service", R"sql(
  INSERT INTO survivor.case_service ({writable:dayaq.survivor.v1.GivenService}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.GivenService as n}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.case_service, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
)sql"};

inline constexpr Query kAddFollowUp{"case.add_follow_up", R"sql(
  INSERT INTO survivor.case_follow_up ({writable:dayaq.survivor.v1.FollowUp}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.FollowUp as n}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.case_follow_up, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
)sql"};

inline constexpr Query kEndNeed{"case.end_need", R"sql(
  UPDATE survivor.case_need AS p SET state = n.state, ended_on = n.ended_on
  FROM json_populate_recordset(NULL::survivor.case_need, $1::json) AS n WHERE p.uid = n.uid
)sql"};

inline constexpr Query kUpdateGoals{"case.update_goals", R"sql(
  UPDATE survivor.case_goal AS p SET state = n.state, ended_on = n.ended_on, owner_uid = n.owner_uid
  FROM json_populate_recordset(NULL::survivor.case_goal, $1::json) AS n WHERE p.uid = n.uid
)sql"};

inline constexpr Query kEndService{"case.end_service", R"sql(
  UPDATE survivor.case_service AS p SET given_until = n.given_until, units = n.units
  FROM json_populate_recordset(NULL::survivor.case_service, $1::json) AS n WHERE p.uid = n.uid
)sql"};

inline constexpr Query kRecordFollowUp{"case.record_follow_up", R"sql(
  UPDATE survivor.case_follow_up AS p SET done_on = n.done_on, outcome = n.outcome, words = n.words
  FROM json_populate_recordset(NULL::survivor.case_follow_up, $1::json) AS n WHERE p.uid = n.uid
)sql"};

// Whether a consent of person $1 to purpose $2 holds on the day $3.
inline constexpr Query kConsents{"case.consents",
                                 "SELECT EXISTS (SELECT FROM survivor.consent WHERE survivor_uid =" DAYAQ_PERSON_UIDS
                                 "AND purpose = $2 AND withdrawn_time IS NULL AND given_on <= $3"
                                 " AND (valid_until IS NULL OR valid_until >= $3)) AS consents"};

// Whether somebody of the staff can look after a case of the caller's institution.
inline constexpr Query kIsCaseManager{"case.is_case_manager", R"sql(
  SELECT open AND same_institution AND 'case_manager' = ANY (roles) AS fits FROM access.colleague($1::uuid)
)sql"};

// Work of open cases that is due on the day $1 or before: goals belong to their owner, follow-ups to the owner of the case. $2 who
// asks. Theirs and that of others are read apart, each along an index of its own: in one order by "mine" first, nothing but sorting
// all that is due would do.
#define DAYAQ_DUE_CASE " JOIN survivor.support_case AS c ON c.uid = p.case_uid AND c.state <> 'CASE_STATE_CLOSED'"
#define DAYAQ_DUE_PERSON " JOIN survivor.survivor AS s ON s.uid = c.survivor_uid"
#define DAYAQ_DUE_GOALS(person) \
  " FROM survivor.case_goal AS p" DAYAQ_DUE_CASE person " WHERE p.state = 'GOAL_STATE_OPEN' AND p.due_on <= $1::text "
#define DAYAQ_DUE_FOLLOW_UPS(person) \
  " FROM survivor.case_follow_up AS p" DAYAQ_DUE_CASE person " WHERE p.done_on IS NULL AND p.due_on <= $1::text "
// Behind the day $3 and the uid $4, at most $5.
#define DAYAQ_DUE_PAGE " AND (p.due_on, p.uid) > ($3::text, $4::uuid) ORDER BY p.due_on, p.uid LIMIT $5::integer) "
#define DAYAQ_DUE_COLUMNS                                                                                                \
  " p.case_uid, p.uid AS part_uid, c.survivor_uid, s.number AS survivor_number, s.state = 'SURVIVOR_STATE_DECEASED' AS " \
  "survivor_deceased, p.due_on"
#define DAYAQ_DUE_WORK(goals_of, follow_ups_of, mine)                             \
  "SELECT w.*, " mine                                                             \
  " AS mine FROM ("                                                               \
  "(SELECT 'DUE_WORK_KIND_GOAL' AS kind, p.owner_uid," DAYAQ_DUE_COLUMNS          \
  DAYAQ_DUE_GOALS(DAYAQ_DUE_PERSON)                                               \
  goals_of DAYAQ_DUE_PAGE                                                         \
      "UNION ALL "                                                                \
      "(SELECT 'DUE_WORK_KIND_FOLLOW_UP' AS kind, c.owner_uid," DAYAQ_DUE_COLUMNS \
      DAYAQ_DUE_FOLLOW_UPS(DAYAQ_DUE_PERSON)                                      \
  follow_ups_of DAYAQ_DUE_PAGE ") AS w ORDER BY w.due_on, w.part_uid LIMIT $5::integer"

inline constexpr Query kMyDueWork{
    "case.my_due_work", DAYAQ_DUE_WORK("AND p.owner_uid = ANY ($2::uuid[])", "AND c.owner_uid = ANY ($2::uuid[])", "true")};

inline constexpr Query kOthersDueWork{
    "case.others_due_work",
    DAYAQ_DUE_WORK("AND p.owner_uid <> ALL ($2::uuid[])", "AND (c.owner_uid = ANY ($2::uuid[])) IS NOT TRUE", "false")};

// In the order of days as well: along the index, and no further than is counted. Without it a plan reads everything that is due.
#define DAYAQ_COUNT_DUE(goals_of, follow_ups_of)                                                                           \
  DAYAQ_COUNT_UP_TO_1000(" FROM ((SELECT 1" DAYAQ_DUE_GOALS("") goals_of                                                   \
                         "ORDER BY p.due_on, p.uid LIMIT 1001) UNION ALL (SELECT 1" DAYAQ_DUE_FOLLOW_UPS("") follow_ups_of \
                         "ORDER BY p.due_on, p.uid LIMIT 1001)) AS due")

inline constexpr Query kCountMyDueWork{
    "case.count_my_due_work", DAYAQ_COUNT_DUE("AND p.owner_uid = ANY ($2::uuid[]) ", "AND c.owner_uid = ANY ($2::uuid[]) ")};

inline constexpr Query kCountDueWork{"case.count_due_work", DAYAQ_COUNT_DUE("", "")};

#undef DAYAQ_COUNT_DUE
#undef DAYAQ_DUE_WORK
#undef DAYAQ_DUE_COLUMNS
#undef DAYAQ_DUE_PAGE
#undef DAYAQ_DUE_FOLLOW_UPS
#undef DAYAQ_DUE_GOALS
#undef DAYAQ_DUE_PERSON
#undef DAYAQ_DUE_CASE

#undef DAYAQ_PERSON_UIDS

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CASE_QUERIES_H_
