#include "clients/cli/importing/csv_table.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::importing {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::string OpenFault(const std::string& bytes, CsvFormat format = {}) {
  std::istringstream in(bytes);
  CsvReader reader(in, format);
  const absl::Status status = CsvTable(reader, {"town", "year"}, true).Open();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  return std::string(status.message());
}

TEST(CsvTable, PutsCellsIntoTheOrderOfTheMapping) {
  std::istringstream in("year,town\n 2006 ,Ağbulaq\n");
  CsvReader reader(in, {});
  CsvTable table(reader, {"town", "year"}, true);
  ASSERT_TRUE(table.Open().ok());
  TableRow row;
  ASSERT_TRUE(table.Next(row));
  EXPECT_EQ(row.number, 1);
  EXPECT_THAT(row.record.cells, ElementsAre("Ağbulaq", "2006"));
}

TEST(CsvTable, ReadsCellsByPositionWhereThereIsNoHeader) {
  std::istringstream in("Ağbulaq,2006\n");
  CsvReader reader(in, {});
  CsvTable table(reader, {"town", "year"}, false);
  ASSERT_TRUE(table.Open().ok());
  TableRow row;
  ASSERT_TRUE(table.Next(row));
  EXPECT_THAT(row.record.cells, ElementsAre("Ağbulaq", "2006"));
}

TEST(CsvTable, BringsLettersOfTwoPartsIntoOneForm) {
  std::istringstream in(
      "town,year\nO\xCC\x88"
      "x,1\n");  // O and a combining diaeresis
  CsvReader reader(in, {});
  CsvTable table(reader, {"town", "year"}, true);
  ASSERT_TRUE(table.Open().ok());
  TableRow row;
  ASSERT_TRUE(table.Next(row));
  EXPECT_EQ(row.record.cells[0], "Öx");
}

TEST(CsvTable, NamesMissingAndUnexpectedHeaders) {
  EXPECT_THAT(OpenFault("town,ano\n"), AllOf(HasSubstr("Missing: year"), HasSubstr("Not expected: ano")));
  EXPECT_THAT(OpenFault("town,year,extra\n"), HasSubstr("Not expected: extra"));
  EXPECT_THAT(OpenFault("town,town,year\n"), HasSubstr("twice"));
}

TEST(CsvTable, SaysWhichDelimiterTheFileUses) {
  EXPECT_THAT(OpenFault("town;year\nx;1\n"), AllOf(HasSubstr("semicolon"), HasSubstr("comma")));
  EXPECT_THAT(OpenFault("town,year\n", {Encoding::kUtf8, '\t'}), AllOf(HasSubstr("comma"), HasSubstr("tab")));
}

TEST(CsvTable, RefusesAnEmptyFileAndAHeaderThatIsNotText) {
  EXPECT_THAT(OpenFault(""), HasSubstr("empty"));
  EXPECT_THAT(OpenFault("town,\xFF\n"), HasSubstr("headers"));
}

TEST(CsvTable, ARaggedRowSaysHowManyCellsItHas) {
  std::istringstream in("town,year\na,1,2\nb,2\n");
  CsvReader reader(in, {});
  CsvTable table(reader, {"town", "year"}, true);
  ASSERT_TRUE(table.Open().ok());
  TableRow row;
  ASSERT_TRUE(table.Next(row));
  EXPECT_THAT(row.record.fault, HasSubstr("3 cells where the file has 2 columns"));
  ASSERT_TRUE(table.Next(row));
  EXPECT_TRUE(row.record.ok());
  EXPECT_EQ(row.number, 2);
}

}  // namespace
}  // namespace dayaq::importing
