#include "db/contract/contract_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dayaq/incident/v1/casualty.pb.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"

namespace dayaq::contract {
namespace {

using ::testing::IsEmpty;

std::string DefinitionOf(const std::string& column) {
  for (const WantedColumn& wanted : WantedColumns(*incident::v1::Casualty::descriptor())) {
    if (wanted.column == column) return wanted.definition;
  }
  return "none";
}

TEST(ContractColumns, EachKindOfFieldHasItsColumn) {
  EXPECT_EQ(DefinitionOf("uid"), "uuid PRIMARY KEY");
  EXPECT_EQ(DefinitionOf("incident_uid"), "uuid");
  EXPECT_EQ(DefinitionOf("etag"), "bigint NOT NULL");
  EXPECT_EQ(DefinitionOf("identity"), "bytea");
  EXPECT_EQ(DefinitionOf("age"), "jsonb");
  EXPECT_EQ(DefinitionOf("occupation"), "text");
  EXPECT_EQ(DefinitionOf("activity"), "text COLLATE \"C\" CHECK (incident.is_code('Activity', activity))");
  EXPECT_EQ(DefinitionOf("died_on"), "text COLLATE \"C\" CHECK (incident.is_partial_date(died_on))");
  EXPECT_EQ(DefinitionOf("distance_metres"), "integer CHECK (distance_metres BETWEEN 0 AND 5000)");
  EXPECT_EQ(DefinitionOf("injuries"), "jsonb CHECK (jsonb_typeof(injuries) = 'array')");
  EXPECT_EQ(DefinitionOf("create_time"), "timestamptz");
}

TEST(ContractColumns, WhatIsNoColumnIsLeftOut) {
  EXPECT_EQ(DefinitionOf("name"), "none");
  EXPECT_THAT(WantedColumns(*survivor::v1::GetSurvivorRequest::descriptor()), IsEmpty());
}

TEST(ContractColumns, OnlyTheTablesThatPolicyNamesAndNoHistories) {
  const auto wanted = WantedByContract({{"platform", "version: 1\n"},
                                        {"incident",
                                         "version: 1\ntables:\n  casualty:\n    message: dayaq.incident.v1.Casualty\n"
                                         "  casualty_history:\n    message: dayaq.incident.v1.Casualty\n"
                                         "  register:\n    columns: {PUBLIC: [code]}\n"}});
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  EXPECT_EQ(wanted->size(), WantedColumns(*incident::v1::Casualty::descriptor()).size());
  for (const WantedColumn& column : *wanted) EXPECT_EQ(column.table, "incident.casualty");
  EXPECT_EQ(WantedByContract({{"incident", "tables:\n  casualty:\n    message: dayaq.incident.v1.Casualties\n"}}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace dayaq::contract
