// Statements about consents. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_CONSENT_QUERIES_H_
#define SERVICES_SURVIVOR_CONSENT_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

inline constexpr Query kConsent{"consent.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Consent as c} {keys:dayaq.survivor.v1.Consent as k}
  FROM survivor.consent AS c {join:dayaq.survivor.v1.Consent LEFT JOIN survivor.person_key AS k ON k.uid = c.survivor_uid}
  WHERE c.uid = $1::uuid
)sql"};

inline constexpr Query kLockConsent{"consent.lock", R"sql(
  SELECT uid FROM survivor.consent WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 the record, $2 purposes or NULL, $3 only those that hold on the day $4.
#define DAYAQ_CONSENT_FILTER                                                                                        \
  " c.survivor_uid =" DAYAQ_RECORD_UIDS                                                                             \
  "AND ($2::text[] IS NULL OR c.purpose = ANY($2::text[]))"                                                         \
  " AND (NOT $3::boolean OR (c.withdrawn_time IS NULL AND $4::text BETWEEN c.given_on AND coalesce(c.valid_until, " \
  "'9999-12-31'))) "

inline constexpr Query kConsentsOfRecord{
    "consent.list",
    "SELECT {columns:dayaq.survivor.v1.Consent as c} {keys:dayaq.survivor.v1.Consent as k} FROM survivor.consent AS c "
    "{join:dayaq.survivor.v1.Consent LEFT JOIN survivor.person_key AS k ON k.uid = c.survivor_uid} WHERE" DAYAQ_CONSENT_FILTER
    "AND c.uid < coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY c.uid DESC LIMIT $6::integer"};

inline constexpr Query kCountConsentsOfRecord{"consent.count",
                                              DAYAQ_COUNT_UP_TO_1000(" FROM survivor.consent AS c WHERE" DAYAQ_CONSENT_FILTER)};

#undef DAYAQ_CONSENT_FILTER

// $2 is a key that was made now; where the record lies, the consent says.
inline constexpr Query kAddConsent{"consent.add", R"sql(
  WITH keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $3, $4, $5 FROM json_populate_recordset(NULL::survivor.person_key, $2::json)
  )
  INSERT INTO survivor.consent ({writable:dayaq.survivor.v1.Consent})
  SELECT {writable:dayaq.survivor.v1.Consent} FROM json_populate_recordset(NULL::survivor.consent, $1::json)
)sql"};

// What rests on it is closed by the database in the same moment.
inline constexpr Query kWithdrawConsent{"consent.withdraw", R"sql(
  UPDATE survivor.consent SET withdrawn_time = now(), withdrawn_by = $2, withdrawal_reason = $3 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kReferralsOnConsent{"consent.referrals", R"sql(
  SELECT uid, closed FROM survivor.referrals_on($1::uuid)
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CONSENT_QUERIES_H_
