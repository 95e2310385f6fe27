// All statements about banks' files, their lines, and the questions that follow. Names: what the plan guard explains and metrics
// count by.
#ifndef SERVICES_PAYMENT_BANK_QUERIES_H_
#define SERVICES_PAYMENT_BANK_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"

namespace dayaq::payment {

inline constexpr Query kBankMessage{"bank.message", R"sql(
  SELECT {columns:dayaq.payment.v1.BankMessage} FROM payment.bank_message WHERE uid = $1::uuid
)sql"};

inline constexpr Query kBankMessageOfBytes{"bank.message_of_bytes", R"sql(
  SELECT {columns:dayaq.payment.v1.BankMessage} FROM payment.bank_message WHERE content_hash = $1
)sql"};

inline constexpr Query kBankMessageNamed{"bank.message_named", R"sql(
  SELECT EXISTS (SELECT FROM payment.bank_message WHERE bank = $1 AND kind = $2 AND message_id = $3) AS taken
)sql"};

// Two who bring the same file at once come after each other; so do files about the same orders, by the locks on those.
inline constexpr Query kLockBankMessage{"bank.lock_message", R"sql(
  SELECT pg_advisory_xact_lock(hashtextextended('payment.bank_message/' || $1, 0)) IS NULL AS locked
)sql"};

// $1 kinds, $2 states; NULL leaves a condition out.
#define DAYAQ_BANK_MESSAGES                                                                 \
  " FROM payment.bank_message AS m WHERE ($1::text[] IS NULL OR m.kind = ANY ($1::text[]))" \
  " AND ($2::text[] IS NULL OR m.state = ANY ($2::text[]))"
inline constexpr Query kBankMessages{"bank.messages",
                                     "SELECT {columns:dayaq.payment.v1.BankMessage as m}" DAYAQ_BANK_MESSAGES
                                     " AND ($3::uuid IS NULL OR m.uid < $3::uuid) ORDER BY m.uid DESC LIMIT $4::integer"};
inline constexpr Query kCountBankMessages{"bank.count_messages", DAYAQ_COUNT_UP_TO_1000(DAYAQ_BANK_MESSAGES)};
#undef DAYAQ_BANK_MESSAGES

inline constexpr Query kAddBankMessage{"bank.add_message", R"sql(
  INSERT INTO payment.bank_message ({writable:dayaq.payment.v1.BankMessage})
  SELECT {writable:dayaq.payment.v1.BankMessage} FROM json_populate_recordset(NULL::payment.bank_message, $1::json)
)sql"};

// How many of the lines nobody had told before.
inline constexpr Query kAddBankLines{"bank.add_lines", R"sql(
  INSERT INTO payment.bank_line ({writable:dayaq.payment.v1.BankLine})
  SELECT {writable:dayaq.payment.v1.BankLine} FROM json_populate_recordset(NULL::payment.bank_line, $1::json)
  ON CONFLICT ON CONSTRAINT bank_line_once DO NOTHING
)sql"};

// One statement for each way to look, so that each goes along its own index whatever plan is kept. $1 matches; NULL: all.
#define DAYAQ_BANK_LINES(where) \
  " FROM payment.bank_line AS l WHERE " where " AND ($2::text[] IS NULL OR l.match = ANY ($2::text[]))"
#define DAYAQ_BANK_LINES_PAGE " AND ($3::uuid IS NULL OR l.uid > $3::uuid) ORDER BY l.uid LIMIT $4::integer"
inline constexpr Query kLinesOfMessage{"bank.lines_of_message", "SELECT {columns:dayaq.payment.v1.BankLine as l}" DAYAQ_BANK_LINES(
                                                                    "l.message_uid = $1::uuid") DAYAQ_BANK_LINES_PAGE};
inline constexpr Query kLinesOfOrder{"bank.lines_of_order", "SELECT {columns:dayaq.payment.v1.BankLine as l}" DAYAQ_BANK_LINES(
                                                                "l.order_uid = $1::uuid") DAYAQ_BANK_LINES_PAGE};
inline constexpr Query kLines{
    "bank.lines", "SELECT {columns:dayaq.payment.v1.BankLine as l}" DAYAQ_BANK_LINES("$1::uuid IS NULL") DAYAQ_BANK_LINES_PAGE};
inline constexpr Query kCountLinesOfMessage{"bank.count_lines_of_message",
                                            DAYAQ_COUNT_UP_TO_1000(DAYAQ_BANK_LINES("l.message_uid = $1::uuid"))};
inline constexpr Query kCountLinesOfOrder{"bank.count_lines_of_order",
                                          DAYAQ_COUNT_UP_TO_1000(DAYAQ_BANK_LINES("l.order_uid = $1::uuid"))};
inline constexpr Query kCountLines{"bank.count_lines", DAYAQ_COUNT_UP_TO_1000(DAYAQ_BANK_LINES("$1::uuid IS NULL"))};
#undef DAYAQ_BANK_LINES
#undef DAYAQ_BANK_LINES_PAGE

inline constexpr Query kFileOfOurs{"bank.file_of_ours", R"sql(
  SELECT f.uid, f.run_uid, f.number FROM payment.payment_file AS f WHERE f.message_id = $1
)sql"};

inline constexpr Query kOrdersInFile{"bank.orders_in_file", R"sql(
  SELECT o.uid FROM payment.payment_order AS o
  WHERE o.run_uid = $1::uuid AND o.file_number = $2::integer AND o.file_uid IS NOT NULL ORDER BY o.uid LIMIT $3::integer
)sql"};

inline constexpr Query kAllLinesOf{"bank.all_lines_of", R"sql(
  SELECT {columns:dayaq.payment.v1.BankLine as l} FROM payment.bank_line AS l WHERE l.order_uid = ANY ($1::uuid[]) LIMIT $2::integer
)sql"};

// Of these orders, which failed and whose instalments another order has taken on: they cannot live again.
inline constexpr Query kReplacedOrders{"bank.replaced_orders", R"sql(
  SELECT DISTINCT i.order_uid AS uid FROM payment.payment_order_instalment AS i
  JOIN payment.payment_order_instalment AS other ON other.instalment_uid = i.instalment_uid AND other.order_uid <> i.order_uid AND other.live
  WHERE i.order_uid = ANY ($1::uuid[]) AND NOT i.live
)sql"};

// Orders to these payees that have not left.
inline constexpr Query kUnsentOrdersOf{"bank.unsent_orders_of", R"sql(
  SELECT o.uid FROM payment.payment_order AS o
  WHERE o.payee_uid = ANY ($1::uuid[]) AND o.state IN ('PAYMENT_ORDER_STATE_PROPOSED', 'PAYMENT_ORDER_STATE_READY') AND o.file_uid IS NULL
  ORDER BY o.uid LIMIT 10000 FOR NO KEY UPDATE
)sql"};

// Those that such an answer held.
inline constexpr Query kHeldUnsentOrdersOf{"bank.held_unsent_orders_of", R"sql(
  SELECT o.uid FROM payment.payment_order AS o
  WHERE o.payee_uid = $1::uuid AND o.state = 'PAYMENT_ORDER_STATE_HELD' AND o.file_uid IS NULL AND o.because = $2
  ORDER BY o.uid LIMIT 10000 FOR NO KEY UPDATE
)sql"};

// A question that was asked before stays as it is.
inline constexpr Query kAddQuestions{"bank.add_questions", R"sql(
  INSERT INTO payment.payment_question ({writable:dayaq.payment.v1.PaymentQuestion -etag -create_time -update_time})
  SELECT {writable:dayaq.payment.v1.PaymentQuestion -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::payment.payment_question, $1::json)
  ON CONFLICT ON CONSTRAINT payment_question_once DO NOTHING
)sql"};

inline constexpr Query kQuestion{"bank.question", R"sql(
  SELECT {columns:dayaq.payment.v1.PaymentQuestion} FROM payment.payment_question WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockQuestion{"bank.lock_question", R"sql(
  SELECT uid FROM payment.payment_question WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kChangeQuestion{"bank.change_question", R"sql(
  UPDATE payment.payment_question AS q
  SET (holds, state, taken_by, answer, answer_reason, answered_by, answered_time) =
      ROW(t.holds, t.state, t.taken_by, t.answer, t.answer_reason, t.answered_by, t.answered_time)
  FROM json_populate_recordset(NULL::payment.payment_question, $1::json) AS t WHERE q.uid = $2::uuid
)sql"};

// Whether that payee is still held by another question.
inline constexpr Query kPayeeHeld{"bank.payee_held", R"sql(
  SELECT EXISTS (SELECT FROM payment.payment_question WHERE payee_uid = $1::uuid AND holds = 'QUESTION_HOLD_PAYEE') AS held
)sql"};

// $1 states, $2 kinds, $3 order, $4 suspicious only, $5 registers; NULL leaves a condition out.
#define DAYAQ_QUESTIONS                                                                                     \
  " FROM payment.payment_question AS q WHERE ($1::text[] IS NULL OR q.state = ANY ($1::text[]))"            \
  " AND ($2::text[] IS NULL OR q.kind = ANY ($2::text[])) AND ($3::uuid IS NULL OR q.order_uid = $3::uuid)" \
  " AND (NOT $4::boolean OR q.suspicious) AND q.register = ANY ($5::text[])"
inline constexpr Query kQuestions{"bank.questions", "SELECT {columns:dayaq.payment.v1.PaymentQuestion as q}" DAYAQ_QUESTIONS
                                                    " AND ($6::uuid IS NULL OR q.uid > $6::uuid) ORDER BY q.uid LIMIT $7::integer"};
inline constexpr Query kCountQuestions{"bank.count_questions", DAYAQ_COUNT_UP_TO_1000(DAYAQ_QUESTIONS)};
#undef DAYAQ_QUESTIONS

// Days that the bank told something new of: an open row for each that has none, and those that were closed are open again.
inline constexpr Query kOpenDays{"bank.open_days_again", R"sql(
  WITH told AS MATERIALIZED (SELECT DISTINCT d.day FROM unnest($1::text[]) AS d(day)), again AS (
    UPDATE payment.reconciliation AS r
    SET state = 'RECONCILIATION_STATE_OPEN', closed_by = NULL, closed_time = NULL, close_reason = NULL
    FROM told WHERE r.day = told.day AND r.state = 'RECONCILIATION_STATE_CLOSED'
  )
  INSERT INTO payment.reconciliation (uid, day, state) SELECT t.uid, t.day, 'RECONCILIATION_STATE_OPEN'
  FROM unnest($1::text[], $2::uuid[]) AS t(day, uid)
  ON CONFLICT ON CONSTRAINT reconciliation_day DO NOTHING
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_QUERIES_H_
