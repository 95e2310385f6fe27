// Statements about referrals and their parties. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_REFERRAL_QUERIES_H_
#define SERVICES_SURVIVOR_REFERRAL_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"

namespace dayaq::survivor {

inline constexpr Query kRecordUids{"referral.record_uids", R"sql(
  SELECT uid FROM survivor.survivor WHERE uid = $1::uuid OR merged_into_uid = $1::uuid LIMIT 100
)sql"};

inline constexpr Query kInstitutionKind{"referral.institution_kind", R"sql(
  SELECT kind FROM access.institution WHERE code = $1 AND closed_time IS NULL
)sql"};

inline constexpr Query kIsInstitutionKind{"referral.is_institution_kind", R"sql(
  SELECT EXISTS (SELECT FROM access.institution WHERE kind = $1 AND closed_time IS NULL) AS known
)sql"};

// The row goes to another institution, where this caller adds nothing: a function puts it there and checks once more.
inline constexpr Query kSendReferral{"referral.send", R"sql(
  WITH keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $4, $5, $6 FROM json_populate_recordset(NULL::survivor.person_key, $3::json)
  )
  SELECT survivor.send_referral(($1::jsonb) -> 0, ($2::jsonb) -> 0)
)sql"};

inline constexpr Query kWithdrawReferral{"referral.withdraw", R"sql(
  SELECT survivor.withdraw_referral($1::uuid, $2::bigint) AS done
)sql"};

// $1 one of them, $2 a person, $3 states, $4 only late ones, $5 behind that uid, $6 at most so many; NULL leaves a condition out.
inline constexpr Query kFollowed{"referral.followed", R"sql(
  SELECT * FROM survivor.followed_referrals($1::uuid, $2::uuid, $3::text[], $4::boolean, $5::uuid, $6::integer)
)sql"};

inline constexpr Query kCountFollowed{"referral.count_followed", R"sql(
  SELECT survivor.count_followed_referrals($1::uuid, $2::text[], $3::boolean) AS total
)sql"};

inline constexpr Query kReceivedReferral{"referral.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Referral} FROM survivor.referral WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockReceivedReferral{"referral.lock", R"sql(
  SELECT uid FROM survivor.referral WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// The key is that of a person whose record this caller need not see: lent for the sheet.
inline constexpr Query kReferralSheet{"referral.sheet", R"sql(
  SELECT {columns:dayaq.survivor.v1.ReferralSheet as h} {keys:dayaq.survivor.v1.ReferralSheet as k}
  FROM survivor.referral_sheet AS h
       {join:dayaq.survivor.v1.ReferralSheet LEFT JOIN LATERAL survivor.sheet_key(h.uid) AS k ON true}
  WHERE h.uid = $1::uuid
)sql"};

// $1 the institution it was sent to, $2 a person, $3 states, $4 only late ones; NULL leaves a condition out.
#define DAYAQ_REFERRAL_FILTER                                                                           \
  " ($1::text IS NULL OR r.institution = $1::text) AND ($2::uuid IS NULL OR r.survivor_uid = $2::uuid)" \
  " AND ($3::text[] IS NULL OR r.state = ANY($3::text[])) AND (NOT $4::boolean OR r.overdue IS NOT NULL) "

inline constexpr Query kReceivedReferrals{
    "referral.list",
    "SELECT {columns:dayaq.survivor.v1.Referral as r} FROM survivor.referral AS r "
    "WHERE" DAYAQ_REFERRAL_FILTER
    "AND r.uid < coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY r.uid DESC LIMIT $6::integer"};

inline constexpr Query kCountReceivedReferrals{"referral.count",
                                               DAYAQ_COUNT_UP_TO_1000(" FROM survivor.referral AS r WHERE" DAYAQ_REFERRAL_FILTER)};

#undef DAYAQ_REFERRAL_FILTER

inline constexpr Query kStepReferral{"referral.step", R"sql(
  UPDATE survivor.referral AS r
  SET state = n.state, overdue = n.overdue, seen_time = n.seen_time, answer_time = n.answer_time, close_time = n.close_time,
      refusal = n.refusal, outcome = n.outcome, answer_words = n.answer_words
  FROM json_populate_recordset(NULL::survivor.referral, $1::json) AS n WHERE r.uid = n.uid
)sql"};

// What time does to it.
inline constexpr Query kWatchReferral{"referral.watch", R"sql(
  UPDATE survivor.referral AS r SET state = n.state, overdue = n.overdue, close_time = n.close_time
  FROM json_populate_recordset(NULL::survivor.referral, $1::json) AS n WHERE r.uid = n.uid
)sql"};

inline constexpr Query kEndConsent{"referral.end_consent", R"sql(
  SELECT uid FROM survivor.end_consent($1::uuid)
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REFERRAL_QUERIES_H_
