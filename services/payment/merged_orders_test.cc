// What orders pay once records are found to be one person, and when that was a mistake: by hand, and over random histories against
// a model that knows only what each was given and what each is entitled to.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/payment/order_rules.h"

namespace dayaq::payment {
namespace {

struct Part {
  std::string period;
  int64_t qepik = 0;
  // In an order that stands.
  bool live = false;
};

// A record's entitlement with what was paid of it.
struct Record {
  // The month from which it is entitled by its own facts; 0: never.
  int from = 0;
  int64_t monthly = 0;
  std::vector<Part> parts;
  int64_t recovered = 0;
  // What of an over-payment a person waived.
  int64_t waived = 0;
  // What its account got.
  int64_t got = 0;

  int64_t Owed() const {
    int64_t owed = 0;
    for (const Part& part : parts) owed += part.qepik;
    return owed;
  }
};

std::string Month(int month) { return absl::StrFormat("%04d-%02d", 2024 + month / 12, month % 12 + 1); }

// Differences are added, nothing is edited: as instalment_rules does.
void Assess(int now, int from, int64_t monthly, Record& record) {
  std::map<std::string, int64_t> wanted;
  for (int month = from; from > 0 && month <= now; ++month) wanted[Month(month)] = monthly;
  for (const Part& part : record.parts) wanted[part.period] -= part.qepik;
  for (const auto& [period, difference] : wanted) {
    if (difference != 0) record.parts.push_back({period, difference, false});
  }
}

// By period what is in no order; with `below` only what is below nothing, as what was paid.
std::map<std::string, int64_t> PaidAndNotOwed(const Record& record) {
  std::map<std::string, int64_t> sums;
  for (const Part& part : record.parts) {
    if (!part.live) sums[part.period] -= part.qepik;
  }
  for (auto at = sums.begin(); at != sums.end();) at = at->second > 0 ? std::next(at) : sums.erase(at);
  return sums;
}

// One run; whether anything was due.
bool Pay(Record& record, const Record* merged, int share) {
  Payable payable;
  for (size_t i = 0; i < record.parts.size(); ++i) {
    if (record.parts[i].live) continue;
    v1::Instalment& instalment = payable.unpaid.emplace_back();
    instalment.set_uid(absl::StrCat(i));
    instalment.set_period(record.parts[i].period);
    instalment.set_amount_qepik(record.parts[i].qepik);
  }
  payable.recovered_qepik = record.recovered;
  payable.recovery = {.share_percent = share, .waived_qepik = record.waived};
  if (merged != nullptr) {
    payable.paid_elsewhere = PaidAndNotOwed(*merged);
    payable.recovered_elsewhere_qepik = merged->recovered;
    payable.waived_elsewhere_qepik = merged->waived;
  }
  const Due due = ReckonDue(payable);
  if (due.due_qepik == 0) return false;
  if (due.amount_qepik() <= 0) return true;
  for (const v1::Instalment& instalment : due.instalments)
    record.parts[static_cast<size_t>(std::stoi(instalment.uid()))].live = true;
  record.recovered += due.recovered_qepik;
  record.got += due.amount_qepik();
  return true;
}

TEST(MergedOrders, WhatWasPaidToTheOtherRecordIsNotPaidAgain) {
  Record kept, other{.from = 1, .monthly = 25000};
  Assess(3, other.from, other.monthly, other);
  ASSERT_TRUE(Pay(other, nullptr, 20));
  EXPECT_EQ(other.got, 75000);

  // One person: the decision goes on in the kept record.
  Assess(3, 0, 0, other);
  Assess(3, 1, 25000, kept);
  Pay(kept, &other, 20);
  EXPECT_EQ(kept.got, 0) << "three months were paid";
  Assess(4, 1, 25000, kept);
  Pay(kept, &other, 20);
  EXPECT_EQ(kept.got, 25000) << "the fourth was not, and is paid whole";
  Assess(5, 1, 25000, kept);
  Pay(kept, &other, 20);
  EXPECT_EQ(kept.got, 50000);

  // It was a mistake. What the other was paid before stays theirs; the two months in between are owed to them, and too much on the
  // kept record.
  Assess(5, 1, 25000, other);
  Assess(5, 0, 0, kept);
  Pay(other, nullptr, 20);
  EXPECT_EQ(other.got, 125000);
  EXPECT_EQ(kept.got - kept.Owed(), 50000);
  EXPECT_FALSE(Pay(kept, nullptr, 20)) << "nothing is due of which it could be taken back";
}

TEST(MergedOrders, WhatWasPaidToBothIsTakenBackByShares) {
  Record kept{.from = 1, .monthly = 25000}, other{.from = 1, .monthly = 25000};
  for (Record* record : {&kept, &other}) {
    Assess(2, 1, 25000, *record);
    ASSERT_TRUE(Pay(*record, nullptr, 20));
  }
  Assess(3, 0, 0, other);
  Assess(3, 1, 25000, kept);
  Pay(kept, &other, 20);
  EXPECT_EQ(kept.got, 50000 + 20000) << "a fifth of what falls due";
  // Two people after all: what was taken is paid out again.
  Assess(4, 1, 25000, other);
  Assess(4, 1, 25000, kept);
  Pay(kept, nullptr, 20);
  Pay(other, nullptr, 20);
  EXPECT_EQ(kept.got, 100000);
  EXPECT_EQ(other.got, 100000);
}

// Of the other record 70.00 of each of three months were waived before anybody knew that the two are one person.
TEST(MergedOrders, WhatWasWaivedStaysWaivedOnTheRecordItWasWaivedOf) {
  Record kept, other{.from = 1, .monthly = 25000};
  Assess(3, 1, 25000, other);
  ASSERT_TRUE(Pay(other, nullptr, 20));
  Assess(3, 1, 18000, other);
  other.waived = 21000;
  Assess(4, 1, 18000, other);
  Pay(other, nullptr, 20);
  ASSERT_EQ(other.got, 75000 + 18000) << "nothing is taken of the fourth month";

  Assess(5, 0, 0, other);
  Assess(5, 1, 18000, kept);
  Pay(kept, &other, 20);
  EXPECT_EQ(kept.got, 18000) << "four months were paid, the fifth is whole";
  for (int month = 6; month <= 9; ++month) {
    Assess(month, 1, 18000, kept);
    Pay(kept, &other, 20);
  }
  EXPECT_EQ(kept.got, 5 * 18000) << "nothing is claimed later either";

  // A mistake: each is reckoned alone again, and what was waived is the other's.
  Assess(9, 0, 0, kept);
  Assess(9, 1, 18000, other);
  Pay(other, nullptr, 20);
  EXPECT_EQ(other.got, 9 * 18000 + 21000);
  EXPECT_EQ(other.recovered, 0);
  EXPECT_EQ(kept.waived, 0);
  // And together once more: whatever the kept record's account got covers months, once.
  Assess(10, 0, 0, other);
  Assess(10, 1, 18000, kept);
  Pay(kept, &other, 100);
  EXPECT_EQ(kept.got + other.got, 9 * 18000 + 21000 + 5 * 18000)
      << "the five months that both accounts got are too much, and no more";
}

// A part that was not waived is claimed on, by shares, wherever the record goes on; and not twice.
TEST(MergedOrders, WhatWasNotWaivedIsClaimedOnce) {
  Record kept, other{.from = 1, .monthly = 25000};
  Assess(4, 1, 25000, other);
  ASSERT_TRUE(Pay(other, nullptr, 20));
  Assess(4, 1, 15000, other);
  other.waived = 30000;
  Assess(5, 1, 15000, other);
  Pay(other, nullptr, 20);
  ASSERT_EQ(other.recovered, 3000) << "of the 100.00 that are left a fifth of a month";
  Assess(6, 0, 0, other);
  for (int month = 6; month <= 20; ++month) {
    Assess(month, 1, 15000, kept);
    Pay(kept, &other, 20);
  }
  EXPECT_EQ(kept.got + other.got, 20 * 15000 + 30000) << "everything but what was waived came back";
}

// The kept record's own waiver does not go to the other one when they come apart.
TEST(MergedOrders, AWaiverOfTheKeptRecordIsItsOwn) {
  Record kept{.from = 1, .monthly = 25000}, other{.from = 1, .monthly = 25000};
  for (Record* record : {&kept, &other}) {
    Assess(2, 1, 25000, *record);
    ASSERT_TRUE(Pay(*record, nullptr, 20));
    Assess(2, 1, 18000, *record);
  }
  kept.waived = 14000;
  Assess(3, 0, 0, other);
  Assess(3, 1, 18000, kept);
  Pay(kept, &other, 100);
  EXPECT_EQ(kept.got, 50000) << "the third month goes into the 500.00 that both were paid and nobody waived";
  Assess(4, 1, 18000, other);
  Assess(4, 1, 18000, kept);
  Pay(kept, nullptr, 100);
  Pay(other, nullptr, 100);
  EXPECT_EQ(kept.got, 4 * 18000 + 14000);
  EXPECT_EQ(other.got, 4 * 18000) << "it was paid too much, nobody waived that, and it came back";
}

// Any history of months, runs, merges and mistakes; facts that came after a merge are assigned to one of the two. With shares of
// everything, what people got after a run is what they are entitled to, or what they had if that was more.
RC_GTEST_PROP(MergedOrders, AnyHistoryEndsExactly, ()) {
  Record kept{.from = *rc::gen::inRange(0, 3), .monthly = *rc::gen::element(18000, 25000, 30000)};
  Record other{.from = *rc::gen::inRange(0, 3), .monthly = *rc::gen::element(18000, 25000, 30000)};
  const bool by_shares = *rc::gen::inRange(0, 4) == 0;
  const int share = by_shares ? 20 : 100;
  bool merged = false;
  int now = 2;
  const auto assess = [&] {
    if (!merged) {
      Assess(now, kept.from, kept.monthly, kept);
      Assess(now, other.from, other.monthly, other);
      return;
    }
    // The person has the facts of both.
    const int from = kept.from == 0 ? other.from : other.from == 0 ? kept.from : std::min(kept.from, other.from);
    Assess(now, from, std::max(kept.from > 0 ? kept.monthly : 0, other.from > 0 ? other.monthly : 0), kept);
    Assess(now, 0, 0, other);
  };
  assess();
  int runs = 0, merges = 0;
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6))) {
    if (step <= 1) {
      now = std::min(now + 1, 40);
      assess();
    } else if (step == 2) {
      merged = !merged;
      merges += merged;
      assess();
    } else if (step == 3) {
      // Something was decided; while they are one record, it is assigned to one of the two when they come apart.
      Record& whose = *rc::gen::arbitrary<bool>() ? kept : other;
      whose.from = whose.from == 0 ? 1 : whose.from;
      whose.monthly = *rc::gen::element(18000, 25000, 30000);
      assess();
    } else {
      ++runs;
      const int64_t kept_had = kept.got, other_had = other.got;
      const bool due_here = Pay(kept, merged ? &other : nullptr, share);
      const bool due_there = Pay(other, nullptr, share);
      RC_ASSERT(kept.got >= kept_had && other.got >= other_had);
      if (by_shares) continue;
      if (merged) {
        RC_ASSERT(!due_there);
        const int64_t had = kept_had + other_had;
        RC_ASSERT(kept.got + other.got == (due_here ? std::max(had, kept.Owed()) : had));
      } else {
        RC_ASSERT(kept.got == (due_here ? std::max(kept_had, kept.Owed()) : kept_had));
        RC_ASSERT(other.got == (due_there ? std::max(other_had, other.Owed()) : other_had));
      }
    }
    // Books balance in every moment: what was got is what lies in orders less what was taken back.
    for (const Record* record : {&kept, &other}) {
      int64_t live = 0;
      for (const Part& part : record->parts) live += part.live ? part.qepik : 0;
      RC_ASSERT(record->got == live - record->recovered);
    }
  }
  RC_CLASSIFY(runs > 0 && merges > 0, "paid, merged and parted");
}

