#include "services/platform/database/row_mapper.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/database_test.pb.h"
#include "services/platform/database/scratch_database.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq {
namespace {

using database_test::Visit;
using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Query kInsert{"visit.insert", R"sql(
  INSERT INTO room.visit ({writable:dayaq.database_test.Visit -etag})
  SELECT {writable:dayaq.database_test.Visit -etag} FROM json_populate_recordset(NULL::room.visit, $1::json)
)sql"};
constexpr Query kInsertKeys{"visit.insert_keys", R"sql(
  INSERT INTO room.person_key (uid, kek_id, wrapped)
  SELECT uid, kek_id, wrapped FROM json_populate_recordset(NULL::room.person_key, $1::json)
)sql"};
constexpr Query kByUid{"visit.by_uid", R"sql(
  SELECT {columns:dayaq.database_test.Visit as v}{keys:dayaq.database_test.Visit as k}
  FROM room.visit v {join:dayaq.database_test.Visit LEFT JOIN room.person_key k ON k.uid = v.person_uid}
  WHERE v.uid = $1
)sql"};
constexpr Query kUpdate{"visit.update", R"sql(
  UPDATE room.visit v SET ({writable:dayaq.database_test.Visit -uid -etag}) = (
    SELECT {writable:dayaq.database_test.Visit as n -uid -etag} FROM json_populate_recordset(NULL::room.visit, $1::json) n)
  WHERE v.uid = $2
)sql"};
constexpr Query kWithMore{"visit.with_more", "SELECT uid, text, count(*) OVER () AS total FROM room.visit"};

constexpr char kUid[] = "0190a7f2-0000-7000-8000-0000000000aa";
constexpr char kOther[] = "0190a7f2-0000-7000-8000-0000000000cc";
constexpr char kPerson[] = "0190a7f2-0000-7000-8000-0000000000bb";

Visit FullVisit() {
  Visit visit;
  visit.set_uid(kUid);
  visit.set_person_uid(kPerson);
  visit.mutable_create_time()->set_seconds(1707041472);
  visit.mutable_create_time()->set_nanos(13000);
  visit.add_remarks("say \"no\" \\ to 'quotes'\n");
  visit.add_remarks("");
  auto& findings = *visit.mutable_findings();
  findings.set_text("Ağdərə \"'\\ \x01 {a,b} $1 \xF0\x9F\xA6\xBF");
  findings.set_mood(database_test::MOOD_BAD);
  findings.set_count(-5);
  findings.set_distance(0);
  findings.set_amount(9007199254740993);
  findings.set_weight(0.1);
  findings.set_urgent(true);
  findings.set_digest(std::string("\0\xff", 2));
  findings.mutable_seen_on()->set_year(2024);
  findings.mutable_seen_on()->set_month(2);
  findings.mutable_main_step()->set_what("a");
  findings.mutable_main_step()->set_maybe(false);
  findings.add_steps()->set_amount(-1);
  findings.add_steps();
  findings.mutable_who()->set_given_name("Əli");
  findings.mutable_who()->mutable_birth_date()->set_year(1990);
  findings.set_note("qan təzyiqi");
  return visit;
}

class RowMapperTest : public ScratchDatabaseTest {
 protected:
  // In a transaction of a caller with these classes.
  absl::Status As(DataClassSet classes, const std::function<absl::Status(Transaction&)>& body) {
    return InTransaction(pool_, Soon(), &wrapper_, [&](Transaction& transaction) {
      transaction.SetColumns("tester", classes, classes);
      return body(transaction);
    });
  }
  void Store(const Visit& visit) {
    const absl::Status status = As(DataClassSet::All(), [&](Transaction& transaction) {
      RETURN_IF_ERROR(transaction.keys().Create(kPerson));
      RETURN_IF_ERROR(transaction.Execute(kInsertKeys, {transaction.keys().NewKeys()}));
      return transaction.Execute(kInsert, {Rows(visit, "person_uid")});
    });
    ASSERT_TRUE(status.ok()) << status;
  }
  absl::StatusOr<Visit> Read(DataClassSet classes = DataClassSet::All(), const char* uid = kUid) {
    Visit visit;
    RETURN_IF_ERROR(As(classes, [&](Transaction& transaction) {
      ASSIGN_OR_RETURN(visit, transaction.One<Visit>(kByUid, {uid}));
      return absl::OkStatus();
    }));
    return visit;
  }

