// Rows of the payment service for the sweep: one of each kind about a person, written straight into the database.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// $SURVIVOR, $ENTITLEMENT, $MARK (letters of the rows' own), $REGISTER (where questions of banks lie), $UID_<row>.
constexpr char kRows[] = R"sql(
  -- Who did a thing is what the context says, and there is none here.
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE at ON COMMIT DROP AS
    SELECT s.uid, s.register, s.district, s.institution FROM survivor.survivor s WHERE s.uid = '$SURVIVOR';
  INSERT INTO payment.payee_account (uid, etag, survivor_uid, payee_uid, holder, number_end, bank, state, doubts, hold_until_time, set_by,
                                     create_time, update_time, register, district, institution)
    SELECT '$UID_account', 1, uid, uid, 'ACCOUNT_HOLDER_PAYEE', '1944', 'AIIBAZ2X', 'ACCOUNT_STATE_IN_USE', '["ACCOUNT_DOUBT_NAME_DIFFERS"]', now(),
           gen_random_uuid(), now(), now(), register, district, institution FROM at;
  INSERT INTO payment.payment_run (uid, etag, register, district, institution, execute_on, due_until, source_account, source, state, orders,
                                   total_qepik, omitted, orders_per_file, proposed_by, create_time, update_time)
    SELECT '$UID_run', 1, register, district, institution, '2026-12-01', '2026-12-01', 'state-budget', '{}', 'PAYMENT_RUN_STATE_PROPOSED', 1,
           10000, 1, 1000, gen_random_uuid(), now(), now() FROM at;
  INSERT INTO payment.payment_file (uid, run_uid, number, message_id, file_name, content_hash, bytes, orders, total_qepik, register, district,
                                    institution, create_time)
    SELECT '$UID_file', '$UID_run', 1, '$MARK1', '$MARK1.xml', repeat(md5('$UID_file'), 2), 1, 1, 10000, register, district, institution, now()
    FROM at;
  INSERT INTO payment.payment_order (uid, etag, run_uid, entitlement_uid, survivor_uid, payee_uid, account_uid, benefit, amount_qepik, currency,
                                     purpose, remittance, uetr, file_number, state, because, create_time, update_time, register, district,
                                     institution)
    SELECT o.uid::uuid, 1, '$UID_run', o.entitlement::uuid, at.uid, at.uid, '$UID_account', 'disability-allowance', 10000, 'AZN', 'SSBE', 'ODENIS',
           gen_random_uuid(), 1, 'PAYMENT_ORDER_STATE_PROPOSED', 'run', now(), now(), o.register, district, institution
    FROM at, (VALUES ('$UID_order', '$ENTITLEMENT', 'az'), ('$UID_asked', '$UID_asked', '$REGISTER')) AS o(uid, entitlement, register);
  INSERT INTO payment.run_omission (run_uid, entitlement_uid, survivor_uid, payee_uid, benefit, reason, amount_qepik, register, district, institution)
    SELECT '$UID_run', '$ENTITLEMENT', uid, uid, 'immediate-assistance', 'OMISSION_REASON_EXAMPLE', 1, register, district, institution FROM at;
  INSERT INTO payment.bank_message (uid, bank, kind, message_id, content_hash, original_message_id, state, lines, said_time, staff_uid, create_time)
    VALUES ('$UID_message', 'invented-bank', 'BANK_MESSAGE_KIND_STATUS', '$MARK2', repeat(md5('$UID_message'), 2), '$MARK1',
            'BANK_MESSAGE_STATE_WITH_QUESTIONS', 1, now(), gen_random_uuid(), now());
  INSERT INTO payment.bank_line (uid, message_uid, line, order_uid, kind, match, code, reasons, line_hash, said_time, create_time)
    VALUES ('$UID_line', '$UID_message', 1, '$UID_asked', 'BANK_LINE_KIND_STATUS', 'BANK_LINE_MATCH_ORDER', 'RJCT', '["AC04"]',
            repeat(md5('$UID_line'), 2), now(), now());
  INSERT INTO payment.payment_question (uid, etag, order_uid, survivor_uid, payee_uid, kind, reason_code, holds, state, create_time, update_time,
                                        register, district, institution)
    SELECT '$UID_question', 1, '$UID_asked', uid, uid, 'PAYMENT_QUESTION_KIND_ACCOUNT_CLOSED', 'AC04', 'QUESTION_HOLD_ORDER',
           'PAYMENT_QUESTION_STATE_OPEN', now(), now(), '$REGISTER', district, institution FROM at;
  INSERT INTO payment.reconciliation (uid, etag, day, state, create_time, update_time)
    VALUES ('$UID_day', 1, '2026-03-04', 'RECONCILIATION_STATE_OPEN', now(), now()) ON CONFLICT DO NOTHING;
  INSERT INTO payment.suspension (uid, etag, entitlement_uid, survivor_uid, reason, suspended_from, suspended_until, state, suspended_by_uid,
                                  create_time, update_time, register, district, institution)
    SELECT '$UID_suspension', 1, '$ENTITLEMENT', uid, 'SUSPENSION_REASON_OWN_WISH', '2026-03-04', '2099-03-04', 'SUSPENSION_STATE_IN_FORCE',
           gen_random_uuid(), now(), now(), register, district, institution FROM at;
  INSERT INTO payment.entitlement_appeal (uid, etag, entitlement_uid, survivor_uid, ground, reference, lodged_on, answer_due_on, state, lodged_by_uid,
                                          create_time, update_time, register, district, institution)
    SELECT '$UID_appeal', 1, '$ENTITLEMENT', uid, 'APPEAL_GROUND_AMOUNT', 'A-1', '2026-03-04', '2026-04-04', 'ENTITLEMENT_APPEAL_STATE_LODGED',
           gen_random_uuid(), now(), now(), register, district, institution FROM at;
  INSERT INTO payment.recovery_plan (uid, etag, entitlement_uid, survivor_uid, decision, share_percent, smallest_left_qepik, create_time, update_time,
                                     register, district, institution)
    SELECT '$UID_plan', 1, '$ENTITLEMENT', uid, 'RECOVERY_DECISION_BY_POLICY', 20, 0, now(), now(), register, district, institution FROM at;
  INSERT INTO payment.unserved (uid, survivor_uid, benefit, reason, role, register, district, institution)
    SELECT '$UID_unserved', uid, 'funeral-benefit', 'UNSERVED_REASON_NEVER_TOLD', 'operator', register, district, institution FROM at;
  RESET session_replication_role;
)sql";

}  // namespace

