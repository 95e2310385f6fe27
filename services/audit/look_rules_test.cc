#include "services/audit/look_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::audit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Noon in Baku.
const absl::Time kNoon = absl::FromCivil(absl::CivilSecond(2026, 3, 1, 12), absl::FixedTimeZone(4 * 3600));

v1::Entry Read(absl::Duration ago, const std::string& staff = "staff-1") {
  v1::Entry entry;
  entry.set_uid(absl::StrCat(staff, "-", absl::ToInt64Seconds(ago)));
  *entry.mutable_time() = Timestamp(kNoon - ago);
  entry.set_staff_uid(staff);
  entry.set_role("clinician");
  entry.set_institution("hospital-barda");
  entry.set_purpose("care");
  entry.set_method("/dayaq.survivor.v1.SurvivorService/GetSurvivor");
  entry.set_action("survivor.read");
  entry.set_decision(v1::DECISION_ALLOWED);
  entry.add_disclosed(access::v1::DATA_CLASS_IDENTITY);
  return entry;
}

v1::Entry Reaction(absl::Duration ago) {
  v1::Entry entry = Read(ago, "");
  entry.set_method("reaction/payment.assess");
  entry.set_action("entitlement.assess");
  entry.set_role("payment_background");
  return entry;
}

std::vector<LookedEntry> All(const std::vector<v1::Entry>& entries) {
  std::vector<LookedEntry> all;
  for (const v1::Entry& entry : entries) all.push_back({entry, ""});
  return all;
}

std::vector<int64_t> CountsOf(const FoldedLooks& folded) {
  std::vector<int64_t> counts;
  for (const v1::Look& look : folded.looks) counts.push_back(look.count());
  return counts;
}

TEST(LookKind, SaysWhatWasDone) {
  v1::Entry entry = Read(absl::ZeroDuration());
  EXPECT_EQ(KindOf(entry), v1::LOOK_KIND_READ);
  entry.set_after_hash(std::string(32, 'a'));
  EXPECT_EQ(KindOf(entry), v1::LOOK_KIND_CHANGED);
  entry.set_validate_only(true);
  EXPECT_EQ(KindOf(entry), v1::LOOK_KIND_READ) << "nothing was stored";
  entry.set_validate_only(false);
  entry.set_replayed(true);
  EXPECT_EQ(KindOf(entry), v1::LOOK_KIND_READ) << "it was changed before";
  entry.set_decision(v1::DECISION_DENIED);
  EXPECT_EQ(KindOf(entry), v1::LOOK_KIND_REFUSED);
  entry.set_decision(v1::DECISION_FAILED);
  EXPECT_EQ(KindOf(entry), v1::LOOK_KIND_FAILED);
  entry.set_reason("NOT_FOUND");
  EXPECT_EQ(KindOf(entry), v1::LOOK_KIND_REFUSED) << "the record is there: it lay out of reach";
  EXPECT_EQ(KindOf(Reaction(absl::ZeroDuration())), v1::LOOK_KIND_CHANGED);
}

TEST(FoldLooks, TenReadsInAMinuteAreOneLine) {
  std::vector<v1::Entry> entries;
  for (int i = 0; i < 10; ++i) entries.push_back(Read(absl::Seconds(5 * i)));
  entries.back().add_disclosed(access::v1::DATA_CLASS_HEALTH);
  const FoldedLooks folded = FoldLooks(All(entries), 50);
  ASSERT_THAT(folded.looks, SizeIs(1));
  EXPECT_EQ(folded.taken, 10u);
  const v1::Look& look = folded.looks[0];
  EXPECT_EQ(look.count(), 10);
  EXPECT_EQ(TimeOf(look.last_time()), kNoon);
  EXPECT_EQ(TimeOf(look.first_time()), kNoon - absl::Seconds(45));
  EXPECT_THAT(look.seen(), ElementsAre(access::v1::DATA_CLASS_IDENTITY, access::v1::DATA_CLASS_HEALTH)) << "all that was seen";
  EXPECT_THAT(look.entry_uids(), SizeIs(10));
}

TEST(FoldLooks, AMinuteIsAMinute) {
  EXPECT_THAT(CountsOf(FoldLooks(All({Read(absl::ZeroDuration()), Read(absl::Seconds(59))}), 50)), ElementsAre(2));
  EXPECT_THAT(CountsOf(FoldLooks(All({Read(absl::ZeroDuration()), Read(absl::Seconds(60))}), 50)), ElementsAre(1, 1));
  EXPECT_THAT(CountsOf(FoldLooks(All({Read(absl::ZeroDuration()), Read(absl::Seconds(50)), Read(absl::Seconds(100))}), 50)),
              ElementsAre(2, 1))
      << "from the last time on";
}

