#include "tests/payday/recount.h"

#include <pqxx/pqxx>
#include <tuple>

#include "dayaq/audit/v1/entry.pb.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

struct Question {
  const char* text;
  // Counts what speaks against it.
  const char* sql;
};

constexpr char kTables[] = R"sql(
  CREATE TEMP TABLE at_bank (order_uid uuid, iban text, qepik bigint, net_qepik bigint, state text);
  CREATE TEMP TABLE told (request_id text, method text, name text);
  CREATE TEMP TABLE account_of (survivor_uid uuid, iban text);
  CREATE TEMP TABLE traced (request_id text, method text, decision text, replayed boolean);
  CREATE TEMP VIEW stands AS SELECT * FROM payment.payment_order
    WHERE state NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', 'PAYMENT_ORDER_STATE_CANCELLED')
)sql";

// At any moment, whatever is under way.
constexpr Question kAlways[] = {
    {"no instalment lies in two orders that stand",
     "SELECT count(*) FROM (SELECT i.instalment_uid FROM payment.payment_order_instalment i JOIN stands o ON o.uid = i.order_uid "
     "GROUP BY 1 "
     "HAVING count(*) > 1) AS twice"},
    {"nothing of a person, benefit and period is ordered twice",
     "SELECT count(*) FROM (SELECT e.survivor_uid, e.benefit, e.beneficiary_uid, e.occasion_uid, n.period, n.sequence FROM "
     "payment.payment_order_instalment i JOIN stands o ON o.uid = i.order_uid JOIN payment.instalment n ON n.uid = "
     "i.instalment_uid JOIN "
     "payment.entitlement e ON e.uid = n.entitlement_uid GROUP BY 1, 2, 3, 4, 5, 6 HAVING count(*) > 1) AS twice"},
    {"an order is the sum of its instalments",
     "SELECT count(*) FROM payment.payment_order o WHERE o.amount_qepik + o.recovered_qepik IS DISTINCT FROM (SELECT "
     "sum(n.amount_qepik) FROM "
     "payment.payment_order_instalment i JOIN payment.instalment n ON n.uid = i.instalment_uid WHERE i.order_uid = o.uid AND "
     "n.entitlement_uid = "
     "o.entitlement_uid)"},
    {"nobody has orders for more than they are entitled to",
     "SELECT count(*) FROM (SELECT entitlement_uid, sum(amount_qepik) AS ordered FROM stands GROUP BY 1) AS s WHERE s.ordered > "
     "(SELECT "
     "coalesce(sum(n.amount_qepik), 0) FROM payment.instalment n WHERE n.entitlement_uid = s.entitlement_uid)"},
    {"instalments are free exactly when their order failed",
     "SELECT count(*) FROM payment.payment_order_instalment i WHERE i.live <> EXISTS (SELECT FROM stands o WHERE o.uid = "
     "i.order_uid)"},
    {"what is entitled is the sum of the instalments",
     "SELECT count(*) FROM payment.entitlement e WHERE e.entitled_qepik <> (SELECT coalesce(sum(n.amount_qepik), 0) FROM "
     "payment.instalment n "
     "WHERE n.entitlement_uid = e.uid)"},
    {"a run says how many orders it has, and of how much",
     "SELECT count(*) FROM payment.payment_run r WHERE (r.orders, r.total_qepik) <> (SELECT count(*)::integer, "
     "coalesce(sum(o.amount_qepik), 0)::bigint FROM payment.payment_order o WHERE o.run_uid = r.uid)"},
    {"a file says how many orders it has, and of how much",
     "SELECT count(*) FROM payment.payment_file f WHERE (f.orders, f.total_qepik) <> (SELECT count(*)::integer, "
     "coalesce(sum(o.amount_qepik), 0)::bigint FROM payment.payment_order o WHERE o.file_uid = f.uid)"},
    {"no order is lost between two states",
     "SELECT count(*) FROM payment.payment_order o JOIN payment.payment_run r ON r.uid = o.run_uid WHERE NOT CASE o.state "
     "WHEN 'PAYMENT_ORDER_STATE_PROPOSED' THEN r.state IN ('PAYMENT_RUN_STATE_COLLECTING', 'PAYMENT_RUN_STATE_PROPOSED', "
     "'PAYMENT_RUN_STATE_VERIFIED', 'PAYMENT_RUN_STATE_APPROVED') AND o.file_uid IS NULL WHEN 'PAYMENT_ORDER_STATE_READY' THEN "
     "r.state = "
     "'PAYMENT_RUN_STATE_RELEASED' AND o.file_uid IS NULL WHEN 'PAYMENT_ORDER_STATE_CANCELLED' THEN o.file_uid IS NULL "
     "WHEN 'PAYMENT_ORDER_STATE_HELD' THEN true ELSE o.file_uid IS NOT NULL AND r.state IN ('PAYMENT_RUN_STATE_RELEASED', "
     "'PAYMENT_RUN_STATE_FILED') END"},
    {"four people let each run go",
     "SELECT count(*) FROM payment.payment_run WHERE state = 'PAYMENT_RUN_STATE_FILED' AND 4 <> (SELECT count(DISTINCT u) FROM "
     "unnest(ARRAY[proposed_by, verified_by, approved_by, released_by]) AS u)"},
    {"every run is one that somebody was told of",
     "SELECT count(*) FROM payment.payment_run r WHERE 1 <> (SELECT count(*) FROM told t WHERE t.method = 'ProposeRunRequest' AND "
     "t.name = "
     "'paymentRuns/' || r.uid)"},
    {"every run that somebody was told of is there",
     "SELECT count(*) FROM told t WHERE t.method = 'ProposeRunRequest' AND NOT EXISTS (SELECT FROM payment.payment_run r WHERE "
     "'paymentRuns/' || "
     "r.uid = t.name)"},
    {"accounts are those that somebody was told of",
     "SELECT count(*) FROM (SELECT name FROM told WHERE method = 'SetPayeeAccountRequest') AS t FULL JOIN payment.payee_account a "
     "ON t.name = "
     "'payeeAccounts/' || a.uid WHERE t.name IS NULL OR a.uid IS NULL"},
    {"bank files are those that somebody was told of",
     "SELECT count(*) FROM (SELECT DISTINCT name FROM told WHERE method = 'SubmitBankFileRequest') AS t FULL JOIN "
     "payment.bank_message m ON "
     "t.name = 'bankMessages/' || m.uid WHERE t.name IS NULL OR m.uid IS NULL"},
    {"each line of a bank is there once, and of its file",
     "SELECT count(*) FROM payment.bank_message m WHERE m.lines - m.lines_repeated <> (SELECT count(*) FROM payment.bank_line l "
     "WHERE "
     "l.message_uid = m.uid)"},
    {"answered are the questions that somebody was told of",
     "SELECT count(*) FROM (SELECT name FROM told WHERE method = 'AnswerPaymentQuestionRequest') AS t FULL JOIN (SELECT "
     "'paymentQuestions/' || "
     "uid AS name FROM payment.payment_question WHERE state = 'PAYMENT_QUESTION_STATE_ANSWERED') AS q USING (name) WHERE t.name IS "
     "NULL OR "
     "q.name IS NULL"},
    {"every order at the bank is ours, of that amount",
     "SELECT count(*) FROM at_bank b LEFT JOIN payment.payment_order o ON o.uid = b.order_uid WHERE o.amount_qepik IS DISTINCT "
     "FROM b.qepik"},
    {"every order goes to the account of its payee",
     "SELECT count(*) FROM at_bank b JOIN payment.payment_order o ON o.uid = b.order_uid WHERE b.iban IS DISTINCT FROM (SELECT "
     "a.iban FROM "
     "account_of a WHERE a.survivor_uid = o.payee_uid)"},
    {"nobody has more at the bank than they are entitled to",
     "SELECT count(*) FROM (SELECT o.payee_uid, sum(b.net_qepik) AS has FROM at_bank b JOIN payment.payment_order o ON o.uid = "
     "b.order_uid GROUP "
     "BY 1) AS p WHERE p.has > (SELECT sum(n.amount_qepik) FROM payment.entitlement e JOIN payment.instalment n ON "
     "n.entitlement_uid = e.uid WHERE "
     "e.survivor_uid = p.payee_uid AND NOT e.example)"},
    {"no delivery is parked", "SELECT count(*) FROM outbox.delivery WHERE state = 'PARKED'"},
};

