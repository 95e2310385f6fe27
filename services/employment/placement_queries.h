// Statements on placements and looks at whether people still work.
#ifndef SERVICES_EMPLOYMENT_PLACEMENT_QUERIES_H_
#define SERVICES_EMPLOYMENT_PLACEMENT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

inline constexpr Query kPlacement{"placement.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Placement} FROM employment.placement WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockPlacement{"placement.lock", R"sql(
  SELECT uid FROM employment.placement WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 of this profile, $2 of this record, $3 in these states; NULL leaves a condition out.
#define DAYAQ_PLACEMENT_FILTER                                                                          \
  " ($1::uuid IS NULL OR p.profile_uid = $1::uuid) AND ($2::uuid IS NULL OR p.survivor_uid = $2::uuid)" \
  " AND ($3::text[] IS NULL OR p.state = ANY ($3::text[])) "
inline constexpr Query kPlacements{
    "placement.list",
    "SELECT {columns:dayaq.employment.v1.Placement as p} FROM employment.placement AS p WHERE" DAYAQ_PLACEMENT_FILTER
    "AND ($4::uuid IS NULL OR p.uid < $4::uuid) ORDER BY p.uid DESC LIMIT $5::integer"};
inline constexpr Query kCountPlacements{"placement.count",
                                        "SELECT count(*) AS total FROM employment.placement AS p WHERE" DAYAQ_PLACEMENT_FILTER};
#undef DAYAQ_PLACEMENT_FILTER

inline constexpr Query kAddPlacement{"placement.add", R"sql(
  INSERT INTO employment.placement ({writable:dayaq.employment.v1.Placement -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.Placement -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::employment.placement, $1::json)
)sql"};
inline constexpr Query kMovePlacement{"placement.move_on", R"sql(
  UPDATE employment.placement AS p
  SET (state, full_time, hours_week, salary_qepik, contract_number, interviewed_on, starts_on, ended_on, not_taken_reason, end_reason, adaptations) =
      (SELECT state, full_time, hours_week, salary_qepik, contract_number, interviewed_on, starts_on, ended_on, not_taken_reason, end_reason, adaptations
       FROM json_populate_recordset(NULL::employment.placement, $1::json))
  WHERE p.uid = $2::uuid
)sql"};

inline constexpr Query kChecks{"retention.of_placement", R"sql(
  SELECT {columns:dayaq.employment.v1.RetentionCheck} FROM employment.retention_check WHERE placement_uid = $1::uuid ORDER BY months LIMIT 60
)sql"};
inline constexpr Query kCheckToDo{"retention.to_do", R"sql(
  SELECT {columns:dayaq.employment.v1.RetentionCheck} FROM employment.retention_check
  WHERE placement_uid = $1::uuid AND months = $2::integer FOR NO KEY UPDATE
)sql"};
inline constexpr Query kAddChecks{"retention.add", R"sql(
  INSERT INTO employment.retention_check ({writable:dayaq.employment.v1.RetentionCheck -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.RetentionCheck -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::employment.retention_check, $1::json)
)sql"};
inline constexpr Query kDoneCheck{"retention.done", R"sql(
  UPDATE employment.retention_check SET state = $2, result = $3, checked_on = $4 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kDropChecks{"retention.drop", R"sql(
  UPDATE employment.retention_check SET state = 'RETENTION_STATE_DROPPED' WHERE placement_uid = $1::uuid AND state = 'RETENTION_STATE_DUE'
)sql"};
// Of the institution $4, until the day $1, behind the day $2 and the uid $3.
inline constexpr Query kChecksDue{"retention.due", R"sql(
  SELECT {columns:dayaq.employment.v1.RetentionCheck} FROM employment.retention_check
  WHERE institution = $4 AND state = 'RETENTION_STATE_DUE' AND due_on <= $1 AND ($2::text IS NULL OR (due_on, uid) > ($2::text, $3::uuid))
  ORDER BY due_on, uid LIMIT $5::integer
)sql"};

// For the service itself.
inline constexpr Query kOpenPlacementsOf{"placement.open_of", R"sql(
  SELECT {columns:dayaq.employment.v1.Placement} FROM employment.placement
  WHERE survivor_uid = ANY ($1::uuid[]) AND member_uid IS NULL
    AND state IN ('PLACEMENT_STATE_INTRODUCED', 'PLACEMENT_STATE_INTERVIEWED', 'PLACEMENT_STATE_STARTED')
  ORDER BY uid LIMIT 200 FOR NO KEY UPDATE
)sql"};
inline constexpr Query kClosePlacement{"placement.close", R"sql(
  UPDATE employment.placement SET state = $2, ended_on = $3, end_reason = $4, not_taken_reason = $5 WHERE uid = $1::uuid
)sql"};
// Of these records ($1) those that are not yet the person's that $2 is, or that are in question.
inline constexpr Query kPlacementsToName{"placement.to_name", R"sql(
  SELECT uid FROM employment.placement
  WHERE survivor_uid = ANY ($1::uuid[]) AND member_uid IS NULL AND (person_uid <> $2::uuid OR question IS NOT NULL)
  ORDER BY uid LIMIT 500 FOR NO KEY UPDATE
)sql"};
// The placement $1 is the person's that $2 is, and no question any more, where that gives nobody two full-time places on one day,
// nor two introductions to one vacancy.
inline constexpr Query kNamePersonOfPlacement{"placement.name_person", R"sql(
  UPDATE employment.placement AS p SET person_uid = $2::uuid, question = NULL, question_since = NULL
  WHERE p.uid = $1::uuid
    AND NOT (p.full_time AND p.starts_on IS NOT NULL AND p.end_reason IS DISTINCT FROM 'PLACEMENT_END_REASON_MISTAKEN' AND EXISTS (
      SELECT FROM employment.placement AS o
      WHERE o.person_uid = $2::uuid AND o.uid <> p.uid AND o.full_time AND o.starts_on IS NOT NULL
        AND o.end_reason IS DISTINCT FROM 'PLACEMENT_END_REASON_MISTAKEN'
        AND survivor.days(o.starts_on, o.ended_on) && survivor.days(p.starts_on, p.ended_on)))
    AND NOT (p.state IN ('PLACEMENT_STATE_INTRODUCED', 'PLACEMENT_STATE_INTERVIEWED', 'PLACEMENT_STATE_STARTED') AND EXISTS (
      SELECT FROM employment.placement AS o
      WHERE o.person_uid = $2::uuid AND o.vacancy_uid = p.vacancy_uid AND o.uid <> p.uid
        AND o.state IN ('PLACEMENT_STATE_INTRODUCED', 'PLACEMENT_STATE_INTERVIEWED', 'PLACEMENT_STATE_STARTED')))
)sql"};
inline constexpr Query kAskAboutPlacement{"placement.ask_about", R"sql(
  UPDATE employment.placement SET question = 'PLACEMENT_QUESTION_TWICE', question_since = $2 WHERE uid = $1::uuid AND question IS NULL
)sql"};
inline constexpr Query kRecordOfPlacement{"placement.record_of", R"sql(
  SELECT survivor_uid FROM employment.placement WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PLACEMENT_QUERIES_H_
