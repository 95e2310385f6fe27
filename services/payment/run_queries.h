// Statements about payment runs and their files. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_RUN_QUERIES_H_
#define SERVICES_PAYMENT_RUN_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

inline constexpr Query kRun{"run.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentRun} FROM payment.payment_run WHERE uid = $1::uuid
)sql"};

inline constexpr Query kRunToChange{"run.to_change", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentRun} FROM payment.payment_run WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 states or NULL, $2 behind that uid. Newest first.
inline constexpr Query kRuns{"run.list", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentRun} FROM payment.payment_run
  WHERE ($1::text[] IS NULL OR state = ANY($1::text[])) AND ($2::uuid IS NULL OR uid < $2::uuid) ORDER BY uid DESC LIMIT $3::integer
)sql"};

// One at a time is collected in a register.
inline constexpr Query kIsCollecting{"run.is_collecting", R"sql(
  SELECT EXISTS (SELECT FROM payment.payment_run WHERE register = $1 AND state = 'PAYMENT_RUN_STATE_COLLECTING') AS collecting
)sql"};

inline constexpr Query kIsReconciliationOpen{"run.is_reconciliation_open", "SELECT payment.reconciliation_open() AS open"};

inline constexpr Query kIsRestoreOpen{"run.is_restore_open", "SELECT payment.restore_open() AS open"};

// What runs say of themselves (number, steps, sums) is the database's to say.
inline constexpr Query kAddRun{"run.add", R"sql(
  INSERT INTO payment.payment_run (uid, register, district, institution, execute_on, due_until, source_account, source, state, orders_per_file)
  SELECT uid, register, coalesce(district, ''), institution, execute_on, due_until, source_account, source, state, orders_per_file
  FROM json_populate_recordset(NULL::payment.payment_run, $1::json)
)sql"};

inline constexpr Query kStepRun{"run.step", "UPDATE payment.payment_run SET state = $2 WHERE uid = $1::uuid"};