// When a payday is over: everything that was begun is through.
constexpr Question kAfterwards[] = {
    {"every order in a file is at the bank",
     "SELECT count(*) FROM payment.payment_order o WHERE o.file_uid IS NOT NULL AND NOT EXISTS (SELECT FROM at_bank b WHERE "
     "b.order_uid = o.uid)"},
    {"every order is where the bank put it",
     "SELECT count(*) FROM at_bank b JOIN payment.payment_order o ON o.uid = b.order_uid WHERE NOT (o.state = b.state OR b.state = "
     "'PAYMENT_ORDER_STATE_SENT' AND o.state = 'PAYMENT_ORDER_STATE_ACCEPTED')"},
    {"every run is through",
     "SELECT count(*) FROM payment.payment_run WHERE state NOT IN ('PAYMENT_RUN_STATE_FILED', 'PAYMENT_RUN_STATE_REJECTED')"},
    {"what a reconciliation says moved is what the bank booked",
     "SELECT count(*) FROM payment.reconciliation c WHERE c.moved_qepik <> (SELECT coalesce(sum(l.amount_qepik), 0) FROM "
     "payment.bank_line l WHERE "
     "l.kind = 'BANK_LINE_KIND_OUT' AND l.booked_on = c.day) OR c.returned_qepik <> (SELECT coalesce(sum(l.amount_qepik), 0) FROM "
     "payment.bank_line l WHERE l.kind = 'BANK_LINE_KIND_BACK' AND l.booked_on = c.day)"},
    {"lines of movements are the bank's books",
     "SELECT count(*) FROM at_bank b WHERE b.net_qepik <> (SELECT coalesce(sum(CASE l.kind WHEN 'BANK_LINE_KIND_OUT' THEN "
     "l.amount_qepik WHEN "
     "'BANK_LINE_KIND_BACK' THEN -l.amount_qepik END), 0) FROM payment.bank_line l WHERE l.order_uid = b.order_uid)"},
};

