// The statements about benefits in kind against the migrated schema: every field of what people stand by and are given has its
// column, no statement reads a large table from end to end, as the roles that run them, and the assessment and people wait for each
// other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "services/payment/in_kind_queries.h"
#include "services/payment/in_kind_test_fixture.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::payment {
namespace {

class InKindDatabaseTest : public InKindFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return payment_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries, {"payment.in_kind_entry", "payment.in_kind_item", "payment.in_kind_allocation"});
    });
  }
};

TEST_F(InKindDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  for (const auto* type : {v1::InKindEntry::descriptor(), v1::InKindItem::descriptor()}) {
    EXPECT_EQ(payment_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *type, {}); }), absl::OkStatus())
        << type->full_name();
  }
}

TEST_F(InKindDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  EXPECT_EQ(Plans("samir-caseworker", {kInKindEntry,
                                       kInKindEntryToChange,
                                       kInKindQueue,
                                       kCountInKindQueue,
                                       kInKindEntriesOfSurvivor,
                                       kInKindPlace,
                                       kDeclineInKind,
                                       kTakeBackDecline,
                                       kPassOverInKind,
                                       kNextInKind,
                                       kInKindAllocation,
                                       kInKindAllocationToChange,
                                       kInKindAllocations,
                                       kAddInKindItems,
                                       kInKindItem,
                                       kInKindItemToChange,
                                       kInKindItemsOfAllocation,
                                       kInKindItemsOfSurvivor,
                                       kHandOverInKindItem,
                                       kEndInKindItem}),
            absl::OkStatus());
  EXPECT_EQ(Plans("aytan-approver", {kApproveInKindAllocation, kApproveInKindItems, kRejectInKindAllocation, kRejectInKindItems}),
            absl::OkStatus());
  EXPECT_EQ(Plans("", {kInKindEntriesOf, kInKindEntriesToAssess, kInKindGiven, kWriteInKindEntries, kGiveUpInKindItems}),
            absl::OkStatus());
}

// Facts change while things are set aside and given up again: whoever has one set aside stands as such, and nobody else does.
TEST_F(InKindDatabaseTest, FactsThatChangeWhileThingsAreSetAsideLoseNeitherThePlaceNorTheThing) {
  constexpr int kRounds = 40;
  const std::string person = Entitled(90, "2022-01-01");
  const auto stock = AddStock(1);
  ASSERT_TRUE(stock.ok()) << stock.status();
  std::atomic<bool> over{false};
  std::thread facts([&] {
    for (int round = 0; !over; ++round) {
      const std::string day = absl::StrCat("2022-01-0", 1 + round % 9);
      Write(absl::StrCat("UPDATE survivor.disability_decision SET valid_from = '", day, "', in_force_from = '", day,
                         "' WHERE survivor_uid = '", person, "'"));
      React("survivor.changed", person);
    }
  });
  int rounds = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto proposed = Propose(*stock, 1);
    if (!proposed.ok()) continue;
    ++rounds;
    const v1::GetAllocationResponse made = AllocationOf(proposed->name());
    EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_ALLOCATED) << "in round " << round;
    EXPECT_TRUE(Withdraw(made.items(0)).ok());
  }
  over = true;
  facts.join();
  EXPECT_GT(rounds, kRounds / 2);
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_WAITING);
}

}  // namespace
}  // namespace dayaq::payment
