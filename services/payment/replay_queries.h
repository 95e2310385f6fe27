// All statements about making decisions once more. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_REPLAY_QUERIES_H_
#define SERVICES_PAYMENT_REPLAY_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

// With the facts they were made from. $2 one of them; NULL: the newest 100.
inline constexpr Query kKept{"replay.kept", R"sql(
  SELECT {columns:dayaq.payment.v1.Assessment} FROM payment.assessment
  WHERE entitlement_uid = $1::uuid AND ($2::uuid IS NULL OR uid = $2::uuid) ORDER BY uid DESC LIMIT 100
)sql"};

// The rules of these benefits in these versions, side by side.
inline constexpr Query kRulesOf{"replay.rules", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitRule as r} FROM unnest($1::text[], $2::text[]) AS w(benefit, version)
    JOIN payment.benefit_rule AS r ON r.benefit = w.benefit AND r.version = w.version::integer LIMIT 1000
)sql"};

// What is known of a person within the caller's reach.
inline constexpr Query kFactsWithinReach{"why_not.facts", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitFacts} FROM survivor.facts_within_reach($1::uuid) LIMIT 1
)sql"};

// The person's entitlements, without their instalments.
inline constexpr Query kEntitlementsOf{"why_not.entitlements", R"sql(
  SELECT {columns:dayaq.payment.v1.Entitlement -explanation} FROM payment.entitlement WHERE survivor_uid = $1::uuid LIMIT 500
)sql"};

// The accounts that the people $1 are paid to.
inline constexpr Query kAccountsOf{"why_not.accounts", R"sql(
  SELECT a.payee_uid, a.hold_until_time, a.doubts IS NOT NULL AND a.answered_by IS NULL AS in_doubt FROM payment.payee_account AS a
  WHERE a.payee_uid = ANY($1::uuid[]) AND a.state = 'ACCOUNT_STATE_IN_USE' LIMIT 500
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_REPLAY_QUERIES_H_
