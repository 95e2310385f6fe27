// Statements about payment orders. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_ORDER_QUERIES_H_
#define SERVICES_PAYMENT_ORDER_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

// Orders that hold their instalments.
#define DAYAQ_STANDS " NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', 'PAYMENT_ORDER_STATE_CANCELLED') "

inline constexpr Query kOrder{"order.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentOrder} FROM payment.payment_order WHERE uid = $1::uuid
)sql"};

inline constexpr Query kOrdersToMove{"order.to_move", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentOrder} FROM payment.payment_order WHERE uid = ANY($1::uuid[]) ORDER BY uid LIMIT 10000
  FOR NO KEY UPDATE
)sql"};

// Orders that may not go to the state $2, locked with all others.
inline constexpr Query kImpossibleMoves{"order.impossible_moves", R"sql(
  WITH locked AS MATERIALIZED (
    SELECT uid, state FROM payment.payment_order WHERE uid = ANY($1::uuid[]) ORDER BY uid FOR NO KEY UPDATE
  )
  SELECT l.state FROM locked AS l
  WHERE l.state <> $2 AND NOT EXISTS (SELECT FROM payment.order_transition AS t WHERE t.from_state = l.state AND t.to_state = $2) LIMIT 1
)sql"};

inline constexpr Query kMoveOrders{"order.move", R"sql(
  UPDATE payment.payment_order SET state = $2, because = $3 WHERE uid = ANY($1::uuid[]) AND state <> $2
)sql"};

inline constexpr Query kOrderInstalments{"order.instalments", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentOrderInstalment} FROM payment.payment_order_instalment WHERE order_uid = $1::uuid
  ORDER BY period, instalment_uid LIMIT 5000
)sql"};

inline constexpr Query kOrderSteps{"order.steps", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentOrderStep} FROM payment.payment_order_step WHERE order_uid = $1::uuid ORDER BY uid LIMIT 1000
)sql"};

// $2 states or NULL, $3 behind that uid.
inline constexpr Query kOrdersOfRun{"order.of_run", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentOrder} FROM payment.payment_order
  WHERE run_uid = $1::uuid AND ($2::text[] IS NULL OR state = ANY($2::text[])) AND ($3::uuid IS NULL OR uid > $3::uuid)
  ORDER BY uid LIMIT $4::integer
)sql"};
inline constexpr Query kOrdersOfSurvivor{"order.of_survivor", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentOrder} FROM payment.payment_order
  WHERE survivor_uid = $1::uuid AND ($2::text[] IS NULL OR state = ANY($2::text[])) AND ($3::uuid IS NULL OR uid > $3::uuid)
  ORDER BY uid LIMIT $4::integer
)sql"};

// Entitlements of a register behind a uid, with what is due and in no order that stands, and what decides whether it is paid. $1
// the register, $2 a district or NULL, $3 behind that uid, $4 due until, $5 since when the payee's limit counts, $6 at most.
inline constexpr Query kPayables{"order.payables", R"sql(
  SELECT {columns:dayaq.payment.v1.Entitlement as e -explanation},
         (SELECT jsonb_agg(jsonb_build_object('uid', i.uid, 'period', i.period, 'amount_qepik', i.amount_qepik) ORDER BY i.period, i.sequence)
          FROM payment.instalment AS i
          WHERE i.entitlement_uid = e.uid AND i.due_on <= $4
            AND NOT EXISTS (SELECT FROM payment.payment_order_instalment AS p WHERE p.instalment_uid = i.uid AND p.live)
            -- Nor what a bank refused or sent back, until a person has answered.
            AND NOT EXISTS (SELECT FROM payment.payment_question AS q JOIN payment.payment_order_instalment AS p ON p.order_uid = q.order_uid
                            WHERE q.payee_uid = e.beneficiary_uid AND q.holds <> 'QUESTION_HOLD_NOTHING' AND p.instalment_uid = i.uid)) AS unpaid,
         (SELECT coalesce(sum(p.amount_qepik), 0)::bigint
          FROM payment.payment_question AS q JOIN payment.payment_order_instalment AS p ON p.order_uid = q.order_uid
          JOIN payment.payment_order AS o ON o.uid = q.order_uid
          WHERE q.payee_uid = e.beneficiary_uid AND q.holds <> 'QUESTION_HOLD_NOTHING' AND o.entitlement_uid = e.uid AND NOT p.live) AS asked,
         (SELECT coalesce(sum(o.recovered_qepik), 0)::bigint FROM payment.payment_order AS o
          WHERE o.entitlement_uid = e.uid AND o.state)sql" DAYAQ_STANDS R"sql() AS recovered,
         e.waiting, c.share_percent, c.smallest_left_qepik, c.waived_qepik,
         a.uid AS account_uid, (jsonb_array_length(coalesce(a.doubts, '[]')) > 0) AS in_doubt, a.answered_by, a.hold_until_time,
         (SELECT coalesce(sum(o.amount_qepik), 0)::bigint FROM payment.payment_order AS o
          WHERE o.payee_uid = e.beneficiary_uid AND o.create_time >= $5::timestamptz AND o.state)sql" DAYAQ_STANDS
                                                   R"sql() AS lately,
         EXISTS (SELECT FROM payment.payment_order AS o
                 WHERE o.payee_uid = e.beneficiary_uid AND o.state = 'PAYMENT_ORDER_STATE_HELD')
           OR EXISTS (SELECT FROM payment.payment_question AS q WHERE q.payee_uid = e.beneficiary_uid AND q.holds = 'QUESTION_HOLD_PAYEE') AS held
  FROM payment.entitlement AS e
  LEFT JOIN payment.payee_account AS a ON a.payee_uid = e.beneficiary_uid AND a.state = 'ACCOUNT_STATE_IN_USE'
  LEFT JOIN payment.recovery_plan AS c ON c.entitlement_uid = e.uid
  WHERE e.register = $1 AND ($2::text IS NULL OR e.district = $2) AND ($3::uuid IS NULL OR e.uid > $3::uuid)
  ORDER BY e.uid LIMIT $6::integer
)sql"};