// Whatever months, runs, merges and mistakes follow: with shares of everything, and no new facts, what each got in the end is what
// it is entitled to and what was waived of it; nothing of it is claimed again, from anybody.
RC_GTEST_PROP(MergedOrders, WhatWasWaivedIsNeverClaimed, ()) {
  const int64_t before = *rc::gen::inRange(15000, 40000), monthly = *rc::gen::inRange<int64_t>(10000, before + 1);
  Record kept, other{.from = 1, .monthly = monthly};
  int now = *rc::gen::inRange(1, 6);
  Assess(now, 1, before, other);
  Pay(other, nullptr, 100);
  Assess(now, 1, monthly, other);
  const int64_t too_much = other.got - other.Owed();
  other.waived = *rc::gen::inRange<int64_t>(0, too_much + 1);
  bool merged = false;
  int runs = 0;
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4))) {
    if (step == 0) now = std::min(now + 1, 40);
    if (step == 1) merged = !merged;
    Assess(now, merged ? 0 : 1, monthly, other);
    Assess(now, merged ? 1 : 0, monthly, kept);
    if (step < 2) continue;
    ++runs;
    const int64_t kept_had = kept.got, other_had = other.got;
    const bool due_here = Pay(kept, merged ? &other : nullptr, 100);
    const bool due_there = Pay(other, nullptr, 100);
    if (merged && due_here) {
      RC_ASSERT(kept.got + other.got == std::max(kept_had + other_had, kept.Owed() + other.waived));
    }
    if (!merged && due_there) RC_ASSERT(other.got == std::max(other_had, other.Owed() + other.waived));
  }
  RC_CLASSIFY(runs > 0, "paid");
}

}  // namespace
}  // namespace dayaq::payment
