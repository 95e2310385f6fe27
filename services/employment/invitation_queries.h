// Statements on invitations, on what is due, and on counts. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_EMPLOYMENT_INVITATION_QUERIES_H_
#define SERVICES_EMPLOYMENT_INVITATION_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

inline constexpr Query kInvitation{"invitation.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Invitation} FROM employment.invitation WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockInvitation{"invitation.lock", R"sql(
  SELECT uid FROM employment.invitation WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
// $1 person or NULL, $2 states or NULL, behind $3. Newest first.
inline constexpr Query kInvitations{"invitation.list", R"sql(
  SELECT {columns:dayaq.employment.v1.Invitation} FROM employment.invitation
  WHERE ($1::uuid IS NULL OR survivor_uid = $1::uuid) AND ($2::text[] IS NULL OR state = ANY ($2::text[])) AND ($3::uuid IS NULL OR uid < $3::uuid)
  ORDER BY uid DESC LIMIT $4::integer
)sql"};
inline constexpr Query kAddInvitation{"invitation.add", R"sql(
  INSERT INTO employment.invitation ({writable:dayaq.employment.v1.Invitation -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.Invitation -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::employment.invitation, $1::json)
)sql"};
inline constexpr Query kChangeInvitation{"invitation.change", R"sql(
  UPDATE employment.invitation AS i SET (state, programmes, due_on, answered_on, contacts) =
      (SELECT state, programmes, due_on, answered_on, contacts FROM json_populate_recordset(NULL::employment.invitation, $1::json))
  WHERE i.uid = $2::uuid
)sql"};
// Somebody who was referred to the caller's institution: whose record that is and where it lies
// (db/deploy/rehabilitation_facts.sql).
inline constexpr Query kReferredToUs{"invitation.referred_here", R"sql(
  SELECT survivor_uid, survivor_number, register, district, deceased FROM survivor.referred_here($1::uuid)
)sql"};

// For the service itself: whether somebody may be proposed to, and not why; what was open of the dead, and of records that go on in
// others.
inline constexpr Query kMayBeProposed{"invitation.may_be_proposed", R"sql(
  SELECT survivor_uid, survivor_number, register, district, deceased, adult_on FROM survivor.may_be_proposed($1)
)sql"};
inline constexpr Query kWasInvited{"invitation.was_invited", R"sql(
  SELECT EXISTS (SELECT FROM employment.invitation WHERE survivor_uid = $1::uuid) AS known
)sql"};
inline constexpr Query kWithdrawInvitations{"invitation.withdraw", R"sql(
  UPDATE employment.invitation SET state = 'INVITATION_STATE_WITHDRAWN', due_on = NULL
  WHERE survivor_uid = $1::uuid AND state = ANY ($2::text[]) RETURNING uid
)sql"};

inline constexpr Query kEraseSupport{"invitation.erase", "SELECT employment.erase_support($1::uuid) AS gone"};

// What is due within reach until the day $1, the longest due first; each part along its own index.
inline constexpr Query kDueWork{"invitation.due", R"sql(
  SELECT d.kind, d.resource, d.survivor_uid, d.due_on FROM (
    (SELECT 'DUE_WORK_KIND_INVITATION' AS kind, 'invitations/' || i.uid AS resource, i.survivor_uid, i.due_on FROM employment.invitation AS i
     WHERE i.due_on IS NOT NULL AND i.due_on <= $1 ORDER BY i.due_on, i.uid LIMIT $2::integer)
    UNION ALL
    (SELECT 'DUE_WORK_KIND_VISIT', 'grantVisits/' || v.uid, v.survivor_uid, v.due_on FROM employment.grant_visit AS v
     WHERE v.done_on IS NULL AND v.due_on <= $1 ORDER BY v.due_on, v.uid LIMIT $2::integer)
    UNION ALL
    (SELECT 'DUE_WORK_KIND_TERM', 'studyTerms/' || t.uid, t.survivor_uid, t.first_day FROM employment.study_term AS t
     WHERE t.confirmed_on IS NULL AND t.first_day <= $1 ORDER BY t.first_day, t.uid LIMIT $2::integer)
    UNION ALL
    (SELECT 'DUE_WORK_KIND_PLACEMENT', 'placements/' || p.uid, p.survivor_uid, p.question_since FROM employment.placement AS p
     WHERE p.question IS NOT NULL AND p.question_since <= $1 ORDER BY p.question_since, p.uid LIMIT $2::integer)) AS d
  ORDER BY d.due_on, d.resource LIMIT $2::integer
)sql"};

inline constexpr Query kSupportCounts{"invitation.counts", R"sql(
  SELECT district, month, kind, count FROM employment.support_counts($1, $2, $3)
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_INVITATION_QUERIES_H_
