// Statements on renewals. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_REHABILITATION_RENEWAL_QUERIES_H_
#define SERVICES_REHABILITATION_RENEWAL_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::rehabilitation {

inline constexpr Query kRenewal{"renewal.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Renewal} FROM rehabilitation.renewal WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockRenewal{"renewal.lock", R"sql(
  SELECT uid FROM rehabilitation.renewal WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// What is not over, by the day that counts. $1 until this day, $2 in these states, $3 of this centre, $4 registers; NULL leaves a
// condition out.
#define DAYAQ_RENEWAL_FILTER                                                                                   \
  " r.stop_reason IS NULL AND coalesce(r.due_on, r.review_on) <= $1::text"                                     \
  " AND ($2::text[] IS NULL OR r.state = ANY ($2::text[])) AND ($3::text IS NULL OR r.institution = $3::text)" \
  " AND r.register = ANY ($4::text[]) "

// Behind the day $5 and the uid $6.
inline constexpr Query kRenewals{
    "renewal.list",
    "SELECT {columns:dayaq.rehabilitation.v1.Renewal as r} FROM rehabilitation.renewal AS r WHERE" DAYAQ_RENEWAL_FILTER
    "AND ($5::text IS NULL OR (coalesce(r.due_on, r.review_on), r.uid) > ($5::text, $6::uuid))"
    " ORDER BY coalesce(r.due_on, r.review_on), r.uid LIMIT $7::integer"};

inline constexpr Query kCountRenewals{"renewal.count",
                                      "SELECT count(*) AS total FROM rehabilitation.renewal AS r WHERE" DAYAQ_RENEWAL_FILTER};

#undef DAYAQ_RENEWAL_FILTER

// All of a person in whichever of their records, those that are over too.
inline constexpr Query kRenewalsOfPerson{"renewal.of_person", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Renewal} FROM rehabilitation.renewal
  WHERE survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[])
    AND ($2::text[] IS NULL OR state = ANY ($2::text[])) AND register = ANY ($3::text[])
  ORDER BY uid LIMIT 200
)sql"};

inline constexpr Query kAddRenewal{"renewal.add", R"sql(
  INSERT INTO rehabilitation.renewal ({writable:dayaq.rehabilitation.v1.Renewal -etag -create_time -update_time})
  SELECT {writable:dayaq.rehabilitation.v1.Renewal -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::rehabilitation.renewal, $1::json)
)sql"};

// What follows from the device; what people did stays.
inline constexpr Query kKeepRenewal{"renewal.keep", R"sql(
  UPDATE rehabilitation.renewal AS r SET (state, due_on, basis, review_on, stop_reason, term_ends_on, term_example, decision_document,
                                          call_in_on, next_on) =
      (SELECT state, due_on, basis, review_on, stop_reason, term_ends_on, term_example, decision_document, call_in_on, next_on
       FROM json_populate_recordset(NULL::rehabilitation.renewal, $1::json))
  WHERE r.uid = $2::uuid
)sql"};

inline constexpr Query kContactRenewal{"renewal.contact", R"sql(
  UPDATE rehabilitation.renewal AS r SET (state, stop_reason, next_on, contacts) =
      (SELECT state, stop_reason, next_on, contacts FROM json_populate_recordset(NULL::rehabilitation.renewal, $1::json))
  WHERE r.uid = $2::uuid
)sql"};

inline constexpr Query kDecideRenewal{"renewal.decide", R"sql(
  UPDATE rehabilitation.renewal AS r SET (state, due_on, basis, review_on, decision_document, call_in_on, next_on) =
      (SELECT state, due_on, basis, review_on, decision_document, call_in_on, next_on
       FROM json_populate_recordset(NULL::rehabilitation.renewal, $1::json))
  WHERE r.uid = $2::uuid
)sql"};

// At most $2 renewals that the day $1 has something for, kept from changing, by what Advance (renewal_rules.h) judges them by.
// Along the index of what is due, so that those who wait cost nothing; what somebody else changes right now comes in the next part.
inline constexpr Query kDueRenewals{"renewal.due", R"sql(
  SELECT state, due_on, review_on, array_to_string(array_agg(uid ORDER BY uid), ',') AS uids
  FROM (SELECT n.uid, n.state, CASE WHEN n.due_on IS NOT NULL THEN $1 END AS due_on, CASE WHEN n.due_on IS NULL THEN n.review_on END AS review_on
        FROM rehabilitation.renewal n
        WHERE n.next_on <= $1 ORDER BY n.next_on, n.uid LIMIT $2::integer FOR NO KEY UPDATE SKIP LOCKED) AS due
  GROUP BY state, due_on, review_on ORDER BY state, due_on, review_on
)sql"};

inline constexpr Query kAdvanceRenewals{"renewal.advance", R"sql(
  UPDATE rehabilitation.renewal SET state = $2, next_on = $3 WHERE uid = ANY ($1::uuid[])
)sql"};

inline constexpr Query kRenewalAppointment{"renewal.set_appointment", R"sql(
  UPDATE rehabilitation.renewal SET appointment_uid = $2::uuid WHERE uid = $1::uuid
)sql"};

// Everybody who has a device and no day, no review and no reason; the answer is 0, or somebody is lost.
inline constexpr Query kLostPeople{"renewal.lost_people", R"sql(
  SELECT count(*) AS total FROM rehabilitation.device d LEFT JOIN rehabilitation.renewal r ON r.uid = d.uid
  WHERE d.state IN ('DEVICE_STATE_DELIVERED', 'DEVICE_STATE_IN_REPAIR')
    AND (r.uid IS NULL OR (r.due_on IS NULL AND r.review_on IS NULL AND r.stop_reason IS NULL)
         OR (r.next_on IS NULL AND r.state IN ('RENEWAL_STATE_WAITING', 'RENEWAL_STATE_TO_CALL', 'RENEWAL_STATE_REACHED')))
)sql"};

inline constexpr Query kDeviceLives{"forecast.lives", R"sql(
  SELECT device_class, minor, months, renewed, ended, in_use FROM rehabilitation.device_lives($1::text)
)sql"};

inline constexpr Query kDevicesInUse{"forecast.in_use", R"sql(
  SELECT institution, device_class, minor, months, devices FROM rehabilitation.devices_in_use($1::text, $2::text)
)sql"};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_RENEWAL_QUERIES_H_
