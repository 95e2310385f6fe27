#include "services/platform/database/transaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "absl/synchronization/mutex.h"
#include "services/platform/database/database_error.h"
#include "services/platform/database/database_test.pb.h"
#include "services/platform/database/scratch_database.h"

namespace dayaq {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Query kOne{"test.one", "SELECT 1 AS value"};
constexpr Query kNone{"test.none", "SELECT 1 AS value WHERE false"};
constexpr Query kThree{"test.three", "SELECT value FROM generate_series(1, 3) value"};
constexpr Query kEcho{"test.echo", "SELECT $1::text AS value"};
constexpr Query kEchoArray{"test.echo_array", "SELECT $1::text[] AS value, cardinality($1::text[]) AS size"};
constexpr Query kInsertText{"test.insert_text", "INSERT INTO room.visit (uid, text) VALUES (gen_random_uuid(), $1)"};
constexpr Query kDivide{"test.divide", "SELECT 1 / $1::integer AS value"};
constexpr Query kSleep{"test.sleep", "SELECT pg_sleep(30)"};

class TransactionTest : public ScratchDatabaseTest {
 protected:
  // Runs in a transaction that is committed.
  absl::Status In(const std::function<absl::Status(Transaction&)>& body) { return InTransaction(pool_, Soon(), nullptr, body); }
  ConnectionPool pool_{Options(2)};
};

TEST_F(TransactionTest, OneRowIsOneRow) {
  EXPECT_TRUE(In([](Transaction& transaction) {
                ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kOne));
                int64_t value = 0;
                RETURN_IF_ERROR(row.Read({{"value", &value}}));
                EXPECT_EQ(value, 1);
                EXPECT_EQ(transaction.One<Row>(kNone).status(), NotFound());
                EXPECT_FALSE(transaction.Maybe<Row>(kNone)->has_value());
                EXPECT_EQ(transaction.All<Row>(kThree, {}, 3)->size(), 3u);
                return absl::OkStatus();
              }).ok());
}

TEST_F(TransactionTest, MoreRowsThanAllowedAreAFault) {
  EXPECT_EQ(In([](Transaction& transaction) { return transaction.One<Row>(kThree).status(); }).code(), absl::StatusCode::kInternal);
  EXPECT_EQ(In([](Transaction& transaction) { return transaction.All<Row>(kThree, {}, 2).status(); }).code(),
            absl::StatusCode::kInternal);
}

TEST_F(TransactionTest, PlainValuesAreReadByTheirType) {
  constexpr Query kValues{"test.values", R"sql(
    SELECT 't' AS text, true AS yes, 7::integer AS small, -9007199254740993::bigint AS large, 0.1::double precision AS part,
           timestamptz '2024-02-04 14:11:12.5+04' AS time, ARRAY['a', 'b "c"'] AS list,
           NULL::text AS nothing, '\x00ff'::bytea AS octets
  )sql"};
  EXPECT_TRUE(In([&](Transaction& transaction) {
                ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kValues));
                std::string text, octets, nothing = "x";
                bool yes = false;
                int32_t small = 0;
                int64_t large = 0;
                double part = 0;
                absl::Time time;
                std::vector<std::string> list;
                std::optional<std::string> maybe = "x";
                RETURN_IF_ERROR(row.Read({{"text", &text},
                                          {"yes", &yes},
                                          {"small", &small},
                                          {"large", &large},
                                          {"part", &part},
                                          {"time", &time},
                                          {"list", &list},
                                          {"nothing", &nothing},
                                          {"nothing", &maybe}}));
                RETURN_IF_ERROR(row.ReadOctets("octets", &octets));
                EXPECT_TRUE(text == "t" && yes && small == 7 && large == -9007199254740993 && part == 0.1);
                EXPECT_EQ(time, absl::FromUnixMillis(1707041472500));
                EXPECT_THAT(list, ElementsAre("a", "b \"c\""));
                EXPECT_EQ(nothing, "");
                EXPECT_EQ(maybe, std::nullopt);
                EXPECT_EQ(octets, std::string("\0\xff", 2));
                EXPECT_FALSE(row.Read({{"absent", &text}}).ok());
                EXPECT_FALSE(row.Read({{"nothing", &yes}}).ok());
                EXPECT_FALSE(row.Read({{"large", &small}}).ok());
                return absl::OkStatus();
              }).ok());
}

TEST_F(TransactionTest, HostileTextIsOnlyText) {
  for (const std::string text :
       {"'; DROP TABLE room.visit; --", "\\", "\"", "$1", "%s", "{a,b}", "\xE2\x80\xAE Ağdərə", "\n\t\x01"}) {
    EXPECT_TRUE(In([&](Transaction& transaction) {
                  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kEcho, {text}));
                  std::string value;
                  RETURN_IF_ERROR(row.Read({{"value", &value}}));
                  EXPECT_EQ(value, text);
                  return absl::OkStatus();
                }).ok());
  }
}

