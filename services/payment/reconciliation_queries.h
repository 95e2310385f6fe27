// All statements about the reconciliation of days. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_RECONCILIATION_QUERIES_H_
#define SERVICES_PAYMENT_RECONCILIATION_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

// Whoever reckons or closes the same day waits.
inline constexpr Query kLockDay{"reconciliation.lock_day", R"sql(
  SELECT pg_advisory_xact_lock(hashtextextended('payment.reconciliation/' || $1, 0)) IS NULL AS locked
)sql"};

inline constexpr Query kDay{"reconciliation.day", R"sql(
  SELECT {columns:dayaq.payment.v1.Reconciliation} FROM payment.reconciliation WHERE day = $1
)sql"};

// Orders that were sent, by the day they were for: of runs whose files were made. A run that is wide open to a bank's answer has
// few states.
#define DAYAQ_SENT_ORDERS                                                               \
  " FROM payment.payment_run AS r JOIN payment.payment_order AS o ON o.run_uid = r.uid" \
  " WHERE r.register = ANY ($2::text[]) AND r.execute_on = $1 AND o.file_uid IS NOT NULL"

inline constexpr Query kOrderedSums{
    "reconciliation.ordered_sums",
    "SELECT count(*) AS ordered, coalesce(sum(o.amount_qepik), 0)::bigint AS ordered_qepik,"
    " count(*) FILTER (WHERE o.state IN ('PAYMENT_ORDER_STATE_ACCEPTED', 'PAYMENT_ORDER_STATE_SETTLED',"
    " 'PAYMENT_ORDER_STATE_RETURNED')) AS accepted,"
    " coalesce(sum(o.amount_qepik) FILTER (WHERE o.state IN ('PAYMENT_ORDER_STATE_ACCEPTED',"
    " 'PAYMENT_ORDER_STATE_SETTLED', 'PAYMENT_ORDER_STATE_RETURNED')), 0)::bigint AS accepted_qepik" DAYAQ_SENT_ORDERS};

inline constexpr Query kMovedSums{"reconciliation.moved_sums", R"sql(
  SELECT count(*) FILTER (WHERE l.kind = 'BANK_LINE_KIND_OUT') AS moved,
         coalesce(sum(l.amount_qepik) FILTER (WHERE l.kind = 'BANK_LINE_KIND_OUT'), 0)::bigint AS moved_qepik,
         count(*) FILTER (WHERE l.kind = 'BANK_LINE_KIND_BACK') AS returned,
         coalesce(sum(l.amount_qepik) FILTER (WHERE l.kind = 'BANK_LINE_KIND_BACK'), 0)::bigint AS returned_qepik
  FROM payment.bank_line AS l WHERE l.booked_on = $1
)sql"};

// Orders of the day that did not simply move on it, and how many there are.
#define DAYAQ_ODD_ORDERS                                                                             \
  DAYAQ_SENT_ORDERS                                                                                  \
  " AND (o.state <> 'PAYMENT_ORDER_STATE_SETTLED' OR NOT EXISTS (SELECT FROM payment.bank_line AS l" \
  " WHERE l.order_uid = o.uid AND l.kind = 'BANK_LINE_KIND_OUT' AND l.booked_on = $1))"
inline constexpr Query kOddOrders{
    "reconciliation.odd_orders",
    "SELECT o.uid, o.amount_qepik, o.state, m.moved, m.moved_on FROM (SELECT o.uid, o.amount_qepik, o.state" DAYAQ_ODD_ORDERS
    " ORDER BY o.uid LIMIT $3::integer) AS o,"
    " LATERAL (SELECT count(*) AS moved, min(l.booked_on) AS moved_on FROM payment.bank_line AS l"
    " WHERE l.order_uid = o.uid AND l.kind = 'BANK_LINE_KIND_OUT') AS m ORDER BY o.uid"};
inline constexpr Query kCountOddOrders{"reconciliation.count_odd_orders", "SELECT count(*) AS total" DAYAQ_ODD_ORDERS};
#undef DAYAQ_ODD_ORDERS
#undef DAYAQ_SENT_ORDERS

