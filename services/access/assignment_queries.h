// Statements on role assignments and delegations. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_ACCESS_ASSIGNMENT_QUERIES_H_
#define SERVICES_ACCESS_ASSIGNMENT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::access {

// Lists are columns of their own kind, read beside the message.
#define DAYAQ_ASSIGNMENT "{columns:dayaq.access.v1.RoleAssignment as a}, a.districts, a.registers, a.delegated_actions"

inline constexpr Query kAssignment{"access.assignment",
                                   "SELECT " DAYAQ_ASSIGNMENT " FROM access.role_assignment AS a WHERE a.uid = $1::uuid"};

inline constexpr Query kLockAssignment{"access.lock_assignment", R"sql(
  SELECT uid FROM access.role_assignment WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 staff, $2 role, $3 institution, $4 states, $5 behind this uid, $6 how many; NULL leaves a condition out.
inline constexpr Query kAssignments{
    "access.assignments",
    "SELECT " DAYAQ_ASSIGNMENT
    " FROM access.role_assignment AS a WHERE ($1::uuid IS NULL OR a.staff_uid = $1::uuid) AND ($2::text IS NULL OR a.role = $2)"
    " AND ($3::text IS NULL OR a.institution = $3) AND ($4::text[] IS NULL OR a.state = ANY($4::text[]))"
    " AND a.uid < coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY a.uid DESC LIMIT $6::integer"};

// Those of a role that count now.
inline constexpr Query kHoldersOf{
    "access.holders_of",
    "SELECT " DAYAQ_ASSIGNMENT
    " FROM access.role_assignment AS a WHERE a.role = $1 AND a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE' AND a.valid_from <= now()"
    " AND (a.valid_until IS NULL OR a.valid_until > now())"
    " AND EXISTS (SELECT FROM access.staff AS s WHERE s.uid = a.staff_uid AND s.closed_time IS NULL) ORDER BY a.uid LIMIT "
    "$2::integer"};

// The caller's own that count now, whatever classes they read otherwise; `current`: the one this call acts in.
inline constexpr Query kMyAssignments{"access.my_assignments", R"sql(
  SELECT a.uid, a.etag, a.staff_uid, a.role, a.institution, a.national, a.person_uid, a.valid_from, a.valid_until, a.state,
         a.delegated_from, a.create_time, a.update_time, a.districts, a.registers, a.delegated_actions,
         a.uid = access.context_assignment() AS current
  FROM access.my_assignments() AS a
)sql"};

// What somebody holds or was proposed, but for one assignment.
inline constexpr Query kRolesHeld{"access.roles_held", R"sql(
  SELECT DISTINCT role FROM access.role_assignment
  WHERE staff_uid = $1::uuid AND uid <> $2::uuid AND state IN ('ROLE_ASSIGNMENT_STATE_PROPOSED', 'ROLE_ASSIGNMENT_STATE_IN_FORCE')
    AND (valid_until IS NULL OR valid_until > now())
  LIMIT 100
)sql"};

inline constexpr Query kAddAssignment{"access.add_assignment", R"sql(
  INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, national, registers, person_uid, valid_from,
                                      valid_until, state, reason)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5::text[], $6::boolean, $7::text[], $8::uuid, coalesce($9::timestamptz, now()),
          $10::timestamptz, $11, $12)
)sql"};

// Who and when is what the context says.
inline constexpr Query kApprove{"access.approve", R"sql(
  UPDATE access.role_assignment SET state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE' WHERE uid = $1::uuid
)sql"};

#define DAYAQ_END                                                                                                              \
  "UPDATE access.role_assignment SET ended_time = now(), ended_reason = $2, state = CASE state WHEN "                          \
  "'ROLE_ASSIGNMENT_STATE_PROPOSED' THEN 'ROLE_ASSIGNMENT_STATE_REJECTED' ELSE 'ROLE_ASSIGNMENT_STATE_ENDED' END WHERE state " \
  "IN ('ROLE_ASSIGNMENT_STATE_PROPOSED', 'ROLE_ASSIGNMENT_STATE_IN_FORCE') AND "

// Ends one, or rejects it while it is a proposal; and what was lent from it.
inline constexpr Query kEnd{"access.end", DAYAQ_END "(uid = $1::uuid OR delegated_from = $1::uuid)"};
// All of somebody, and what they lent.
inline constexpr Query kEndOfStaff{
    "access.end_of_staff", DAYAQ_END
    "(staff_uid = $1::uuid OR delegated_from = ANY(ARRAY(SELECT uid FROM access.role_assignment WHERE staff_uid = $1::uuid)))"};
// All in an institution.
inline constexpr Query kEndOfInstitution{"access.end_of_institution", DAYAQ_END "institution = $1"};

// $1 one of them, $2 ended ones too, $3 behind this uid, $4 how many; what the caller may see of them.
inline constexpr Query kDelegations{
    "access.delegations", "SELECT " DAYAQ_ASSIGNMENT " FROM access.delegations($1::uuid, $2::boolean, $3::uuid, $4::integer) AS a"};

inline constexpr Query kColleague{"access.colleague", R"sql(
  SELECT open, same_institution, roles FROM access.colleague($1::uuid)
)sql"};

inline constexpr Query kLend{"access.lend", R"sql(
  SELECT access.lend($1::uuid, $2::uuid, $3::text[], $4::text[], $5::text[], $6::timestamptz, $7::timestamptz, $8)
)sql"};

inline constexpr Query kEndDelegation{"access.end_delegation", R"sql(
  SELECT access.end_delegation($1::uuid) AS done
)sql"};

// Where a record lies.
inline constexpr Query kSurvivorStanding{"access.survivor_standing", R"sql(
  SELECT register, district, institution FROM survivor.standing_of($1::uuid)
)sql"};
inline constexpr Query kIncidentStanding{"access.incident_standing", R"sql(
  SELECT register, district, institution FROM incident.standing_of($1::uuid)
)sql"};

#undef DAYAQ_END
#undef DAYAQ_ASSIGNMENT

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_ASSIGNMENT_QUERIES_H_
