// Statements on institutions, staff and sessions. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_ACCESS_STAFF_QUERIES_H_
#define SERVICES_ACCESS_STAFF_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::access {

// $1 closed ones too, $2 behind this code, $3 how many.
inline constexpr Query kInstitutions{"access.institutions", R"sql(
  SELECT {columns:dayaq.access.v1.Institution} FROM access.institution
  WHERE ($1::boolean OR closed_time IS NULL) AND ($2::text IS NULL OR code > $2) ORDER BY code LIMIT $3::integer
)sql"};

inline constexpr Query kInstitution{"access.institution", R"sql(
  SELECT {columns:dayaq.access.v1.Institution} FROM access.institution WHERE code = $1
)sql"};

inline constexpr Query kLockInstitution{"access.lock_institution", R"sql(
  SELECT code FROM access.institution WHERE code = $1 FOR NO KEY UPDATE
)sql"};

inline constexpr Query kAddInstitution{"access.add_institution", R"sql(
  INSERT INTO access.institution (code, kind, district, name_az, name_en) VALUES ($1, $2, $3, $4, $5)
)sql"};

inline constexpr Query kCloseInstitution{"access.close_institution", R"sql(
  UPDATE access.institution SET closed_time = now(), valid_until = greatest(valid_from, current_date) WHERE code = $1
)sql"};

// Districts of these that no gazetteer has.
inline constexpr Query kUnknownDistricts{"access.unknown_districts", R"sql(
  SELECT d.code FROM unnest($1::text[]) AS d(code) WHERE NOT EXISTS (SELECT FROM incident.place AS p WHERE p.code = d.code) LIMIT 100
)sql"};

inline constexpr Query kStaff{"access.staff", R"sql(
  SELECT {columns:dayaq.access.v1.Staff} FROM access.staff WHERE uid = $1::uuid
)sql"};

// Keeps somebody from being closed, and from getting another role, until the end of the transaction.
inline constexpr Query kLockStaff{"access.lock_staff", R"sql(
  SELECT uid, closed_time FROM access.staff WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 institution, $2 role, $3 closed ones too, $4 behind this uid, $5 how many; NULL leaves a condition out.
inline constexpr Query kStaffList{"access.staff_list", R"sql(
  SELECT {columns:dayaq.access.v1.Staff as s} FROM access.staff AS s
  WHERE ($3::boolean OR s.closed_time IS NULL) AND s.uid < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    AND (($1::text IS NULL AND $2::text IS NULL) OR EXISTS (
      SELECT FROM access.role_assignment AS a
      WHERE a.staff_uid = s.uid AND a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
        AND ($1::text IS NULL OR a.institution = $1) AND ($2::text IS NULL OR a.role = $2)))
  ORDER BY s.uid DESC LIMIT $5::integer
)sql"};

inline constexpr Query kAccountTaken{"access.account_taken", R"sql(
  SELECT EXISTS (SELECT FROM access.staff WHERE issuer = $1 AND subject = $2) AS taken
)sql"};

inline constexpr Query kAddStaff{"access.add_staff", R"sql(
  INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES ($1::uuid, $2, $3, $4, $5)
)sql"};

inline constexpr Query kCloseStaff{"access.close_staff", R"sql(
  UPDATE access.staff SET closed_time = now() WHERE uid = $1::uuid AND closed_time IS NULL
)sql"};

// $2 behind this time and uid ("2026-01-01 10:00:00+00 <uid>").
inline constexpr Query kSessions{"access.sessions", R"sql(
  SELECT {columns:dayaq.access.v1.Session}, create_time::text || ' ' || uid AS cursor FROM access.session
  WHERE staff_uid = $1::uuid
    AND ($2::text IS NULL OR (create_time, uid) < (left($2, -37)::timestamptz, right($2, 36)::uuid))
  ORDER BY create_time DESC, uid DESC LIMIT $3::integer
)sql"};

// One session ($2) or all of somebody.
inline constexpr Query kRevokeSessions{"access.revoke_sessions", R"sql(
  UPDATE access.session SET revoked_time = now()
  WHERE staff_uid = $1::uuid AND revoked_time IS NULL AND ($2::uuid IS NULL OR uid = $2::uuid)
)sql"};

inline constexpr Query kIsSessionOf{"access.is_session_of", R"sql(
  SELECT EXISTS (SELECT FROM access.session WHERE staff_uid = $1::uuid AND uid = $2::uuid) AS known
)sql"};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_STAFF_QUERIES_H_