// Movements of the day that are not simply the one movement of an order for the day.
#define DAYAQ_ODD_LINES                                                                                                          \
  " FROM (SELECT l.uid, l.order_uid, l.kind, l.match, l.amount_qepik, r.execute_on AS ordered_for,"                              \
  " EXISTS (SELECT FROM payment.bank_line AS before WHERE before.order_uid = l.order_uid AND before.kind = 'BANK_LINE_KIND_OUT'" \
  " AND (before.booked_on, before.line_hash) < (l.booked_on, l.line_hash)) AS repeated"                                          \
  " FROM payment.bank_line AS l LEFT JOIN payment.payment_order AS o ON o.uid = l.order_uid"                                     \
  " LEFT JOIN payment.payment_run AS r ON r.uid = o.run_uid"                                                                     \
  " WHERE l.booked_on = $1 AND l.kind IN ('BANK_LINE_KIND_OUT', 'BANK_LINE_KIND_BACK')) AS l"                                    \
  " WHERE l.kind = 'BANK_LINE_KIND_BACK' OR l.match <> 'BANK_LINE_MATCH_ORDER' OR l.repeated OR l.ordered_for IS DISTINCT FROM $1"
inline constexpr Query kOddLines{
    "reconciliation.odd_lines",
    "SELECT l.uid, l.order_uid, l.kind, l.match, l.amount_qepik, l.ordered_for, l.repeated" DAYAQ_ODD_LINES
    " ORDER BY l.uid LIMIT $2::integer"};
inline constexpr Query kCountOddLines{"reconciliation.count_odd_lines", "SELECT count(*) AS total" DAYAQ_ODD_LINES};
#undef DAYAQ_ODD_LINES

inline constexpr Query kAddDay{"reconciliation.add", R"sql(
  INSERT INTO payment.reconciliation (uid, day, state) VALUES ($1::uuid, $2, 'RECONCILIATION_STATE_OPEN')
  ON CONFLICT ON CONSTRAINT reconciliation_day DO NOTHING
)sql"};

inline constexpr Query kKeepDay{"reconciliation.keep", R"sql(
  UPDATE payment.reconciliation AS r
  SET (ordered, ordered_qepik, accepted, accepted_qepik, moved, moved_qepik, returned, returned_qepik, differences, difference_count) =
      ROW(t.ordered, t.ordered_qepik, t.accepted, t.accepted_qepik, t.moved, t.moved_qepik, t.returned, t.returned_qepik, t.differences,
          t.difference_count)
  FROM json_populate_recordset(NULL::payment.reconciliation, $1::json) AS t
  WHERE r.day = $2 AND (r.ordered, r.ordered_qepik, r.accepted, r.accepted_qepik, r.moved, r.moved_qepik, r.returned, r.returned_qepik,
                        r.differences, r.difference_count)
    IS DISTINCT FROM (t.ordered, t.ordered_qepik, t.accepted, t.accepted_qepik, t.moved, t.moved_qepik, t.returned, t.returned_qepik,
                      t.differences, t.difference_count)
)sql"};

inline constexpr Query kCloseDay{"reconciliation.close", R"sql(
  UPDATE payment.reconciliation SET state = 'RECONCILIATION_STATE_CLOSED', closed_by = $2::uuid, closed_time = $3::timestamptz, close_reason = $4
  WHERE day = $1
)sql"};

inline constexpr Query kDays{"reconciliation.list", R"sql(
  SELECT {columns:dayaq.payment.v1.Reconciliation -differences} FROM payment.reconciliation
  WHERE ($1::text[] IS NULL OR state = ANY ($1::text[])) AND ($2::text IS NULL OR day < $2) ORDER BY day DESC LIMIT $3::integer
)sql"};

inline constexpr Query kOpenDaysOfAll{"reconciliation.open_days", R"sql(SELECT d.day FROM payment.open_days() AS d(day))sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECONCILIATION_QUERIES_H_
