#include "services/platform/database/runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/scratch_database.h"
#include "services/platform/database/test_tcp_gate.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;

constexpr Query kCount{"test.count", "INSERT INTO room.counter VALUES ($1, 1)"};
constexpr Query kBump{"test.bump", "UPDATE room.counter SET value = value + 1 WHERE id = $1"};
constexpr Query kConflict{"test.conflict", "SELECT room.conflict()"};
constexpr Query kMyBackend{"test.my_backend", "SELECT pg_backend_pid() AS pid"};
constexpr Query kSerializable{"test.serializable", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"};
constexpr Query kSum{"test.sum", "SELECT coalesce(sum(value), 0)::bigint AS total FROM room.counter"};

class RunnerTest : public ScratchDatabaseTest {
 protected:
  void SetUp() override {
    ScratchDatabaseTest::SetUp();
    if (IsSkipped()) return;
    Sql("CREATE OR REPLACE FUNCTION room.conflict() RETURNS void LANGUAGE plpgsql AS"
        " $$BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END$$");
  }
  static std::string Counters() { return Sql("SELECT count(*) FROM room.counter"); }
};

TEST_F(RunnerTest, AConflictIsTriedAgainFromTheStart) {
  ConnectionPool pool(Options());
  int tries = 0;
  const absl::Status status = InTransaction(pool, Soon(), nullptr, [&](Transaction& transaction) {
    RETURN_IF_ERROR(transaction.Execute(kCount, {7}));
    return ++tries < 3 ? transaction.Execute(kConflict) : absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(tries, 3);
  EXPECT_EQ(Counters(), "1");
}

TEST_F(RunnerTest, AConflictThatStaysIsToldAfterFourTries) {
  ConnectionPool pool(Options());
  int tries = 0;
  const absl::Status status = InTransaction(pool, Soon(), nullptr, [&](Transaction& transaction) {
    ++tries;
    return transaction.Execute(kConflict);
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_CONFLICT);
  EXPECT_EQ(tries, 4);
}

TEST_F(RunnerTest, ABodyThatHidesAConflictIsTriedAgainToo) {
  ConnectionPool pool(Options());
  int tries = 0;
  EXPECT_TRUE(InTransaction(pool, Soon(), nullptr, [&](Transaction& transaction) {
                if (++tries == 1 && !transaction.Execute(kConflict).ok()) return NotFound();
                return transaction.Execute(kCount, {1});
              }).ok());
  EXPECT_EQ(tries, 2);
}

TEST_F(RunnerTest, OtherErrorsAreNotTriedAgain) {
  ConnectionPool pool(Options());
  int tries = 0;
  EXPECT_FALSE(InTransaction(pool, Soon(), nullptr, [&](Transaction&) {
                 ++tries;
                 return MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH, "read it again");
               }).ok());
  EXPECT_EQ(tries, 1);
}

TEST_F(RunnerTest, SerialisationFailuresOfRealTransactionsAreResolved) {
  ConnectionPool pool(Options(2));
  Sql("INSERT INTO room.counter VALUES (1, 0), (2, 0)");
  // Each adds one to its own counter when both together stand at an even number: only one order of the two is right.
  std::atomic<int> ready = 0, tries = 0;
  const auto add = [&](int id) {
    return InTransaction(pool, Soon(), nullptr, [&, id](Transaction& transaction) {
      ++tries;
      RETURN_IF_ERROR(transaction.Execute(kSerializable));
      ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kSum));
      int64_t total = 0;
      RETURN_IF_ERROR(row.Read({{"total", &total}}));
      for (++ready; ready < 2;) absl::SleepFor(absl::Milliseconds(1));
      return total % 2 == 0 ? transaction.Execute(kBump, {id}) : absl::OkStatus();
    });
  };
  absl::Status first, second;
  std::thread one([&] { first = add(1); });
  std::thread two([&] { second = add(2); });
  one.join();
  two.join();
  EXPECT_TRUE(first.ok() && second.ok()) << first << second;
  EXPECT_EQ(tries, 3);
  EXPECT_EQ(Sql("SELECT sum(value) FROM room.counter"), "1");
}

TEST_F(RunnerTest, ADeadlockIsResolved) {
  ConnectionPool pool(Options(2));
  Sql("INSERT INTO room.counter VALUES (1, 0), (2, 0)");
  std::atomic<int> ready = 0;
  const auto bump_both = [&](int first, int second) {
    return InTransaction(pool, Soon(), nullptr, [&, first, second](Transaction& transaction) {
      RETURN_IF_ERROR(transaction.Execute(kBump, {first}));
      for (++ready; ready < 2;) absl::SleepFor(absl::Milliseconds(1));
      return transaction.Execute(kBump, {second});
    });
  };
  absl::Status up, down;
  std::thread one([&] { up = bump_both(1, 2); });
  std::thread two([&] { down = bump_both(2, 1); });
  one.join();
  two.join();
  EXPECT_TRUE(up.ok() && down.ok()) << up << down;
  EXPECT_GE(ready, 3);
  EXPECT_EQ(Sql("SELECT sum(value) FROM room.counter"), "4");
}

TEST_F(RunnerTest, AKilledBackendIsDiscardedAndTheNextCallWorks) {
  ConnectionPool pool(Options(1));
  const absl::Status status = InTransaction(pool, Soon(), nullptr, [&](Transaction& transaction) {
    ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kMyBackend));
    int64_t pid = 0;
    RETURN_IF_ERROR(row.Read({{"pid", &pid}}));
    RETURN_IF_ERROR(transaction.Execute(kCount, {1}));
    Sql(absl::StrCat("SELECT pg_terminate_backend(", pid, ", 5000)"));
    return transaction.Execute(kCount, {2});
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_DATABASE_UNAVAILABLE);
  EXPECT_EQ(pool.stats().discarded, 1);
  EXPECT_TRUE(InTransaction(pool, Soon(), nullptr, [](Transaction& transaction) { return transaction.Execute(kCount, {3}); }).ok());
  EXPECT_EQ(Counters(), "1");
}

