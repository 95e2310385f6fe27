// What becomes of an order by what banks say: by hand, and by shuffled, repeated and delayed lines against a model that knows what
// happened.
#include "services/payment/bank_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/payment/bank_lines.h"
#include "services/payment/bank_policy.h"
#include "services/payment/reconciliation_rules.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::payment {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::UnorderedElementsAre;

constexpr int64_t kOrdered = 22'000;
const absl::Time kStart = absl::FromUnixSeconds(1'796'000'000);

const BankPolicy& Policy() {
  static const BankPolicy* const kPolicy = [] {
    auto policy = LoadBankPolicy("policy");
    EXPECT_TRUE(policy.ok()) << policy.status();
    return new BankPolicy(*std::move(policy));
  }();
  return *kPolicy;
}

v1::BankLine Line(v1::BankLineKind kind, int minute, int64_t qepik, const std::string& code, const std::string& reason) {
  v1::BankLine line;
  line.set_kind(kind);
  line.set_amount_qepik(qepik);
  line.set_code(code);
  if (!reason.empty()) line.add_reasons(reason);
  *line.mutable_said_time() = Timestamp(kStart + absl::Minutes(minute));
  line.set_line_hash(absl::StrCat(static_cast<int>(kind), "|", minute, "|", qepik, "|", code, "|", reason));
  return line;
}
v1::BankLine Status(int minute, const std::string& code, const std::string& reason = "") {
  return Line(v1::BANK_LINE_KIND_STATUS, minute, 0, code, reason);
}
v1::BankLine Out(int minute, int64_t qepik = kOrdered) { return Line(v1::BANK_LINE_KIND_OUT, minute, qepik, "", ""); }
v1::BankLine Back(int minute, const std::string& reason = "AC04", int64_t qepik = kOrdered) {
  return Line(v1::BANK_LINE_KIND_BACK, minute, qepik, "", reason);
}
BankVerdict Judged(const std::vector<v1::BankLine>& lines) { return Judge(kOrdered, lines, Policy()); }

TEST(BankRules, OnlyAMovementSettles) {
  EXPECT_EQ(Judged({}).outcome, BankOutcome::kWaiting);
  for (const char* waiting : {"RCVD", "PDNG", "ACTC", "ACFW", "PATC"}) {
    EXPECT_EQ(Judged({Status(1, waiting)}).outcome, BankOutcome::kWaiting) << waiting;
  }
  for (const char* accepted : {"ACCP", "ACSP", "ACSC", "ACCC", "ACWC"}) {
    EXPECT_EQ(Judged({Status(1, accepted)}).outcome, BankOutcome::kAccepted) << accepted;
  }
  EXPECT_EQ(Judged({Line(v1::BANK_LINE_KIND_NOTICE, 1, kOrdered, "", "")}).outcome, BankOutcome::kWaiting);
  EXPECT_EQ(Judged({Out(1)}).outcome, BankOutcome::kSettled);
  EXPECT_EQ(Judged({Out(1), Status(2, "PDNG")}).outcome, BankOutcome::kSettled) << "a late status takes nothing back";
  EXPECT_THAT(Judged({Out(1)}).questions, IsEmpty());
}

TEST(BankRules, AnUnknownCodeIsNeverPaid) {
  for (const char* code : {"PAID", "OK", "XXXX", "ACXX", "DONE", "1"}) {
    const BankVerdict verdict = Judged({Status(1, code)});
    EXPECT_EQ(verdict.outcome, BankOutcome::kWaiting) << code;
    EXPECT_THAT(verdict.questions, UnorderedElementsAre(Key(v1::PAYMENT_QUESTION_KIND_STATUS_UNKNOWN)));
  }
  EXPECT_EQ(Judged({Status(1, "ACSP"), Status(2, "XXXX")}).outcome, BankOutcome::kAccepted);
}

TEST(BankRules, EveryReasonHasItsQuestion) {
  const std::vector<std::pair<std::string, v1::PaymentQuestionKind>> kinds = {
      {"AC01", v1::PAYMENT_QUESTION_KIND_ACCOUNT_WRONG},  {"AC03", v1::PAYMENT_QUESTION_KIND_ACCOUNT_WRONG},
      {"AC04", v1::PAYMENT_QUESTION_KIND_ACCOUNT_CLOSED}, {"AC06", v1::PAYMENT_QUESTION_KIND_ACCOUNT_BLOCKED},
      {"BE01", v1::PAYMENT_QUESTION_KIND_NAME_DISAGREES}, {"MD07", v1::PAYMENT_QUESTION_KIND_PAYEE_DECEASED},
      {"AM05", v1::PAYMENT_QUESTION_KIND_DUPLICATE},      {"DU03", v1::PAYMENT_QUESTION_KIND_DUPLICATE},
      {"AM04", v1::PAYMENT_QUESTION_KIND_NO_FUNDS},       {"RR04", v1::PAYMENT_QUESTION_KIND_REGULATORY},
      {"TM01", v1::PAYMENT_QUESTION_KIND_CUT_OFF},        {"ZZZZ", v1::PAYMENT_QUESTION_KIND_OTHER_REASON},
      {"", v1::PAYMENT_QUESTION_KIND_OTHER_REASON}};
  for (const auto& [reason, kind] : kinds) {
    const BankVerdict refused = Judged({Status(1, "RJCT", reason)});
    EXPECT_EQ(refused.outcome, BankOutcome::kRefused) << reason;
    EXPECT_THAT(refused.questions, UnorderedElementsAre(Key(kind))) << reason;
    const BankVerdict returned = Judged({Out(1), Back(2, reason)});
    EXPECT_EQ(returned.outcome, BankOutcome::kReturned) << reason;
    EXPECT_THAT(returned.questions, UnorderedElementsAre(Key(kind))) << reason;
  }
  EXPECT_EQ(Policy().Rule(v1::PAYMENT_QUESTION_KIND_PAYEE_DECEASED).holds, v1::QUESTION_HOLD_PAYEE);
  EXPECT_TRUE(Policy().Rule(v1::PAYMENT_QUESTION_KIND_NAME_DISAGREES).suspicious);
}

TEST(BankRules, ReturnsBeforeAndAfterThePayment) {
  EXPECT_EQ(Judged({Back(1)}).outcome, BankOutcome::kReturned);
  EXPECT_EQ(Judged({Back(1), Out(2)}).outcome, BankOutcome::kReturned);
  EXPECT_EQ(Judged({Out(1), Back(2), Out(3)}).outcome, BankOutcome::kSettled);
  EXPECT_THAT(Judged({Out(1), Out(2)}).questions, UnorderedElementsAre(Key(v1::PAYMENT_QUESTION_KIND_PAID_TWICE)));
  EXPECT_EQ(Judged({Out(1), Out(2)}).outcome, BankOutcome::kSettled);
}

TEST(BankRules, AnotherAmountIsForAPerson) {
  EXPECT_EQ(Judged({Out(1, kOrdered - 1)}).outcome, BankOutcome::kHeld);
  EXPECT_THAT(Judged({Out(1, kOrdered - 1)}).questions, UnorderedElementsAre(Key(v1::PAYMENT_QUESTION_KIND_AMOUNT_DIFFERS)));
  EXPECT_EQ(Judged({Out(1), Back(2, "AC04", 1)}).outcome, BankOutcome::kSettled);
}

TEST(BankRules, WhatWasRefusedAndAcceptedLaterIsHeld) {
  EXPECT_EQ(Judged({Status(1, "ACSP"), Status(2, "RJCT", "AC04")}).outcome, BankOutcome::kRefused);
  const BankVerdict verdict = Judged({Status(2, "ACSC"), Status(1, "RJCT", "AC04")});
  EXPECT_EQ(verdict.outcome, BankOutcome::kHeld);
  EXPECT_THAT(verdict.questions,
              UnorderedElementsAre(Key(v1::PAYMENT_QUESTION_KIND_ACCOUNT_CLOSED), Key(v1::PAYMENT_QUESTION_KIND_CONTRADICTION)));
  EXPECT_EQ(Judged({Status(1, "ACSC"), Status(1, "RJCT", "AC04")}).outcome, BankOutcome::kRefused);
  EXPECT_EQ(Judged({Status(1, "BLCK"), Status(2, "ACSC")}).outcome, BankOutcome::kAccepted);
  EXPECT_EQ(Judged({Status(2, "BLCK"), Status(1, "ACSC")}).outcome, BankOutcome::kHeld);
  EXPECT_THAT(Judged({Status(1, "RJCT", "AC04"), Out(2)}).questions,
              testing::Contains(Key(v1::PAYMENT_QUESTION_KIND_PAID_AFTER_REFUSAL)));
  EXPECT_EQ(Judged({Status(1, "RJCT", "AC04"), Out(2)}).outcome, BankOutcome::kSettled);
}

TEST(BankRules, PaidAgainIsOnlyWhatDidNotLeave) {
  const auto again = [](const std::vector<v1::BankLine>& lines) {
    return MayAnswer(v1::PAYMENT_QUESTION_KIND_ACCOUNT_CLOSED, v1::PAYMENT_ANSWER_PAY_AGAIN, Judged(lines));
  };
  EXPECT_TRUE(again({Status(1, "RJCT", "AC04")}));
  EXPECT_TRUE(again({Out(1), Back(2)}));
  EXPECT_TRUE(again({Status(1, "RJCT", "AC04"), Status(2, "ACSP")}));
  EXPECT_FALSE(again({Status(1, "ACSC")}));
  EXPECT_FALSE(again({Status(1, "PDNG")}));
  EXPECT_FALSE(again({Out(1)}));
  EXPECT_FALSE(again({Out(1), Out(2), Back(3)}));
  EXPECT_FALSE(again({Out(1, kOrdered - 1)})) << "some of it moved";
  EXPECT_FALSE(
      MayAnswer(v1::PAYMENT_QUESTION_KIND_ACCOUNT_CLOSED, v1::PAYMENT_ANSWER_PAYEE_DEAD, Judged({Status(1, "RJCT", "AC04")})));
  EXPECT_EQ(HoldAfter(v1::PAYMENT_ANSWER_PAYEE_DEAD, Policy().Rule(v1::PAYMENT_QUESTION_KIND_PAYEE_DECEASED)),
            v1::QUESTION_HOLD_PAYEE);
  EXPECT_EQ(HoldAfter(v1::PAYMENT_ANSWER_PAYEE_ALIVE, Policy().Rule(v1::PAYMENT_QUESTION_KIND_PAYEE_DECEASED)),
            v1::QUESTION_HOLD_NOTHING);
  EXPECT_EQ(HoldAfter(v1::PAYMENT_ANSWER_DO_NOT_PAY, Policy().Rule(v1::PAYMENT_QUESTION_KIND_CUT_OFF)), v1::QUESTION_HOLD_ORDER);
}

v1::BankLine AnyLine(std::mt19937_64& random) {
  static const char* const kCodes[] = {"RCVD", "PDNG", "ACTC", "ACCP", "ACSP", "ACSC", "ACCC", "RJCT", "CANC", "BLCK", "XXXX"};
  static const char* const kReasons[] = {"AC01", "AC04", "MD07", "BE01", "AM05", "ZZZZ", ""};
  const int minute = static_cast<int>(random() % 5);
  const std::string reason = kReasons[random() % 7];
  switch (random() % 6) {
    case 0:
      return Out(minute, random() % 5 == 0 ? kOrdered + 1 : kOrdered);
    case 1:
      return Back(minute, reason, random() % 5 == 0 ? 1 : kOrdered);
    default:
      return Status(minute, kCodes[random() % 11], reason);
  }
}

RC_GTEST_PROP(BankRules, OrderAndRepetitionDecideNothing, (uint64_t seed)) {
  std::mt19937_64 random(seed);
  std::vector<v1::BankLine> lines;
  for (size_t i = random() % 8; i > 0; --i) lines.push_back(AnyLine(random));
  const BankVerdict straight = Judged(lines);
  for (int i = 0; i < 20; ++i) {
    std::vector<v1::BankLine> shuffled = lines;
    for (size_t j = random() % 4; j > 0 && !lines.empty(); --j) shuffled.push_back(lines[random() % lines.size()]);
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    const BankVerdict verdict = Judged(shuffled);
    RC_ASSERT(verdict.outcome == straight.outcome);
    RC_ASSERT(verdict.questions == straight.questions);
  }
}

RC_GTEST_PROP(BankRules, AnotherLineTakesNoQuestionBackAndOnlyMovementsSettle, (uint64_t seed)) {
  std::mt19937_64 random(seed);
  std::vector<v1::BankLine> lines;
  std::map<v1::PaymentQuestionKind, std::string> before;
  int out = 0;
  for (int i = 0; i < 8; ++i) {
    lines.push_back(AnyLine(random));
    out += lines.back().kind() == v1::BANK_LINE_KIND_OUT;
    const BankVerdict verdict = Judged(lines);
    for (const auto& asked : before) RC_ASSERT(verdict.questions.count(asked.first) == 1U);
    RC_ASSERT(verdict.outcome != BankOutcome::kSettled || out > 0);
    before = verdict.questions;
  }
}

TEST(BankLines, AStatusOfAFileIsSaidOfEachOrderThatHasNoOther) {
  BankFile file;
  file.message_id = "A";
  file.statuses = {{.code = "ACSP"}, {.end_to_end_id = "0190b7e2aaaa7bbb8ccc000000000002", .code = "RJCT", .reasons = {"AC04"}}};
  const std::string one = "0190b7e2-aaaa-7bbb-8ccc-000000000001", two = "0190b7e2-aaaa-7bbb-8ccc-000000000002";
  std::vector<std::string> said;
  for (const SaidOfOrder& of : SaidOf(file, {one, two})) said.push_back(absl::StrCat(of.order_uid, " ", of.status->code));
  EXPECT_THAT(said, UnorderedElementsAre(absl::StrCat(one, " ACSP"), absl::StrCat(two, " RJCT")));
  EXPECT_EQ(OrderUidOf(EndToEndIdOf(one)), one);
}

TEST(BankPolicy, FaultsAreNamedWithTheirPlace) {
  const auto broken = ParseBankPolicy(
      "version: 2\nedition: X Y\nstatuses: {ACSP: PAID, toolong: PENDING}\nreasons: {AC01: NOTHING}\nquestions: {}\n", "b.yaml");
  ASSERT_FALSE(broken.ok());
  for (const char* said : {"b.yaml:1:", "b.yaml:3:", "b.yaml:4:", "four capitals", "no such kind", "ACCOUNT_WRONG"}) {
    EXPECT_THAT(std::string(broken.status().message()), HasSubstr(said));
  }
  EXPECT_EQ(Policy().MeaningOf("ACSC"), BankMeaning::kSettledByBank);
  EXPECT_EQ(Policy().MeaningOf("PAID"), std::nullopt);
}

TEST(ReconciliationRules, SaysWhatDoesNotAgree) {
  const std::string day = "2026-12-07";
  const auto kind = [&](v1::PaymentOrderState state, int64_t moved, const std::string& on) {
    const auto found = DifferencesOf(OddOrder{"o", 5, state, moved, on}, day);
    return found.empty() ? v1::RECONCILIATION_DIFFERENCE_KIND_UNSPECIFIED : found[0].kind();
  };
  EXPECT_EQ(kind(v1::PAYMENT_ORDER_STATE_SENT, 0, ""), v1::RECONCILIATION_DIFFERENCE_KIND_NOT_ANSWERED);
  EXPECT_EQ(kind(v1::PAYMENT_ORDER_STATE_ACCEPTED, 0, ""), v1::RECONCILIATION_DIFFERENCE_KIND_NOT_MOVED);
  EXPECT_EQ(kind(v1::PAYMENT_ORDER_STATE_REJECTED, 0, ""), v1::RECONCILIATION_DIFFERENCE_KIND_REFUSED);
  EXPECT_EQ(kind(v1::PAYMENT_ORDER_STATE_SETTLED, 1, "2026-12-08"), v1::RECONCILIATION_DIFFERENCE_KIND_OTHER_DAY);
  EXPECT_EQ(kind(v1::PAYMENT_ORDER_STATE_RETURNED, 1, day), v1::RECONCILIATION_DIFFERENCE_KIND_UNSPECIFIED);
  const auto of_line = [&](v1::BankLineKind line_kind, v1::BankLineMatch match, const std::string& ordered_for, bool repeated) {
    return DifferencesOf(OddLine{"l", "o", line_kind, match, 5, ordered_for, repeated}, day);
  };
  EXPECT_EQ(of_line(v1::BANK_LINE_KIND_OUT, v1::BANK_LINE_MATCH_NONE, "", false)[0].kind(),
            v1::RECONCILIATION_DIFFERENCE_KIND_NOT_OURS);
  EXPECT_EQ(of_line(v1::BANK_LINE_KIND_OUT, v1::BANK_LINE_MATCH_ORDER, day, true)[0].kind(),
            v1::RECONCILIATION_DIFFERENCE_KIND_MOVED_TWICE);
  EXPECT_EQ(of_line(v1::BANK_LINE_KIND_OUT, v1::BANK_LINE_MATCH_AMOUNT_DIFFERS, "2026-12-06", true).size(), 3U);
  EXPECT_EQ(of_line(v1::BANK_LINE_KIND_BACK, v1::BANK_LINE_MATCH_ORDER, day, false)[0].kind(),
            v1::RECONCILIATION_DIFFERENCE_KIND_CAME_BACK);
  EXPECT_THAT(of_line(v1::BANK_LINE_KIND_OUT, v1::BANK_LINE_MATCH_ORDER, day, false), IsEmpty());
  v1::Reconciliation reconciliation;
  SetReckoned({1, 5, 0, 0, 0, 0, 0, 0}, {OddOrder{"o", 5, v1::PAYMENT_ORDER_STATE_SENT, 0, ""}}, {}, 2, day, reconciliation);
  EXPECT_EQ(reconciliation.difference_count(), 3);
  EXPECT_TRUE(SameReckoning(reconciliation, reconciliation));
  v1::Reconciliation other = reconciliation;
  other.set_moved_qepik(1);
  EXPECT_FALSE(SameReckoning(reconciliation, other));
}

}  // namespace
}  // namespace dayaq::payment
