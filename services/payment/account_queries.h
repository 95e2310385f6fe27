// Statements about accounts of payees. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_ACCOUNT_QUERIES_H_
#define SERVICES_PAYMENT_ACCOUNT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

#define DAYAQ_ACCOUNT_ROWS                                                                         \
  "SELECT {columns:dayaq.payment.v1.PayeeAccount as a} {keys:dayaq.payment.v1.PayeeAccount as k} " \
  "FROM payment.payee_account AS a "                                                               \
  "{join:dayaq.payment.v1.PayeeAccount LEFT JOIN payment.person_key AS k ON k.uid = a.uid} "

inline constexpr Query kAccount{"account.by_uid", DAYAQ_ACCOUNT_ROWS "WHERE a.uid = $1::uuid"};
inline constexpr Query kAccounts{"account.by_uids", DAYAQ_ACCOUNT_ROWS "WHERE a.uid = ANY($1::uuid[]) LIMIT 10000"};

// Whoever answers for an account sees nothing of what is sealed; these columns are enough to decide by.
inline constexpr Query kAccountToChange{"account.to_change", R"sql(
  SELECT uid, etag, survivor_uid, payee_uid, state, doubts, set_by, answered_by, register, district, institution, create_time, update_time
  FROM payment.payee_account WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 former ones too, $2 only in doubt, $3 behind that uid, $4 at most. Newest first.
#define DAYAQ_ACCOUNT_PAGE                                                                                                    \
  "AND ($1::boolean OR a.state = 'ACCOUNT_STATE_IN_USE') AND (NOT $2::boolean OR (a.doubts IS NOT NULL AND a.answered_by IS " \
  "NULL)) "                                                                                                                   \
  "AND ($3::uuid IS NULL OR a.uid < $3::uuid) ORDER BY a.uid DESC LIMIT $4::integer"

inline constexpr Query kAllAccounts{"account.list", DAYAQ_ACCOUNT_ROWS "WHERE true " DAYAQ_ACCOUNT_PAGE};
inline constexpr Query kAccountsOfSurvivor{"account.of_survivor",
                                           DAYAQ_ACCOUNT_ROWS "WHERE a.survivor_uid = $5::uuid " DAYAQ_ACCOUNT_PAGE};
// By the keyed token of the number, in any register of the caller; with or without a survivor.
inline constexpr Query kAccountsByNumber{
    "account.by_number", DAYAQ_ACCOUNT_ROWS
    "WHERE a.uid IN (SELECT t.payee_account_uid FROM payment.token AS t WHERE t.kind = 'iban' AND t.token = $5::bytea) "
    "AND ($6::uuid IS NULL OR a.survivor_uid = $6::uuid) " DAYAQ_ACCOUNT_PAGE};

#undef DAYAQ_ACCOUNT_PAGE
#undef DAYAQ_ACCOUNT_ROWS

// $1 survivor, $2 payee, $3 guardian, $4 tokens of the holder's name.
inline constexpr Query kPayeeFacts{"account.payee_facts", R"sql(
  SELECT survivor_uid, register, district, institution, payee_known, payee_dead, guardian_known, name_known, name_alike,
         payee_of_age_on, guardian_relation, guardian_of_survivor
  FROM survivor.payee_for_account($1::uuid, $2::uuid, $3::uuid, $4::bytea[])
)sql"};

inline constexpr Query kIsShared{"account.is_shared", "SELECT payment.note_shared_account('iban', $1::bytea, $2::uuid) AS shared"};
inline constexpr Query kIsPaydayNear{"account.payday_near", "SELECT payment.payday_near($1::uuid) AS payday_near"};

inline constexpr Query kReplaceAccount{"account.replace", R"sql(
  UPDATE payment.payee_account SET state = 'ACCOUNT_STATE_REPLACED' WHERE payee_uid = $1::uuid AND state = 'ACCOUNT_STATE_IN_USE'
)sql"};

// $1 the account, $2 its key, $3 its tokens.
inline constexpr Query kAddAccount{"account.add", R"sql(
  WITH account AS (
    INSERT INTO payment.payee_account ({writable:dayaq.payment.v1.PayeeAccount -etag -create_time -update_time -set_by -answered_by})
    SELECT {writable:dayaq.payment.v1.PayeeAccount -etag -create_time -update_time -set_by -answered_by}
    FROM json_populate_recordset(NULL::payment.payee_account, $1::json)
  ), keys AS (
    INSERT INTO payment.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $4, $5, $6 FROM json_populate_recordset(NULL::payment.person_key, $2::json)
  )
  INSERT INTO payment.token (kind, token, payee_account_uid, register, district, institution)
  SELECT kind, token, payee_account_uid, $4, $5, $6 FROM json_populate_recordset(NULL::payment.token, $3::json)
)sql"};

inline constexpr Query kCloseAccount{"account.close", R"sql(
  UPDATE payment.payee_account SET state = 'ACCOUNT_STATE_CLOSED' WHERE uid = $1::uuid
)sql"};

// Who answers, the database says.
inline constexpr Query kAnswerAccount{"account.answer", R"sql(
  UPDATE payment.payee_account SET answered_by = $2::uuid WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ACCOUNT_QUERIES_H_
