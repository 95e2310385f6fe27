#include "services/platform/database/message_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_split.h"
#include "dayaq/incident/v1/casualty.pb.h"
#include "services/platform/database/database_test.pb.h"

namespace dayaq {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const ColumnRights kAll{DataClassSet::All(), DataClassSet::All()};

std::string Expand(absl::string_view text, const ColumnRights& rights = kAll) {
  const auto expanded = ExpandColumns(text, rights);
  return expanded.ok() ? *expanded : std::string(expanded.status().message());
}

std::vector<std::string> List(absl::string_view text, const ColumnRights& rights = kAll) {
  return absl::StrSplit(Expand(text, rights), ", ");
}

TEST(MessageTable, EveryFieldHasItsColumnAndInlineOnesTheirOwn) {
  const MessageTable& table = MessageTable::Of(*database_test::Visit::descriptor());
  EXPECT_EQ(table.table(), "room.visit");
  EXPECT_THAT(table.fault(), IsEmpty());
  EXPECT_EQ(table.Find("name"), nullptr);
  EXPECT_EQ(table.Find("findings"), nullptr);
  ASSERT_NE(table.Find("mood"), nullptr);
  EXPECT_EQ(table.Find("mood")->path.size(), 1u);
  EXPECT_EQ(table.Find("mood")->kind, ColumnKind::kEnum);
  EXPECT_EQ(table.Find("remarks")->kind, ColumnKind::kJson);
  EXPECT_EQ(table.Find("seen_on")->kind, ColumnKind::kPartialDate);
  EXPECT_TRUE(table.Find("who")->sealed);
}

TEST(MessageTable, ACasualtyIsATable) {
  const MessageTable& table = MessageTable::Of(*incident::v1::Casualty::descriptor());
  EXPECT_THAT(table.fault(), IsEmpty());
  EXPECT_EQ(table.table(), "incident.casualty");
  EXPECT_TRUE(table.Find("identity")->sealed);
  EXPECT_TRUE(table.Find("clinical_note")->sealed);
}

TEST(MessageTable, TwoFieldsThatWantOneColumnAreAFault) {
  EXPECT_THAT(MessageTable::Of(*database_test::Clash::descriptor()).fault(), HasSubstr("column text"));
}

TEST(ExpandColumns, OnlyColumnsOfAllowedClassesAreNamed) {
  const ColumnRights officer{{DataClass::DATA_CLASS_OPERATIONAL},
                             {DataClass::DATA_CLASS_OPERATIONAL, DataClass::DATA_CLASS_IDENTITY}};
  EXPECT_THAT(List("{columns:dayaq.incident.v1.Casualty}", officer), Contains("outcome"));
  EXPECT_THAT(List("{columns:dayaq.incident.v1.Casualty}", officer), Not(Contains("identity")));
  EXPECT_THAT(List("{columns:dayaq.incident.v1.Casualty}", officer), Not(Contains("injuries")));
  EXPECT_THAT(List("{writable:dayaq.incident.v1.Casualty}", officer), Contains("identity"));
}

TEST(ExpandColumns, AliasesAndOmissionsAreFollowed) {
  EXPECT_EQ(Expand("SELECT {columns:dayaq.database_test.Who as w -birth_date} FROM x w"), "SELECT w.given_name FROM x w");
  EXPECT_THAT(List("{writable:dayaq.database_test.Visit -etag\n   -uid}"), Not(Contains("etag")));
}

TEST(ExpandColumns, WhatWasNotReadIsNotPutBack) {
  const ColumnRights reporter{{DataClass::DATA_CLASS_OPERATIONAL, DataClass::DATA_CLASS_HEALTH},
                              {DataClass::DATA_CLASS_OPERATIONAL, DataClass::DATA_CLASS_IDENTITY}};
  EXPECT_THAT(List("{changeable:dayaq.incident.v1.Casualty}", reporter), Contains("outcome"));
  EXPECT_THAT(List("{changeable:dayaq.incident.v1.Casualty}", reporter), Not(Contains("identity")));
  EXPECT_THAT(List("{changeable:dayaq.incident.v1.Casualty}", reporter), Not(Contains("injuries")));
}

TEST(ExpandColumns, KeysAreTouchedOnlyByThoseWhoMayReadWhatIsSealed) {
  const absl::string_view text =
      "SELECT c.uid{keys:dayaq.incident.v1.Casualty as k} FROM incident.casualty c {join:dayaq.incident.v1.Casualty JOIN keys k "
      "USING (uid)}";
  const ColumnRights officer{{DataClass::DATA_CLASS_OPERATIONAL, DataClass::DATA_CLASS_LOCATION}, {}};
  EXPECT_EQ(Expand(text, officer), "SELECT c.uid FROM incident.casualty c ");
  EXPECT_EQ(Expand(text),
            "SELECT c.uid, k.uid AS key_uid, k.kek_id AS key_kek_id, k.wrapped AS key_wrapped FROM incident.casualty c JOIN keys k "
            "USING (uid)");
}

TEST(ExpandColumns, OtherBracesStay) {
  EXPECT_EQ(Expand("SELECT '{}'::text[], '{\"a\": 1}'::jsonb, '{a,{b}}'"), "SELECT '{}'::text[], '{\"a\": 1}'::jsonb, '{a,{b}}'");
}

TEST(ExpandColumns, FaultyPlaceholdersAreRefused) {
  for (const char* text : {"{columns:dayaq.Nothing}", "{columns:dayaq.database_test.Who -nothing}",
                           "{columns:dayaq.database_test.Who w}", "{keys:dayaq.database_test.Visit k}"}) {
    EXPECT_EQ(ExpandColumns(text, kAll).status().code(), absl::StatusCode::kInternal) << text;
  }
}

TEST(ExpandColumns, WhoMayReadNothingGetsNoStatement) {
  EXPECT_EQ(ExpandColumns("{columns:dayaq.database_test.Who}", {}).status().code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace dayaq