TEST(FoldLooks, WhatDiffersIsNotFolded) {
  const v1::Entry plain = Read(absl::ZeroDuration());
  std::vector<v1::Entry> entries = {plain};
  const auto other = [&](const std::function<void(v1::Entry&)>& change) {
    v1::Entry entry = plain;
    change(entry);
    entries.push_back(entry);
  };
  other([](v1::Entry& e) { e.set_staff_uid("staff-2"); });
  other([](v1::Entry& e) { e.set_role("caseworker"); });
  other([](v1::Entry& e) { e.set_institution("hospital-tartar"); });
  other([](v1::Entry& e) { e.set_purpose("emergency"); });
  other([](v1::Entry& e) { e.set_action("survivor.list"); });
  other([](v1::Entry& e) { e.set_on_behalf_of("staff-3"); });
  other([](v1::Entry& e) { e.set_after_hash("a"); });
  other([](v1::Entry& e) { e.set_validate_only(true); });
  other([](v1::Entry& e) {
    e.set_decision(v1::DECISION_DENIED);
    e.set_reason("ACTION_DENIED");
  });
  std::vector<LookedEntry> all = All(entries);
  all.push_back({plain, "withholdings/1"});
  EXPECT_THAT(FoldLooks(all, 50).looks, SizeIs(11));
}

TEST(FoldLooks, TheSystemIsOneLineADayOfBaku) {
  // Noon, nine in the morning, five past midnight; and five to midnight of the day before.
  const auto day = All({Reaction(absl::ZeroDuration()), Read(absl::Hours(1)), Reaction(absl::Hours(3)),
                        Reaction(absl::Hours(11) + absl::Minutes(55)), Reaction(absl::Hours(12) + absl::Minutes(5))});
  const FoldedLooks folded = FoldLooks(day, 50);
  EXPECT_THAT(CountsOf(folded), ElementsAre(3, 1, 1));
  EXPECT_TRUE(folded.looks[0].by_system());
  EXPECT_FALSE(folded.looks[1].by_system());
}

TEST(FoldLooks, StopsBeforeTheLineThatWouldBeTooMany) {
  std::vector<v1::Entry> entries;
  for (int i = 0; i < 30; ++i) entries.push_back(Read(absl::Minutes(i)));
  const FoldedLooks folded = FoldLooks(All(entries), 7);
  EXPECT_THAT(folded.looks, SizeIs(7));
  EXPECT_EQ(folded.taken, 7u);
  EXPECT_EQ(FoldLooks({}, 7).taken, 0u);
}

// Whatever the pages, each entry is counted once.
TEST(FoldLooks, PagesCountEveryEntryOnce) {
  std::vector<v1::Entry> entries;
  for (int i = 0; i < 500; ++i) {
    entries.push_back(i % 7 == 0 ? Reaction(absl::Seconds(37 * i)) : Read(absl::Seconds(37 * i), absl::StrCat("staff-", i % 5)));
  }
  const std::vector<LookedEntry> all = All(entries);
  for (const size_t size : {1u, 2u, 3u, 10u, 200u}) {
    size_t at = 0;
    int64_t counted = 0;
    while (at < all.size()) {
      const FoldedLooks page = FoldLooks({all.begin() + static_cast<std::ptrdiff_t>(at), all.end()}, size);
      ASSERT_GT(page.taken, 0u);
      at += page.taken;
      for (const v1::Look& look : page.looks) counted += look.count();
    }
    EXPECT_EQ(counted, 500) << size;
  }
}

TEST(LookOf, TellsDelegationEmergencyAndLists) {
  v1::Entry entry = Read(absl::ZeroDuration());
  EXPECT_FALSE(LookOf({entry, ""}).by_delegation());
  entry.set_on_behalf_of("staff-9");
  entry.set_purpose("emergency");
  entry.set_action("survivor.list");
  const v1::Look look = LookOf({entry, "withholdings/1"});
  EXPECT_TRUE(look.by_delegation());
  EXPECT_TRUE(look.in_emergency());
  EXPECT_TRUE(look.in_list());
  EXPECT_EQ(look.withheld_by(), "withholdings/1");
  EXPECT_THAT(look.seen_az(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::audit
