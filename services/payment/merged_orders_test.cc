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
  payable.recovery = {.share_percent = share};
  if (merged != nullptr) {
    payable.paid_elsewhere = PaidAndNotOwed(*merged);
    payable.recovered_elsewhere_qepik = merged->recovered;
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

}  // namespace
}  // namespace dayaq::payment