// When nothing is due any more.
constexpr Question kAtTheEnd[] = {
    {"everybody has what is due to them, to the qəpik",
     "SELECT count(*) FROM (SELECT e.survivor_uid, sum(n.amount_qepik) AS due FROM payment.entitlement e JOIN payment.instalment n "
     "ON "
     "n.entitlement_uid = e.uid WHERE NOT e.example AND n.due_on <= $1 GROUP BY 1) AS d WHERE d.due <> (SELECT "
     "coalesce(sum(b.net_qepik), 0) FROM "
     "at_bank b JOIN payment.payment_order o ON o.uid = b.order_uid WHERE o.payee_uid = d.survivor_uid)"},
    {"everybody who has an account is entitled",
     "SELECT count(*) FROM account_of a WHERE NOT EXISTS (SELECT FROM payment.entitlement e WHERE e.survivor_uid = a.survivor_uid "
     "AND e.releasable)"},
    {"each change that somebody was told of has one audit entry that made it",
     "SELECT count(*) FROM (SELECT DISTINCT request_id FROM told) AS t WHERE 1 <> (SELECT count(*) FROM traced a WHERE "
     "a.request_id = t.request_id "
     "AND a.decision = 'DECISION_ALLOWED' AND NOT a.replayed)"},
    {"no audit entry of a change that nobody was told of",
     "SELECT count(*) FROM traced a WHERE a.decision = 'DECISION_ALLOWED' AND a.request_id <> '' AND a.method LIKE "
     "'%dayaq.payment.%' AND NOT "
     "EXISTS (SELECT FROM told t WHERE t.request_id = a.request_id)"},
    {"each run has one event that proposed it, each file one that made it",
     "SELECT count(*) FROM (SELECT 'payment.run_proposed' AS kind, 'paymentRuns/' || uid AS resource FROM payment.payment_run "
     "UNION ALL SELECT "
     "'payment.run_filed', 'paymentRuns/' || uid FROM payment.payment_run WHERE state = 'PAYMENT_RUN_STATE_FILED') AS w WHERE 1 <> "
     "(SELECT "
     "count(*) FROM outbox.event e WHERE e.kind = w.kind AND e.resource = w.resource)"},
};

