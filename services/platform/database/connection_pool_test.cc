#include "services/platform/database/connection_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "services/platform/base/error.h"
#include "services/platform/database/connection.h"
#include "services/platform/database/scratch_database.h"

namespace dayaq {
namespace {

using PoolTest = ScratchDatabaseTest;

TEST_F(PoolTest, LendsTheLastReturnedFirst) {
  ConnectionPool pool(Options(3));
  auto first = pool.Acquire(Soon());
  ASSERT_TRUE(first.ok()) << first.status();
  auto second = pool.Acquire(Soon());
  ASSERT_TRUE(second.ok());
  const Connection* last = &second->connection();
  { ConnectionPool::Lease back = *std::move(first); }
  { ConnectionPool::Lease back = *std::move(second); }
  auto third = pool.Acquire(Soon());
  ASSERT_TRUE(third.ok());
  EXPECT_EQ(&third->connection(), last);
  EXPECT_EQ(pool.stats().created, 2);
  EXPECT_EQ(pool.stats().in_use, 1);
}

TEST_F(PoolTest, WhoFindsNoPlaceInTimeIsToldToComeBack) {
  PoolOptions options = Options(1);
  options.longest_wait = absl::Milliseconds(60);
  ConnectionPool pool(options);
  auto taken = pool.Acquire(Soon());
  ASSERT_TRUE(taken.ok());
  const absl::Time start = absl::Now();
  const auto refused = pool.Acquire(Soon());
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused.status()), ErrorReason::ERROR_REASON_BUSY);
  EXPECT_TRUE(DetailOf<google::rpc::RetryInfo>(refused.status()).has_value());
  EXPECT_GE(absl::Now() - start, absl::Milliseconds(60));
  EXPECT_LT(absl::Now() - start, absl::Seconds(2));
  EXPECT_EQ(pool.stats().refused, 1);
  EXPECT_EQ(pool.stats().waiting, 0);
}

TEST_F(PoolTest, ANearDeadlineShortensTheWait) {
  ConnectionPool pool(Options(1));
  auto taken = pool.Acquire(Soon());
  ASSERT_TRUE(taken.ok());
  const absl::Time start = absl::Now();
  EXPECT_FALSE(pool.Acquire(start + absl::Milliseconds(40)).ok());
  EXPECT_LT(absl::Now() - start, absl::Milliseconds(400));
  EXPECT_EQ(pool.Acquire(start).status().code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(PoolTest, AReturnedPlaceGoesToWhoWaits) {
  PoolOptions options = Options(1);
  options.longest_wait = absl::Seconds(10);
  ConnectionPool pool(options);
  std::optional<ConnectionPool::Lease> taken = *pool.Acquire(Soon());
  std::atomic<bool> got = false;
  std::thread waiter([&] { got = pool.Acquire(Soon()).ok(); });
  while (pool.stats().waiting == 0) absl::SleepFor(absl::Milliseconds(1));
  taken.reset();
  waiter.join();
  EXPECT_TRUE(got);
  EXPECT_EQ(pool.stats().in_use, 0);
}

TEST_F(PoolTest, OldConnectionsAreClosedWhenTheyComeBack) {
  std::atomic<int64_t> minutes = 0;
  PoolOptions options = Options(1);
  options.clock = [&minutes] { return absl::UnixEpoch() + absl::Minutes(minutes.load()); };
  ConnectionPool pool(options);
  ASSERT_TRUE(pool.Acquire(Soon()).ok());
  minutes = 26;
  ASSERT_TRUE(pool.Acquire(Soon()).ok());
  EXPECT_EQ(pool.stats().created, 1);
  minutes = 34;
  ASSERT_TRUE(pool.Acquire(Soon()).ok());
  EXPECT_EQ(pool.stats().discarded, 1);
  ASSERT_TRUE(pool.Acquire(Soon()).ok());
  EXPECT_EQ(pool.stats().created, 2);
}

TEST_F(PoolTest, ABrokenConnectionTakesTheIdleOnesWithIt) {
  ConnectionPool pool(Options(3));
  ASSERT_TRUE(pool.Warm().ok());
  {
    auto lease = pool.Acquire(Soon());
    ASSERT_TRUE(lease.ok());
    Sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name ^@ 'dayaq/' AND datname = "
        "current_database()");
    EXPECT_FALSE(lease->connection().Run("SELECT 1").ok());
    EXPECT_TRUE(lease->connection().broken());
  }
  EXPECT_EQ(pool.stats().discarded, 3);
  auto next = pool.Acquire(Soon());
  ASSERT_TRUE(next.ok());
  EXPECT_TRUE(next->connection().Run("SELECT 1").ok());
}

TEST_F(PoolTest, AServerThatIsNotThereIsUnavailableAndKeepsNoPlace) {
  PoolOptions options = Options(1, "host=127.0.0.1 port=1");
  ConnectionPool pool(options);
  for (int i = 0; i < 3; ++i) {
    const auto refused = pool.Acquire(Soon());
    EXPECT_EQ(refused.status().code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(ReasonOf(refused.status()), ErrorReason::ERROR_REASON_DATABASE_UNAVAILABLE);
  }
  EXPECT_EQ(pool.stats().in_use, 0);
}

TEST_F(PoolTest, ManyThreadsNeverHoldMoreThanThereAre) {
  PoolOptions options = Options(2);
  options.longest_wait = absl::Seconds(20);
  ConnectionPool pool(options);
  std::atomic<int> inside = 0, most = 0, failures = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < 25; ++turn) {
        auto lease = pool.Acquire(Soon());
        const int now_inside = ++inside;
        int seen = most;
        while (now_inside > seen && !most.compare_exchange_weak(seen, now_inside)) {
        }
        if (!lease.ok() || !lease->connection().Run("SELECT 1").ok()) ++failures;
        --inside;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_LE(most, 2);
  EXPECT_EQ(pool.stats().created, 2);
}

}  // namespace
}  // namespace dayaq
