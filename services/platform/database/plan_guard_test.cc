#include "services/platform/database/plan_guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/database/scratch_database.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Query kByUid{"visit.by_uid", "SELECT {columns:dayaq.database_test.Visit} FROM room.visit WHERE uid = $1"};
constexpr Query kByMood{"visit.by_mood", "SELECT uid FROM room.visit v WHERE mood = $1 AND count > $2 LIMIT 5"};
constexpr Query kTouch{"visit.touch", "UPDATE room.visit SET count = count + 1 WHERE uid = $1"};

using PlanGuardTest = ScratchDatabaseTest;

TEST_F(PlanGuardTest, NamesWhatReadsAWholeLargeTable) {
  ConnectionPool pool(Options());
  const absl::Status status = InTransaction(pool, Soon(), nullptr, [](Transaction& transaction) {
    transaction.SetColumns("tester", DataClassSet::All(), DataClassSet::All());
    return CheckPlans(transaction, {kByUid, kByMood, kTouch}, {"room.visit"});
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("visit.by_mood reads all of room.visit"));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("by_uid")));
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("touch")));
}

TEST_F(PlanGuardTest, SmallTablesMayBeReadWhole) {
  ConnectionPool pool(Options());
  EXPECT_TRUE(InTransaction(pool, Soon(), nullptr, [](Transaction& transaction) {
                return CheckPlans(transaction, {kByMood}, {"room.counter"});
              }).ok());
}

}  // namespace
}  // namespace dayaq
