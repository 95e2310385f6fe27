#include "services/payment/order_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::payment {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1796000000);

PaymentPolicy SomePolicy() {
  PaymentPolicy policy;
  policy.default_purpose = {"SSBE", "SOSIAL ODENIS {period}"};
  policy.order_limit_qepik = 4000000;
  policy.payee_limit = {30, 6000000};
  policy.officer_limit = {1, 100000000};
  return policy;
}

// Somebody who is paid, with this due: period and amount.
Payable SomePayable(const std::vector<std::pair<std::string, int64_t>>& unpaid) {
  Payable payable;
  payable.entitlement.set_uid("e");
  payable.entitlement.set_survivor_uid("s");
  payable.entitlement.set_beneficiary_uid("s");
  payable.entitlement.set_benefit("disability-allowance");
  payable.entitlement.set_releasable(true);
  for (const auto& [period, amount] : unpaid) {
    v1::Instalment& instalment = payable.unpaid.emplace_back();
    instalment.set_uid(absl::StrCat("i", payable.unpaid.size()));
    instalment.set_period(period);
    instalment.set_amount_qepik(amount);
  }
  payable.recovery = {.share_percent = 20, .smallest_left_qepik = 0};
  payable.account.emplace().set_uid("a");
  *payable.account->mutable_hold_until_time() = Timestamp(kNow - absl::Seconds(1));
  return payable;
}

TEST(OrderRules, PaysWhatIsDueInOneOrder) {
  const Proposed proposed = Propose(SomePayable({{"2025-07", 25000}, {"2025-06", 22000}}), SomePolicy(), kNow);
  ASSERT_TRUE(proposed.order.has_value());
  EXPECT_EQ(proposed.order->amount_qepik(), 47000);
  EXPECT_EQ(proposed.order->recovered_qepik(), 0);
  EXPECT_EQ(proposed.order->remittance(), "SOSIAL ODENIS 07.2025");
  ASSERT_EQ(proposed.instalments.size(), 2U);
  EXPECT_EQ(proposed.instalments[0].period(), "2025-06");
}

TEST(OrderRules, ACorrectionBeforeThePaymentIsOneAmount) {
  const Due due = ReckonDue(SomePayable({{"2025-07", 25000}, {"2025-07", -3000}}));
  EXPECT_EQ(due.amount_qepik(), 22000);
  EXPECT_EQ(due.overpaid_qepik, 0);
  EXPECT_EQ(due.instalments.size(), 2U);
}

TEST(OrderRules, AnOverPaymentIsTakenBackByShares) {
  // June was paid, and turned out too high by 70.00.
  Payable payable = SomePayable({{"2025-06", -7000}, {"2025-07", 25000}});
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 5000);
  EXPECT_EQ(ReckonDue(payable).amount_qepik(), 20000);
  EXPECT_EQ(ReckonDue(payable).instalments.size(), 1U);
  payable.recovered_qepik = 5000;
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 2000);
  payable.recovered_qepik = 7000;
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 0);
  // It was right after all: what was taken is paid out again.
  payable.unpaid.erase(payable.unpaid.begin());
  EXPECT_EQ(ReckonDue(payable).amount_qepik(), 32000);
}

TEST(OrderRules, WhatIsLeftIsNotTooLittleAndWaivedIsNotTaken) {
  Payable payable = SomePayable({{"2025-06", -7000}, {"2025-07", 25000}});
  payable.recovery = {.share_percent = 100, .smallest_left_qepik = 21000};
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 4000);
  payable.recovery = {.share_percent = 100, .smallest_left_qepik = 0, .waived_qepik = 6500};
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 500);
}

