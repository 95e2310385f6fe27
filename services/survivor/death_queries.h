// Statements on what a death ends. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_DEATH_QUERIES_H_
#define SERVICES_SURVIVOR_DEATH_QUERIES_H_

#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

// The record that speaks for the person of record $1.
inline constexpr Query kSpeaksFor{"death.speaks_for", R"sql(
  SELECT {columns:dayaq.survivor.v1.Survivor as s} FROM survivor.survivor AS s
  WHERE s.uid = (SELECT coalesce(o.merged_into_uid, o.uid) FROM survivor.survivor AS o WHERE o.uid = $1::uuid)
)sql"};

inline constexpr Query kOpenCasesOfDead{
    "death.open_cases",
    "SELECT {columns:dayaq.survivor.v1.Case as c} FROM survivor.support_case AS c WHERE c.survivor_uid =" DAYAQ_RECORD_UIDS
    "AND c.state <> 'CASE_STATE_CLOSED' ORDER BY c.uid LIMIT 100 FOR NO KEY UPDATE"};

inline constexpr Query kOpenGoalsOfCase{"death.open_goals", R"sql(
  SELECT {columns:dayaq.survivor.v1.Goal} FROM survivor.case_goal WHERE case_uid = $1::uuid AND state = 'GOAL_STATE_OPEN' ORDER BY uid LIMIT 200
)sql"};

inline constexpr Query kCloseCaseOfDead{"death.close_case", R"sql(
  UPDATE survivor.support_case AS c
  SET state = n.state, closed_on = n.closed_on, close_reason = n.close_reason, part_changes = n.part_changes
  FROM json_populate_recordset(NULL::survivor.support_case, $1::json) AS n WHERE c.uid = n.uid
)sql"};

inline constexpr Query kDropGoals{"death.drop_goals", R"sql(
  UPDATE survivor.case_goal AS g SET state = n.state, ended_on = n.ended_on
  FROM json_populate_recordset(NULL::survivor.case_goal, $1::json) AS n WHERE g.uid = n.uid
)sql"};

inline constexpr Query kOpenExaminationsOfDead{"death.open_examinations",
                                               "SELECT {columns:dayaq.survivor.v1.ExaminationReferral as e} FROM "
                                               "survivor.examination_referral AS e WHERE e.survivor_uid =" DAYAQ_RECORD_UIDS
                                               "AND e.state = 'EXAMINATION_STATE_OPEN' ORDER BY e.uid LIMIT 100 FOR NO KEY UPDATE"};

inline constexpr Query kReturnExamination{"death.return_examination", R"sql(
  UPDATE survivor.examination_referral AS e SET state = n.state, return_reason = n.return_reason, closed_on = n.closed_on
  FROM json_populate_recordset(NULL::survivor.examination_referral, $1::json) AS n WHERE e.uid = n.uid
)sql"};

// In whose families the person of record $1 stands.
inline constexpr Query kFamiliesOfDead{
    "death.families", "SELECT DISTINCT m.survivor_uid FROM survivor.family_member AS m WHERE m.member_uid =" DAYAQ_RECORD_UIDS
                      "AND m.ended_on IS NULL ORDER BY m.survivor_uid LIMIT 100"};

inline constexpr Query kEndReferrals{"death.end_referrals", "SELECT uid FROM survivor.end_referrals($1::uuid)"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DEATH_QUERIES_H_