void TakeKnown(pqxx::work& work, const Known& known) {
  pqxx::stream_to bank(work, "at_bank", std::vector<std::string>{"order_uid", "iban", "qepik", "net_qepik", "state"});
  for (const auto& [id, order] : known.bank.orders()) {
    bank << std::make_tuple(id, order.order.iban, order.order.qepik, order.Net(), std::string(order.State()));
  }
  bank.complete();
  pqxx::stream_to told(work, "told", std::vector<std::string>{"request_id", "method", "name"});
  for (const ToldChange& one : known.told) told << std::make_tuple(one.request_id, one.method, one.name);
  told.complete();
  pqxx::stream_to accounts(work, "account_of", std::vector<std::string>{"survivor_uid", "iban"});
  for (const auto& [survivor, iban] : known.accounts) accounts << std::make_tuple(survivor, iban);
  accounts.complete();
}

void TakeTraced(pqxx::work& work) {
  const pqxx::result found = work.exec("SELECT canonical FROM audit.entry");
  pqxx::stream_to rows(work, "traced", std::vector<std::string>{"request_id", "method", "decision", "replayed"});
  for (const pqxx::row& row : found) {
    const pqxx::binarystring bytes(row[0]);
    audit::v1::Entry entry;
    Must(entry.ParseFromString(bytes.str()) && rpc::CanonicalBytes(entry) == bytes.str(), "read an audit entry");
    rows << std::make_tuple(entry.request_id(), entry.method(), audit::v1::Decision_Name(entry.decision()),
                            std::string(entry.replayed() ? "t" : "f"));
  }
  rows.complete();
}

}  // namespace

std::vector<MoneyVerdict> RecountMoney(const std::string& database, const Known& known, bool at_the_end) {
  pqxx::connection connection(database);
  pqxx::work work(connection);
  work.exec(kTables);
  TakeKnown(work, known);
  work.exec(
      "CREATE INDEX ON at_bank (order_uid); CREATE INDEX ON told (name); CREATE INDEX ON told (request_id); ANALYZE at_bank; "
      "ANALYZE told");
  std::vector<MoneyVerdict> verdicts;
  const auto ask = [&](const Question& question) {
    verdicts.push_back({question.text, work.exec(question.sql)[0][0].as<int64_t>()});
  };
  for (const Question& question : kAlways) ask(question);
  for (const Question& question : kAfterwards) ask(question);
  if (!at_the_end) return verdicts;
  TakeTraced(work);
  work.exec("CREATE INDEX ON traced (request_id); ANALYZE traced");
  for (const Question& question : kAtTheEnd) {
    std::string sql = question.sql;
    if (const size_t at = sql.find("$1"); at != std::string::npos) sql.replace(at, 2, work.quote(known.paid_until));
    verdicts.push_back({question.text, work.exec(sql)[0][0].as<int64_t>()});
  }
  return verdicts;
}

int64_t DueDeliveries(const std::string& database) {
  pqxx::connection connection(database);
  pqxx::work work(connection);
  return work
      .exec(
          "SELECT count(*) FROM outbox.delivery WHERE state = 'WAITING' AND subscriber LIKE 'payment.%' AND (due_time <= now() OR "
          "attempts > 0)")[0][0]
      .as<int64_t>();
}

}  // namespace dayaq::testing