TEST(OrderRules, SaysWhyNothingIsPaid) {
  const PaymentPolicy policy = SomePolicy();
  const auto reason = [&](const auto& change) {
    Payable payable = SomePayable({{"2025-07", 25000}});
    change(payable);
    const Proposed proposed = Propose(payable, policy, kNow);
    EXPECT_FALSE(proposed.order.has_value());
    return proposed.omission.has_value() ? proposed.omission->reason() : v1::OMISSION_REASON_UNSPECIFIED;
  };
  EXPECT_EQ(reason([](Payable& p) { p.entitlement.set_example(true); }), v1::OMISSION_REASON_EXAMPLE);
  EXPECT_EQ(reason([](Payable& p) { p.entitlement.set_releasable(false); }), v1::OMISSION_REASON_NOT_RELEASABLE);
  EXPECT_EQ(reason([](Payable& p) { p.entitlement.set_suspended(true); }), v1::OMISSION_REASON_SUSPENDED);
  EXPECT_EQ(reason([](Payable& p) { p.payee_gone = true; }), v1::OMISSION_REASON_PAYEE_GONE);
  EXPECT_EQ(reason([](Payable& p) { p.account.reset(); }), v1::OMISSION_REASON_NO_ACCOUNT);
  EXPECT_EQ(reason([](Payable& p) { *p.account->mutable_hold_until_time() = Timestamp(kNow + absl::Seconds(1)); }),
            v1::OMISSION_REASON_ACCOUNT_ON_HOLD);
  EXPECT_EQ(reason([](Payable& p) { p.account->add_doubts(v1::ACCOUNT_DOUBT_SHARED); }), v1::OMISSION_REASON_ACCOUNT_IN_DOUBT);
  EXPECT_EQ(reason([](Payable& p) { p.payee_held = true; }), v1::OMISSION_REASON_ORDER_HELD);
  EXPECT_EQ(reason([](Payable& p) { p.payee_lately_qepik = 5975001; }), v1::OMISSION_REASON_PAYEE_LIMIT);
  EXPECT_EQ(reason([](Payable& p) { p.unpaid[0].set_amount_qepik(4000001); }), v1::OMISSION_REASON_ORDER_LIMIT);
  EXPECT_EQ(reason([](Payable& p) {
              p.recovery.share_percent = 100;
              p.unpaid.push_back(p.unpaid[0]);
              p.unpaid[1].set_period("2025-06");
              p.unpaid[1].set_amount_qepik(-30000);
            }),
            v1::OMISSION_REASON_RECOVERED);
  Payable answered = SomePayable({{"2025-07", 25000}});
  answered.account->add_doubts(v1::ACCOUNT_DOUBT_SHARED);
  answered.account->set_answered_by("somebody");
  EXPECT_TRUE(Propose(answered, policy, kNow).order.has_value());
  EXPECT_FALSE(Propose(SomePayable({}), policy, kNow).omission.has_value());
  // All of it stands in an order that a person must answer for first.
  Payable asked = SomePayable({});
  asked.asked_qepik = 25000;
  EXPECT_EQ(Propose(asked, policy, kNow).omission->reason(), v1::OMISSION_REASON_ORDER_HELD);
}

v1::AmountAnswer Waiting(const std::string& first, const std::string& last) {
  v1::AmountAnswer stretch;
  stretch.set_first_period(first);
  stretch.set_last_period(last);
  return stretch;
}