void SweepHouse::AddPaymentIds(KnownIds& ids, const std::string& question_register) {
  const auto uid_of = [&](const char* kind) { return ids.by_kind.at(kind).substr(ids.by_kind.at(kind).find('/') + 1); };
  const std::string entitlement = uid_of("entitlements");
  std::map<std::string, std::string> uids;
  std::string sql = absl::StrReplaceAll(kRows, {{"$SURVIVOR", uid_of("survivors")},
                                                {"$ENTITLEMENT", entitlement},
                                                {"$MARK", absl::StrCat("SWEEP", ids.by_kind.size(), "X", question_register.size())},
                                                {"$REGISTER", question_register}});
  for (const char* row : {"account", "run", "file", "order", "asked", "message", "line", "question", "day", "suspension", "appeal",
                          "plan", "unserved"}) {
    uids[row] = NewRequestId();
    sql = absl::StrReplaceAll(sql, {{absl::StrCat("$UID_", row), uids[row]}});
  }
  const absl::Status made = incident_->database().Execute(sql);
  EXPECT_TRUE(made.ok()) << made;
  const std::string assessment = Value(
      absl::StrCat("SELECT uid FROM payment.assessment WHERE entitlement_uid = '", entitlement, "' ORDER BY uid DESC LIMIT 1"));
  ids.by_kind.insert({{"payeeAccounts", "payeeAccounts/" + uids["account"]},
                      {"paymentRuns", "paymentRuns/" + uids["run"]},
                      {"paymentFiles", "paymentFiles/" + uids["file"]},
                      {"paymentOrders", "paymentOrders/" + uids["order"]},
                      {"bankMessages", "bankMessages/" + uids["message"]},
                      {"paymentQuestions", "paymentQuestions/" + uids["question"]},
                      {"suspensions", "suspensions/" + uids["suspension"]},
                      {"entitlementAppeals", "entitlementAppeals/" + uids["appeal"]},
                      {"recoveryPlans", "recoveryPlans/" + uids["plan"]},
                      {"dayaq.payment.v1.ReplayAssessmentsRequest.assessment_uid", assessment},
                      {"dayaq.payment.v1.ListBankLinesRequest.order_uid", uids["asked"]},
                      {"dayaq.payment.v1.ListPaymentQuestionsRequest.order_uid", uids["asked"]}});
}

}  // namespace dayaq::testing
