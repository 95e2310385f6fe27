// Statements on reviews of benefits that may depend on income. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_INCOME_QUERIES_H_
#define SERVICES_PAYMENT_INCOME_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

// Whose work it is, since when and until when; see db/deploy/employment.sql.
inline constexpr Query kWorkOf{"income_review.work_of", R"sql(
  SELECT survivor_uid, person_uid, starts_on, ended_on FROM employment.work_of($1::uuid)
)sql"};
// Entitlements of the record $1 to these benefits ($2) that the person $3 receives or rests on.
inline constexpr Query kEntitlementsToReview{"income_review.entitlements", R"sql(
  SELECT e.uid AS entitlement_uid, e.survivor_uid, e.beneficiary_uid, e.benefit, e.register, e.district, e.institution
  FROM payment.entitlement AS e
  WHERE e.survivor_uid = $1::uuid AND e.benefit = ANY ($2::text[]) AND e.state = 'ENTITLEMENT_STATE_ACTIVE' AND NOT e.example
    AND (e.beneficiary_uid = $3::uuid OR e.survivor_uid = $3::uuid) ORDER BY e.uid LIMIT 200
)sql"};
// Told once, however often it is heard: answers those that are new.
inline constexpr Query kOpenIncomeReviews{"income_review.open", R"sql(
  INSERT INTO payment.income_review (uid, survivor_uid, entitlement_uid, beneficiary_uid, benefit, placement_uid, change, changed_on, told_on,
                                     not_before, state, register, district, institution)
  SELECT uid, survivor_uid, entitlement_uid, beneficiary_uid, benefit, placement_uid, change, changed_on, told_on, not_before, state, register,
         district, institution
  FROM json_populate_recordset(NULL::payment.income_review, $1::json)
  ON CONFLICT ON CONSTRAINT income_review_once DO NOTHING RETURNING uid
)sql"};

inline constexpr Query kIncomeReview{"income_review.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.IncomeReview} FROM payment.income_review WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockIncomeReview{"income_review.lock", R"sql(
  SELECT uid FROM payment.income_review WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
// $1 of this record or NULL, $2 only open ones, $3 behind that uid. Oldest first.
inline constexpr Query kIncomeReviews{"income_review.list", R"sql(
  SELECT {columns:dayaq.payment.v1.IncomeReview} FROM payment.income_review
  WHERE ($1::uuid IS NULL OR survivor_uid = $1::uuid) AND (NOT $2::boolean OR state = 'INCOME_REVIEW_STATE_OPEN')
    AND ($3::uuid IS NULL OR uid > $3::uuid)
  ORDER BY uid LIMIT $4::integer
)sql"};
inline constexpr Query kSettleIncomeReview{"income_review.settle", R"sql(
  UPDATE payment.income_review SET state = $2, document = $3 WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_INCOME_QUERIES_H_