TEST(OrderRules, MonthsThatWaitAreListedAndTheOthersArePaid) {
  Payable payable = SomePayable({{"2025-01", 22000}, {"2025-02", 22000}, {"2025-03", 22000}, {"2025-07", 25000}});
  payable.waiting = {Waiting("2024-11", "2025-02")};
  const Proposed proposed = Propose(payable, SomePolicy(), kNow);
  ASSERT_TRUE(proposed.order.has_value());
  EXPECT_EQ(proposed.order->amount_qepik(), 47000);
  ASSERT_EQ(proposed.instalments.size(), 2U);
  EXPECT_EQ(proposed.instalments[0].period(), "2025-03");
  ASSERT_TRUE(proposed.omission.has_value());
  EXPECT_EQ(proposed.omission->reason(), v1::OMISSION_REASON_AMOUNT_ASSUMED);
  EXPECT_EQ(proposed.omission->amount_qepik(), 44000);

  payable.waiting = {Waiting("2024-11", "2025-07")};
  const Proposed nothing = Propose(payable, SomePolicy(), kNow);
  EXPECT_FALSE(nothing.order.has_value());
  EXPECT_EQ(nothing.omission->reason(), v1::OMISSION_REASON_AMOUNT_ASSUMED);
  EXPECT_EQ(nothing.omission->amount_qepik(), 91000);
  payable.entitlement.set_example(true);
  EXPECT_EQ(Propose(payable, SomePolicy(), kNow).omission->reason(), v1::OMISSION_REASON_EXAMPLE);

  // What keeps everything from leaving is told first.
  payable = SomePayable({{"2025-02", 22000}, {"2025-07", 25000}});
  payable.waiting = {Waiting("2025-02", "2025-02")};
  payable.account.reset();
  EXPECT_EQ(Propose(payable, SomePolicy(), kNow).omission->reason(), v1::OMISSION_REASON_NO_ACCOUNT);
}

TEST(OrderRules, WhatWasPaidAboveAnAssumedAmountIsTakenBackAllTheSame) {
  // February was paid at 300.00 when a source said so; now 270.00 is assumed.
  Payable payable = SomePayable({{"2025-02", -3000}, {"2025-07", 25000}});
  payable.waiting = {Waiting("2025-02", "2025-02")};
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 3000);
  payable.recovered_qepik = 3000;
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 0) << "once";
  EXPECT_EQ(ReckonDue(payable).waiting_qepik, 0);
}

TEST(OrderRules, AMonthThatWaitsAndWasPaidToAMergedRecordIsNoOverPayment) {
  Payable payable = SomePayable({{"2025-02", 27000}, {"2025-07", 30000}});
  payable.waiting = {Waiting("2025-02", "2025-02")};
  payable.paid_elsewhere = {{"2025-02", 27000}};
  EXPECT_EQ(ReckonDue(payable).amount_qepik(), 30000);
  payable.paid_elsewhere = {{"2025-02", 29000}};
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 2000) << "what was above it is one";
  // A source is found.
  payable.waiting.clear();
  EXPECT_EQ(ReckonDue(payable).recovered_qepik, 29000) << "and the month is covered by what was paid";
}

// A long history of one entitlement: facts change backwards, runs pay, banks refuse and return, and at the end the sums are right.
class History {
 public:
  int64_t Entitled() const { return entitled_; }
  int64_t Paid() const { return paid_; }

  // The target of a period becomes another one; what is missing is added, as instalments are.
  void Change(const std::string& period, int64_t target) {
    const int64_t difference = target - targets_[period];
    targets_[period] = target;
    if (difference == 0) return;
    entitled_ += difference;
    v1::Instalment instalment;
    instalment.set_uid(absl::StrCat("i", ++count_));
    instalment.set_period(period);
    instalment.set_amount_qepik(difference);
    free_.push_back(instalment);
  }

  // A run. Returns whether an order was made.
  bool Run(int share) {
    Payable payable = SomePayable({});
    payable.unpaid = free_;
    payable.recovered_qepik = recovered_;
    payable.recovery.share_percent = share;
    PaymentPolicy policy = SomePolicy();
    policy.order_limit_qepik = policy.payee_limit.most_qepik = int64_t{1} << 40;
    const int64_t debt = std::max<int64_t>(0, ReckonDue(payable).overpaid_qepik);
    const Proposed proposed = Propose(payable, policy, kNow);
    if (!proposed.order.has_value()) return false;
    Order order{proposed.order->amount_qepik(), proposed.order->recovered_qepik(), {}};
    RC_ASSERT(order.amount > 0);
    for (const v1::PaymentOrderInstalment& part : proposed.instalments) {
      const auto found =
          std::find_if(free_.begin(), free_.end(), [&](const v1::Instalment& i) { return i.uid() == part.instalment_uid(); });
      RC_ASSERT(found != free_.end());
      order.parts.push_back(*found);
      free_.erase(found);
    }
    int64_t sum = 0;
    for (const v1::Instalment& part : order.parts) sum += part.amount_qepik();
    RC_ASSERT(order.amount == sum - order.recovered);
    paid_ += order.amount;
    recovered_ += order.recovered;
    // Nobody gets more than is owed; where more had been paid already, what is over grows no more.
    RC_ASSERT(paid_ - entitled_ <= debt);
    orders_.push_back(order);
    return true;
  }