inline constexpr Query kPayeesGone{"order.payees_gone", "SELECT payee_uid FROM survivor.payees_gone($1::uuid[]) LIMIT 20000"};

// What was paid for entitlements of records that go on in the records $1, and stands there no more: by period, below nothing; and,
// without a period, what was taken back of it already, and what a person waived of it. $2 due until.
inline constexpr Query kPaidElsewhere{"order.paid_elsewhere", R"sql(
  WITH gone_on AS MATERIALIZED (
    SELECT m.survivor_uid, e.uid, e.benefit, e.occasion_uid,
           CASE WHEN e.beneficiary_uid = m.merged_uid THEN m.survivor_uid ELSE e.beneficiary_uid END AS beneficiary_uid
    FROM survivor.merged_records($1::uuid[]) AS m JOIN payment.entitlement AS e ON e.survivor_uid = m.merged_uid
  )
  SELECT g.survivor_uid, g.benefit, g.occasion_uid, g.beneficiary_uid, i.period, sum(i.amount_qepik)::bigint AS amount_qepik,
         0::bigint AS waived_qepik
  FROM gone_on AS g JOIN payment.instalment AS i ON i.entitlement_uid = g.uid
  WHERE i.due_on <= $2 AND NOT EXISTS (SELECT FROM payment.payment_order_instalment AS p WHERE p.instalment_uid = i.uid AND p.live)
  GROUP BY g.survivor_uid, g.benefit, g.occasion_uid, g.beneficiary_uid, i.period HAVING sum(i.amount_qepik) < 0
  UNION ALL
  SELECT g.survivor_uid, g.benefit, g.occasion_uid, g.beneficiary_uid, NULL, sum(o.recovered_qepik)::bigint, 0
  FROM gone_on AS g JOIN payment.payment_order AS o ON o.entitlement_uid = g.uid
  WHERE o.recovered_qepik <> 0 AND o.state)sql" DAYAQ_STANDS R"sql(
  GROUP BY g.survivor_uid, g.benefit, g.occasion_uid, g.beneficiary_uid
  UNION ALL
  SELECT g.survivor_uid, g.benefit, g.occasion_uid, g.beneficiary_uid, NULL, 0, p.waived_qepik
  FROM gone_on AS g JOIN payment.recovery_plan AS p ON p.entitlement_uid = g.uid WHERE p.waived_qepik > 0
  LIMIT 100000
)sql"};

// What collecting leaves behind: orders, their instalments, and what was left out. An order gets its UETR here and keeps it.
inline constexpr Query kAddOrders{"order.add", R"sql(
  WITH proposed AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::payment.payment_order, $1::json)
  ), orders AS (
    INSERT INTO payment.payment_order ({writable:dayaq.payment.v1.PaymentOrder -etag -uetr -file_uid -create_time -update_time}, uetr)
    SELECT {writable:dayaq.payment.v1.PaymentOrder as p -etag -uetr -file_uid -create_time -update_time}, gen_random_uuid() FROM proposed AS p
  ), parts AS (
    INSERT INTO payment.payment_order_instalment ({writable:dayaq.payment.v1.PaymentOrderInstalment}, register, district, institution)
    SELECT {writable:dayaq.payment.v1.PaymentOrderInstalment as i}, p.register, p.district, p.institution
    FROM json_populate_recordset(NULL::payment.payment_order_instalment, $2::json) AS i JOIN proposed AS p ON p.uid = i.order_uid
  )
  INSERT INTO payment.run_omission ({writable:dayaq.payment.v1.RunOmission})
  SELECT {writable:dayaq.payment.v1.RunOmission} FROM json_populate_recordset(NULL::payment.run_omission, $3::json)
)sql"};

inline constexpr Query kReadyOrders{"order.ready", R"sql(
  UPDATE payment.payment_order SET state = 'PAYMENT_ORDER_STATE_READY', because = 'run'
  WHERE run_uid = $1::uuid AND state = 'PAYMENT_ORDER_STATE_PROPOSED'
)sql"};