TEST_F(TransactionTest, TextThatCannotBeStoredIsRefusedAndNotCut) {
  for (const std::string& text : {std::string("a\0b", 3), std::string("\xC3\x28")}) {
    const absl::Status status = In([&](Transaction& transaction) { return transaction.Execute(kInsertText, {text}); });
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_TEXT_MALFORMED);
  }
  EXPECT_EQ(Sql("SELECT count(*) FROM room.visit"), "0");
}

TEST_F(TransactionTest, AnyTextsSurviveInAnArray) {
  rc::check([this](const std::vector<std::string>& texts) {
    std::vector<std::string> plain;
    for (std::string text : texts) {
      // Bytes from 1 to 127: what the database takes as UTF-8 whatever their order.
      for (char& c : text) c = static_cast<char>((static_cast<unsigned char>(c) & 0x7F) == 0 ? 'x' : c & 0x7F);
      plain.push_back(text);
    }
    RC_ASSERT(In([&](Transaction& transaction) {
                ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kEchoArray, {plain}));
                std::vector<std::string> back;
                int32_t size = 0;
                RETURN_IF_ERROR(row.Read({{"value", &back}, {"size", &size}}));
                RC_ASSERT(back == plain);
                RC_ASSERT(static_cast<size_t>(size) == plain.size());
                return absl::OkStatus();
              }).ok());
  });
}

TEST_F(TransactionTest, AFailedTransactionStoresNothingEvenIfTheErrorIsSwallowed) {
  const absl::Status status = In([](Transaction& transaction) {
    RETURN_IF_ERROR(transaction.Execute(kInsertText, {"kept?"}));
    EXPECT_FALSE(transaction.Execute(kDivide, {0}).ok());
    return absl::OkStatus();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(Sql("SELECT count(*) FROM room.visit"), "0");
}

TEST_F(TransactionTest, AnErrorOfTheBodyRollsBack) {
  EXPECT_EQ(In([](Transaction& transaction) {
              RETURN_IF_ERROR(transaction.Execute(kInsertText, {"kept?"}));
              return NotFound();
            }),
            NotFound());
  EXPECT_EQ(Sql("SELECT count(*) FROM room.visit"), "0");
  EXPECT_EQ(pool_.stats().discarded, 0);
}

TEST_F(TransactionTest, ADoubledValueNamesItsConstraintAndNotTheValue) {
  Sql("INSERT INTO room.visit (uid, text) VALUES (gen_random_uuid(), 'Əliyev')");
  const absl::Status status = In([](Transaction& transaction) { return transaction.Execute(kInsertText, {"Əliyev"}); });
  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ConstraintOf(status), "visit_text_once");
  EXPECT_THAT(status.ToString(), Not(HasSubstr("liyev")));
}

TEST_F(TransactionTest, CountsTellWhatWasTouched) {
  Sql("INSERT INTO room.counter SELECT i FROM generate_series(1, 5) i");
  EXPECT_TRUE(
      In([](Transaction& transaction) {
        const auto touched = transaction.ExecuteCount({"test.bump", "UPDATE room.counter SET value = 1 WHERE id <= $1"}, {3});
        EXPECT_TRUE(touched.ok() && *touched == 3);
        return touched.status();
      }).ok());
}

TEST_F(TransactionTest, AStatementEndsWithTheTimeOfTheCall) {
  const absl::Time start = absl::Now();
  const absl::Status status = InTransaction(pool_, start + absl::Milliseconds(150), nullptr,
                                            [](Transaction& transaction) { return transaction.Execute(kSleep); });
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_LT(absl::Now() - start, absl::Seconds(5));
  EXPECT_TRUE(In([](Transaction& transaction) { return transaction.Execute(kOne); }).ok());
  EXPECT_EQ(pool_.stats().discarded, 0);
}

TEST_F(TransactionTest, ALockIsWaitedForNoLongerThanTheCallLasts) {
  Sql("INSERT INTO room.counter VALUES (1)");
  constexpr Query kLock{"test.lock", "SELECT value FROM room.counter WHERE id = 1 FOR UPDATE"};
  EXPECT_TRUE(In([&](Transaction& holder) {
                RETURN_IF_ERROR(holder.Execute(kLock));
                const absl::Status status = InTransaction(pool_, absl::Now() + absl::Milliseconds(150), nullptr,
                                                          [&](Transaction& transaction) { return transaction.Execute(kLock); });
                EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
                return absl::OkStatus();
              }).ok());
}

TEST_F(TransactionTest, EveryStatementIsObservedByItsName) {
  absl::Mutex mutex;
  std::map<std::string, absl::StatusCode> seen;
  PoolOptions options = Options(1);
  options.on_statement = [&](absl::string_view name, absl::Duration took, absl::StatusCode outcome) {
    absl::MutexLock lock(&mutex);
    EXPECT_GE(took, absl::ZeroDuration());
    seen[std::string(name)] = outcome;
  };
  ConnectionPool pool(options);
  EXPECT_FALSE(InTransaction(pool, Soon(), nullptr, [](Transaction& transaction) {
                 RETURN_IF_ERROR(transaction.Execute(kOne));
                 return transaction.Execute(kDivide, {0});
               }).ok());
  EXPECT_EQ(seen["test.one"], absl::StatusCode::kOk);
  EXPECT_EQ(seen["test.divide"], absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace dayaq