  // The bank refuses an order, or sends it back.
  void Fail(size_t which) {
    if (orders_.empty()) return;
    const auto order = orders_.begin() + static_cast<std::ptrdiff_t>(which % orders_.size());
    paid_ -= order->amount;
    recovered_ -= order->recovered;
    free_.insert(free_.end(), order->parts.begin(), order->parts.end());
    orders_.erase(order);
  }

 private:
  struct Order {
    int64_t amount;
    int64_t recovered;
    std::vector<v1::Instalment> parts;
  };
  std::map<std::string, int64_t> targets_;
  std::vector<v1::Instalment> free_;
  std::vector<Order> orders_;
  int64_t entitled_ = 0, paid_ = 0, recovered_ = 0;
  int count_ = 0;
};

RC_GTEST_PROP(OrderRules, NobodyIsPaidMoreThanTheyAreEntitledTo, ()) {
  History history;
  const int length = *rc::gen::inRange(1, 60);
  for (int i = 0; i < length; ++i) {
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
      case 1:
        history.Change(absl::StrFormat("2025-%02d", *rc::gen::inRange(1, 13)), *rc::gen::inRange(0, 60000));
        break;
      case 2:
        history.Run(*rc::gen::element(0, 7, 20, 50, 100));
        break;
      default:
        history.Fail(*rc::gen::inRange<size_t>(0, 50));
    }
  }
  // Left alone, and with enough to come, everything evens out: what is paid is what is owed.
  history.Change("2026-01", 100000000);
  while (history.Run(100)) {
  }
  RC_ASSERT(history.Paid() == history.Entitled());
}

TEST(Recovery, AShareIsTakenOff) {
  RecoveryTerms terms;
  terms.share_percent = 20;
  terms.smallest_left_qepik = 10000;
  EXPECT_EQ(TakenOff(25000, 60000, terms), 5000);
  EXPECT_EQ(TakenOff(25000, 3000, terms), 3000);
  EXPECT_EQ(TakenOff(11000, 60000, terms), 1000) << "what must be left is left";
  EXPECT_EQ(TakenOff(9000, 60000, terms), 0);
  terms.waived_qepik = 59000;
  EXPECT_EQ(TakenOff(25000, 60000, terms), 1000);
}

RC_GTEST_PROP(RecoveryProperty, NothingGoesBelowNothing, ()) {
  RecoveryTerms terms;
  terms.share_percent = *rc::gen::inRange(0, 101);
  terms.smallest_left_qepik = *rc::gen::inRange<int64_t>(0, 100000);
  terms.waived_qepik = *rc::gen::inRange<int64_t>(0, 100000);
  const int64_t owed = *rc::gen::inRange<int64_t>(0, 10000000), due = *rc::gen::inRange<int64_t>(0, 1000000);
  int64_t still_owed = owed;
  // Month after month of the same: what is taken off never exceeds what is owed, nor the share, nor leaves too little.
  for (int month = 0; month < 50; ++month) {
    const int64_t taken = TakenOff(due, still_owed, terms);
    RC_ASSERT(taken >= 0);
    RC_ASSERT(taken * 100 <= due * terms.share_percent);
    RC_ASSERT(taken == 0 || due - taken >= terms.smallest_left_qepik);
    still_owed -= taken;
  }
  RC_ASSERT(still_owed >= std::min(owed, terms.waived_qepik));
}

}  // namespace
}  // namespace dayaq::payment