  TestKeyWrapper wrapper_;
  ConnectionPool pool_{Options(2)};
};

TEST_F(RowMapperTest, AFullMessageComesBackAsItWasStored) {
  Visit expected = FullVisit();
  Store(expected);
  expected.set_etag("1");
  const auto visit = Read();
  ASSERT_TRUE(visit.ok()) << visit.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*visit, expected)) << visit->DebugString();
}

TEST_F(RowMapperTest, AnEmptyMessageIsARowOfNulls) {
  Visit expected;
  expected.set_uid(kUid);
  Store(expected);
  EXPECT_EQ(
      Sql("SELECT num_nulls(person_uid, create_time, remarks, text, mood, distance, digest, seen_on, main_step, steps, who, note)"
          " FROM room.visit"),
      "12");
  expected.set_etag("1");
  const auto visit = Read();
  ASSERT_TRUE(visit.ok()) << visit.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*visit, expected)) << visit->DebugString();
}

TEST_F(RowMapperTest, ColumnsHoldWhatPeopleWouldWriteByHand) {
  Store(FullVisit());
  EXPECT_EQ(
      Sql("SELECT concat_ws(' ', mood, seen_on, steps->0->>'amount', main_step->>'maybe', digest, create_time AT TIME ZONE 'UTC')"
          " FROM room.visit"),
      "MOOD_BAD 2024-02 -1 false \\x00ff 2024-02-04 10:11:12.000013");
}

TEST_F(RowMapperTest, SealedColumnsHoldNothingReadable) {
  Store(FullVisit());
  EXPECT_EQ(Sql("SELECT position('li'::bytea IN who) + position('qan'::bytea IN note) FROM room.visit"), "0");
}

TEST_F(RowMapperTest, HiddenClassesAreNeitherReadNorWritten) {
  Store(FullVisit());
  const auto visit = Read({DataClass::DATA_CLASS_OPERATIONAL, DataClass::DATA_CLASS_FINANCE});
  ASSERT_TRUE(visit.ok()) << visit.status();
  EXPECT_EQ(visit->findings().amount(), 9007199254740993);
  EXPECT_FALSE(visit->findings().has_who());
  EXPECT_THAT(visit->findings().note(), IsEmpty());
  EXPECT_THAT(visit->findings().steps(), IsEmpty());

  Sql("TRUNCATE room.visit");
  EXPECT_TRUE(As({DataClass::DATA_CLASS_OPERATIONAL}, [](Transaction& transaction) {
                return transaction.Execute(kInsert, {Rows(FullVisit(), "person_uid")});
              }).ok());
  EXPECT_EQ(Sql("SELECT concat_ws(' ', num_nulls(steps, main_step, who, note), amount, weight, mood) FROM room.visit"),
            "4 0 0 MOOD_BAD");
}

TEST_F(RowMapperTest, RolesHaveStatementsOfTheirOwnOnOneConnection) {
  Store(FullVisit());
  ASSERT_TRUE(Read({DataClass::DATA_CLASS_OPERATIONAL}).ok());
  EXPECT_TRUE(Read()->findings().has_who());
  EXPECT_FALSE(Read({DataClass::DATA_CLASS_OPERATIONAL})->findings().has_who());
  EXPECT_LE(pool_.stats().created, 1);
}

TEST_F(RowMapperTest, ACellMovedToAnotherRowDoesNotOpen) {
  Store(FullVisit());
  Sql(absl::StrCat("UPDATE room.visit SET uid = '", kOther, "'"));
  EXPECT_EQ(ReasonOf(Read(DataClassSet::All(), kOther).status()), ErrorReason::ERROR_REASON_SEAL_BROKEN);
}

TEST_F(RowMapperTest, ColumnsSwappedDoNotOpen) {
  Store(FullVisit());
  Sql("UPDATE room.visit SET who = note, note = who");
  EXPECT_EQ(ReasonOf(Read().status()), ErrorReason::ERROR_REASON_SEAL_BROKEN);
}

TEST_F(RowMapperTest, WithoutItsKeyASealedFieldStaysEmpty) {
  Store(FullVisit());
  Sql("DELETE FROM room.person_key");
  const auto visit = Read();
  ASSERT_TRUE(visit.ok()) << visit.status();
  EXPECT_FALSE(visit->findings().has_who());
  EXPECT_EQ(visit->findings().mood(), database_test::MOOD_BAD);
}

TEST_F(RowMapperTest, WritingASealedFieldWithoutAKeyIsAFault) {
  const absl::Status status =
      As(DataClassSet::All(), [](Transaction& transaction) { return transaction.Execute(kInsert, {Rows(FullVisit())}); });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(Sql("SELECT count(*) FROM room.visit"), "0");
}