TEST_F(RunnerTest, AConnectionThatDiedWhileIdleIsReplacedUnseen) {
  ConnectionPool pool(Options(2));
  ASSERT_TRUE(pool.Warm().ok());
  Sql("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE application_name ^@ 'dayaq/' AND datname = "
      "current_database()");
  int tries = 0;
  EXPECT_TRUE(InTransaction(pool, Soon(), nullptr, [&](Transaction& transaction) {
                ++tries;
                return transaction.Execute(kCount, {1});
              }).ok());
  EXPECT_EQ(tries, 1);
  EXPECT_EQ(pool.stats().discarded, 2);
}

// A cluster's port, out of DAYAQ_TEST_CLUSTER.
int ClusterPort() {
  const std::string cluster = std::getenv("DAYAQ_TEST_CLUSTER");
  return std::stoi(cluster.substr(cluster.find("port=") + 5));
}

class CommitInDoubtTest : public RunnerTest, public ::testing::WithParamInterface<TcpGate::Cut> {};

TEST_P(CommitInDoubtTest, IsToldAsSuchAndNotTriedAgain) {
  TcpGate gate(ClusterPort());
  ConnectionPool pool(Options(1, absl::StrCat("host=127.0.0.1 sslmode=disable gssencmode=disable port=", gate.port())));
  int tries = 0;
  const absl::Status status = InTransaction(pool, Soon(), nullptr, [&](Transaction& transaction) {
    ++tries;
    gate.CutAt("COMMIT", GetParam());
    return transaction.Execute(kCount, {1});
  });
  EXPECT_EQ(gate.cuts(), 1);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_DATABASE_UNAVAILABLE);
  EXPECT_THAT(std::string(status.message()), HasSubstr("not known"));
  EXPECT_EQ(tries, 1);
  // What nobody could know then: only the client's same request id settles it.
  EXPECT_EQ(Counters(), GetParam() == TcpGate::Cut::kAfter ? "1" : "0");
  EXPECT_TRUE(InTransaction(pool, Soon(), nullptr, [](Transaction& transaction) { return transaction.Execute(kCount, {2}); }).ok());
}

INSTANTIATE_TEST_SUITE_P(Gate, CommitInDoubtTest, ::testing::Values(TcpGate::Cut::kBefore, TcpGate::Cut::kAfter));

TEST_F(RunnerTest, AConnectionCutInTheMiddleStoresNothing) {
  TcpGate gate(ClusterPort());
  ConnectionPool pool(Options(1, absl::StrCat("host=127.0.0.1 sslmode=disable gssencmode=disable port=", gate.port())));
  const absl::Status status = InTransaction(pool, Soon(), nullptr, [&](Transaction& transaction) {
    RETURN_IF_ERROR(transaction.Execute(kCount, {1}));
    gate.CutAt("test.bump", TcpGate::Cut::kAfter);
    return transaction.Execute(kBump, {1});
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("nothing was stored"));
  EXPECT_EQ(Counters(), "0");
}

TEST_F(RunnerTest, ADeferredConstraintFailsTheCommitWithoutDoubt) {
  Sql("CREATE TABLE IF NOT EXISTS room.late (id integer, CONSTRAINT late_key UNIQUE (id) DEFERRABLE INITIALLY DEFERRED); TRUNCATE "
      "room.late");
  ConnectionPool pool(Options());
  const absl::Status status = InTransaction(pool, Soon(), nullptr, [](Transaction& transaction) {
    return transaction.Execute({"test.late", "INSERT INTO room.late VALUES (1), (1)"});
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(pool.stats().discarded, 0);
}

TEST_F(RunnerTest, NoTimeLeftMeansNoStatement) {
  ConnectionPool pool(Options());
  int tries = 0;
  EXPECT_EQ(InTransaction(pool, absl::Now(), nullptr, [&](Transaction&) { return ++tries, absl::OkStatus(); }).code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(tries, 0);
}

}  // namespace
}  // namespace dayaq