inline constexpr Query kApproveRun{"run.approve", R"sql(
  UPDATE payment.payment_run SET state = 'PAYMENT_RUN_STATE_APPROVED', available_qepik = $2::bigint, funds_document = $3 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kRejectRun{"run.reject", R"sql(
  UPDATE payment.payment_run SET state = 'PAYMENT_RUN_STATE_REJECTED', reject_reason = $2 WHERE uid = $1::uuid
)sql"};

// How far collecting is.
inline constexpr Query kAdvanceRun{"run.advance", R"sql(
  UPDATE payment.payment_run
  SET cursor_uid = $2::uuid, orders = $3::integer, total_qepik = $4::bigint, omitted = $5::integer, state = $6 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kSumOfOfficer{"run.sum_of_officer", "SELECT payment.sum_of_officer($1::timestamptz) AS sum"};
inline constexpr Query kPaysOwnChange{"run.pays_own_change", "SELECT payment.pays_own_change($1::uuid) AS own"};

inline constexpr Query kFile{"file.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentFile} FROM payment.payment_file WHERE uid = $1::uuid
)sql"};

inline constexpr Query kFilesOfRun{"file.of_run", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentFile} FROM payment.payment_file WHERE run_uid = $1::uuid ORDER BY number LIMIT 1000
)sql"};

inline constexpr Query kAddFile{"file.add", R"sql(
  INSERT INTO payment.payment_file ({writable:dayaq.payment.v1.PaymentFile -create_time -district}, district)
  SELECT {writable:dayaq.payment.v1.PaymentFile -create_time -district}, coalesce(district, '') FROM json_populate_recordset(NULL::payment.payment_file, $1::json)
)sql"};

// What a run left out. $2 reasons or NULL, $3 behind that entitlement.
inline constexpr Query kOmissions{"run.omissions", R"sql(
  SELECT {columns:dayaq.payment.v1.RunOmission} FROM payment.run_omission
  WHERE run_uid = $1::uuid AND ($2::text[] IS NULL OR reason = ANY($2::text[])) AND ($3::uuid IS NULL OR entitlement_uid > $3::uuid)
  ORDER BY entitlement_uid LIMIT $4::integer
)sql"};

inline constexpr Query kCountOmissions{"run.count_omissions", R"sql(
  SELECT reason, count(*) AS count, sum(amount_qepik)::bigint AS total_qepik FROM payment.run_omission WHERE run_uid = $1::uuid
  GROUP BY reason ORDER BY reason LIMIT 50
)sql"};

// Orders that stand of the month before the run's, by entitlement, beside those of the run. $1 the run, $2 and $3 first and last
// day of that month, $4 its register, $5 its district or NULL.
#define DAYAQ_BESIDE_LAST_MONTH                                                                                                  \
  "WITH now AS (SELECT o.entitlement_uid, o.survivor_uid, o.benefit, o.amount_qepik FROM payment.payment_order AS o "            \
  "             WHERE o.run_uid = $1::uuid AND o.state <> 'PAYMENT_ORDER_STATE_CANCELLED'), "                                    \
  "before AS (SELECT o.entitlement_uid, o.survivor_uid, o.benefit, sum(o.amount_qepik)::bigint AS amount_qepik "                 \
  "           FROM payment.payment_run AS r JOIN payment.payment_order AS o ON o.run_uid = r.uid "                               \
  "           WHERE r.register = $4 AND r.execute_on BETWEEN $2 AND $3 AND r.uid <> $1::uuid "                                   \
  "             AND ($5::text IS NULL OR o.district = $5) "                                                                      \
  "             AND o.state NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', "                            \
  "'PAYMENT_ORDER_STATE_CANCELLED') "                                                                                            \
  "           GROUP BY 1, 2, 3), "                                                                                               \
  "beside AS (SELECT entitlement_uid, coalesce(n.survivor_uid, b.survivor_uid) AS survivor_uid, coalesce(n.benefit, b.benefit) " \
  "AS benefit, "                                                                                                                 \
  "                  n.amount_qepik AS amount, b.amount_qepik AS before "                                                        \
  "           FROM now AS n FULL JOIN before AS b USING (entitlement_uid)) "

inline constexpr Query kPreviewBenefits{
    "run.preview_benefits", DAYAQ_BESIDE_LAST_MONTH
    "SELECT benefit, count(amount) AS orders, coalesce(sum(amount), 0)::bigint AS total_qepik, count(before) AS orders_before,"
    " coalesce(sum(before), 0)::bigint AS total_before_qepik, count(*) FILTER (WHERE before IS NULL) AS new_ones,"
    " count(*) FILTER (WHERE amount IS NULL) AS gone, count(*) FILTER (WHERE amount <> before) AS changed "
    "FROM beside GROUP BY benefit ORDER BY benefit LIMIT 1000"};

// $6 which changes or NULL, $7 behind that entitlement, $8 at most.
inline constexpr Query kPreviewDifferences{
    "run.preview_differences", DAYAQ_BESIDE_LAST_MONTH
    "SELECT d.* FROM (SELECT entitlement_uid, survivor_uid, benefit, coalesce(amount, 0) AS amount_qepik, coalesce(before, 0) AS "
    "before_qepik,"
    " CASE WHEN before IS NULL THEN 'RUN_CHANGE_NEW' WHEN amount IS NULL THEN 'RUN_CHANGE_GONE' ELSE 'RUN_CHANGE_AMOUNT' END AS "
    "change "
    "FROM beside WHERE amount IS DISTINCT FROM before) AS d "
    "WHERE ($6::text[] IS NULL OR d.change = ANY($6::text[])) AND ($7::uuid IS NULL OR d.entitlement_uid > $7::uuid) "
    "ORDER BY d.entitlement_uid LIMIT $8::integer"};

#undef DAYAQ_BESIDE_LAST_MONTH

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RUN_QUERIES_H_