TEST_F(RowMapperTest, AKeyThatWasReadServesTheChange) {
  Store(FullVisit());
  const absl::Status status = As(DataClassSet::All(), [](Transaction& transaction) {
    ASSIGN_OR_RETURN(Visit visit, transaction.One<Visit>(kByUid, {kUid}));
    visit.mutable_findings()->set_note("yeni");
    visit.mutable_findings()->clear_mood();
    ASSIGN_OR_RETURN(const int64_t changed, transaction.ExecuteCount(kUpdate, {Rows(visit, "person_uid"), kUid}));
    EXPECT_EQ(changed, 1);
    return absl::OkStatus();
  });
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(Read()->findings().note(), "yeni");
  EXPECT_EQ(Read()->findings().mood(), database_test::MOOD_UNSPECIFIED);
  EXPECT_EQ(Read()->findings().who().given_name(), "Əli");
}

TEST_F(RowMapperTest, ManyRowsGoInOneStatement) {
  google::protobuf::RepeatedPtrField<Visit> visits;
  for (int i = 0; i < 2000; ++i) {
    Visit& visit = *visits.Add();
    visit = FullVisit();
    visit.set_uid(NewUuid7(absl::Now()));
    visit.mutable_findings()->set_text(std::to_string(i));
  }
  EXPECT_TRUE(As(DataClassSet::All(), [&](Transaction& transaction) {
                RETURN_IF_ERROR(transaction.keys().Create(kPerson));
                ASSIGN_OR_RETURN(const int64_t stored, transaction.ExecuteCount(kInsert, {Rows(visits, "person_uid")}));
                EXPECT_EQ(stored, 2000);
                return absl::OkStatus();
              }).ok());
}

TEST_F(RowMapperTest, ExtraColumnsAreRefusedUnlessAskedFor) {
  Store(FullVisit());
  EXPECT_EQ(As(DataClassSet::All(), [](Transaction& transaction) { return transaction.One<Visit>(kWithMore).status(); }).code(),
            absl::StatusCode::kInternal);
  EXPECT_TRUE(As(DataClassSet::All(), [](Transaction& transaction) {
                ASSIGN_OR_RETURN(const auto found, transaction.One<WithRow<Visit>>(kWithMore));
                int64_t total = 0;
                RETURN_IF_ERROR(found.row.Read({{"total", &total}}));
                EXPECT_EQ(total, 1);
                EXPECT_EQ(found.message.uid(), kUid);
                return absl::OkStatus();
              }).ok());
}

TEST_F(RowMapperTest, ValuesThatAreNoneOfTheirFieldAreRefused) {
  for (const char* change : {"mood = 'MOOD_OF_TOMORROW'", "seen_on = '2024-13'", "steps = '[{\"nothing\": 1}]'",
                             "steps = '{\"what\": 1}'", "create_time = 'infinity'"}) {
    Sql("TRUNCATE room.visit, room.person_key");
    Store(FullVisit());
    Sql(std::string("UPDATE room.visit SET ") + change);
    EXPECT_EQ(Read().status().code(), absl::StatusCode::kInternal) << change;
  }
}

TEST_F(RowMapperTest, TheCheckOfColumnsNamesEveryDisagreement) {
  const auto check = [&](const std::vector<absl::string_view>& extra) {
    return As(DataClassSet::All(),
              [&](Transaction& transaction) { return CheckColumns(transaction, *Visit::descriptor(), extra); });
  };
  EXPECT_TRUE(check({"district"}).ok()) << check({"district"});
  EXPECT_THAT(std::string(check({}).message()), HasSubstr("district is no field"));

  const absl::Status status = As(DataClassSet::All(), [&](Transaction& transaction) {
    RETURN_IF_ERROR(transaction.Execute({"test.spoil", R"sql(
      ALTER TABLE room.visit DROP COLUMN mood, ALTER COLUMN count TYPE bigint, ALTER COLUMN steps SET NOT NULL
    )sql"}));
    return CheckColumns(transaction, *Visit::descriptor(), {"district"});
  });
  EXPECT_THAT(std::string(status.message()), HasSubstr("mood has no column"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("count is bigint, not integer"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("steps may be empty, its column may not"));
  EXPECT_THAT(
      std::string(As(DataClassSet::All(),
                     [](Transaction& transaction) { return CheckColumns(transaction, *database_test::Clash::descriptor()); })
                      .message()),
      HasSubstr("the table is not there"));
}

}  // namespace
}  // namespace dayaq