inline constexpr Query kCancelOrders{"order.cancel", R"sql(
  UPDATE payment.payment_order SET state = 'PAYMENT_ORDER_STATE_CANCELLED', because = 'run'
  WHERE run_uid = $1::uuid AND state IN ('PAYMENT_ORDER_STATE_PROPOSED', 'PAYMENT_ORDER_STATE_HELD')
)sql"};

// Some period of the order o waits, since its amount is only assumed by now.
#define DAYAQ_PAYS_WHAT_WAITS                                                                                                   \
  "(e.waiting IS NOT NULL AND EXISTS (SELECT FROM payment.payment_order_instalment AS p, jsonb_array_elements(e.waiting) AS w " \
  "WHERE p.order_uid = o.uid AND p.live AND p.period BETWEEN w ->> 'first_period' AND w ->> 'last_period')) "

// The last look before orders of one file leave: accounts that are not in use or in doubt by now, and entitlements that may not be
// paid any more. They are given up; what they pay is due again. $1 the run, $2 the number of the file, $3 payees who are gone.
inline constexpr Query kGiveUpOrders{"order.give_up", R"sql(
  UPDATE payment.payment_order AS o
  SET state = 'PAYMENT_ORDER_STATE_CANCELLED',
      because = CASE WHEN o.payee_uid = ANY($3::uuid[]) THEN 'payee-gone' WHEN NOT e.releasable OR e.example THEN 'not-releasable'
                     WHEN e.suspended THEN 'suspended'
                     WHEN EXISTS (SELECT FROM payment.payment_question AS q WHERE q.payee_uid = o.payee_uid AND q.holds = 'QUESTION_HOLD_PAYEE')
                     THEN 'question'
                     WHEN )sql" DAYAQ_PAYS_WHAT_WAITS R"sql( THEN 'not-releasable' ELSE 'account' END
  FROM payment.payee_account AS a, payment.entitlement AS e
  WHERE a.uid = o.account_uid AND e.uid = o.entitlement_uid AND o.run_uid = $1::uuid AND o.file_number = $2::integer
    AND o.state = 'PAYMENT_ORDER_STATE_READY'
    AND (a.state <> 'ACCOUNT_STATE_IN_USE' OR (jsonb_array_length(coalesce(a.doubts, '[]')) > 0 AND a.answered_by IS NULL)
         OR NOT e.releasable OR e.example OR e.suspended OR o.payee_uid = ANY($3::uuid[])
         OR EXISTS (SELECT FROM payment.payment_question AS q WHERE q.payee_uid = o.payee_uid AND q.holds = 'QUESTION_HOLD_PAYEE')
         OR )sql" DAYAQ_PAYS_WHAT_WAITS R"sql()
)sql"};

inline constexpr Query kPayeesOfFile{"order.payees_of_file", R"sql(
  SELECT DISTINCT payee_uid FROM payment.payment_order
  WHERE run_uid = $1::uuid AND file_number = $2::integer AND state = 'PAYMENT_ORDER_STATE_READY' LIMIT 100000
)sql"};

// Orders of one file that are to leave, or that left in it ($3 its uid).
inline constexpr Query kSumOfFile{"order.sum_of_file", R"sql(
  SELECT count(*) AS orders, coalesce(sum(amount_qepik), 0)::bigint AS total_qepik FROM payment.payment_order
  WHERE run_uid = $1::uuid AND file_number = $2::integer
    AND CASE WHEN $3::uuid IS NULL THEN state = 'PAYMENT_ORDER_STATE_READY' ELSE file_uid = $3::uuid END
)sql"};

inline constexpr Query kOrdersOfFile{"order.of_file", R"sql(
  SELECT uid, account_uid, amount_qepik, purpose, remittance, uetr FROM payment.payment_order
  WHERE run_uid = $1::uuid AND file_number = $2::integer
    AND CASE WHEN $3::uuid IS NULL THEN state = 'PAYMENT_ORDER_STATE_READY' ELSE file_uid = $3::uuid END
    AND ($4::uuid IS NULL OR uid > $4::uuid)
  ORDER BY uid LIMIT $5::integer
)sql"};

inline constexpr Query kSendOrders{"order.send", R"sql(
  UPDATE payment.payment_order SET state = 'PAYMENT_ORDER_STATE_SENT', because = 'file', file_uid = $3::uuid
  WHERE run_uid = $1::uuid AND file_number = $2::integer AND state = 'PAYMENT_ORDER_STATE_READY'
)sql"};

inline constexpr Query kHasReady{"order.has_ready", R"sql(
  SELECT EXISTS (SELECT FROM payment.payment_order WHERE run_uid = $1::uuid AND state = 'PAYMENT_ORDER_STATE_READY') AS ready
)sql"};

#undef DAYAQ_PAYS_WHAT_WAITS
#undef DAYAQ_STANDS

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ORDER_QUERIES_H_
