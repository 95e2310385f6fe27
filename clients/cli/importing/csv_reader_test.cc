#include "clients/cli/importing/csv_reader.h"

#include <sstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::importing {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

std::vector<CsvRecord> ReadAll(const std::string& bytes, CsvFormat format = {}) {
  std::istringstream in(bytes);
  CsvReader reader(in, format);
  EXPECT_TRUE(reader.Open().ok());
  std::vector<CsvRecord> records;
  CsvRecord record;
  while (reader.Next(record)) records.push_back(record);
  return records;
}

std::string Utf16(absl::string_view ascii) {
  std::string bytes;
  for (const char c : ascii) bytes.append({c, '\0'});
  return bytes;
}

TEST(CsvReader, ReadsQuotesDoubledQuotesDelimitersAndLineBreaksInsideCells) {
  const auto records = ReadAll("a,\"b, c\",\"say \"\"no\"\"\",\"two\r\nlines\"\r\n,,,\n");
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_THAT(records[0].cells, ElementsAre("a", "b, c", "say \"no\"", "two\r\nlines"));
  EXPECT_THAT(records[1].cells, ElementsAre("", "", "", ""));
}

TEST(CsvReader, TheLastRowNeedsNoLineEnd) {
  EXPECT_THAT(ReadAll("a,b\nc,d").at(1).cells, ElementsAre("c", "d"));
  EXPECT_THAT(ReadAll("a,").at(0).cells, ElementsAre("a", ""));
  EXPECT_THAT(ReadAll("a,\"b\"").at(0).cells, ElementsAre("a", "b"));
}

TEST(CsvReader, AnEmptyFileHasNoRecords) { EXPECT_THAT(ReadAll(""), SizeIs(0)); }

TEST(CsvReader, StepsOverTheByteOrderMark) {
  EXPECT_THAT(ReadAll("\xEF\xBB\xBF"
                      "a,b")
                  .at(0)
                  .cells,
              ElementsAre("a", "b"));
}

TEST(CsvReader, RefusesTheByteOrderMarkOfAnotherEncoding) {
  std::istringstream in(std::string("\xFF\xFE") + Utf16("a,b\n"));
  const absl::Status status = CsvReader(in, CsvFormat{}).Open();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("utf-16le"));
}

TEST(CsvReader, ReadsUtf16WithAndWithoutMark) {
  const CsvFormat format{Encoding::kUtf16Le, '\t'};
  std::string bytes = Utf16("a\t\"b\"\"\tc\"\r\n");
  bytes += std::string("\x59\x02\t\0x\0\n\0", 8);  // ə
  const auto plain = ReadAll(bytes, format);
  ASSERT_THAT(plain, SizeIs(2));
  EXPECT_THAT(plain[0].cells, ElementsAre("a", "b\"\tc"));
  EXPECT_THAT(plain[1].cells, ElementsAre("ə", "x"));
  EXPECT_THAT(ReadAll("\xFF\xFE" + bytes, format), SizeIs(2));
}

TEST(CsvReader, ALoneSurrogateAndHalfAUnitAreFaults) {
  const CsvFormat format{Encoding::kUtf16Le, ','};
  EXPECT_EQ(ReadAll(std::string("\x00\xD8x\0", 4), format).at(0).reason, common::v1::ERROR_REASON_TEXT_MALFORMED);
  EXPECT_EQ(ReadAll(Utf16("a") + "b", format).at(0).reason, common::v1::ERROR_REASON_TEXT_MALFORMED);
}

TEST(CsvReader, ReadsWindowsCodePages) {
  EXPECT_THAT(ReadAll("Espa\xF1"
                      "a;x",
                      {Encoding::kWindows1252, ';'})
                  .at(0)
                  .cells,
              ElementsAre("España", "x"));
  EXPECT_THAT(ReadAll("\xC1\xE0\xEA\xF3", {Encoding::kWindows1251, ';'}).at(0).cells, ElementsAre("Баку"));
}

TEST(CsvReader, AByteThatTheCodePageDoesNotHaveIsAFault) {
  EXPECT_EQ(ReadAll("\x81", {Encoding::kWindows1252, ','}).at(0).reason, common::v1::ERROR_REASON_TEXT_MALFORMED);
}

TEST(CsvReader, InvalidUtf8AndNulCostTheirRowOnly) {
  const auto records = ReadAll(std::string("a,\xFFz\nb,\0y\nc,ok\n", 15));
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_EQ(records[0].reason, common::v1::ERROR_REASON_TEXT_MALFORMED);
  EXPECT_THAT(records[0].fault, HasSubstr("cell 2"));
  EXPECT_THAT(records[1].fault, HasSubstr("NUL"));
  EXPECT_TRUE(records[2].ok());
}

TEST(CsvReader, AStrayQuoteCostsOneRow) {
  const auto records = ReadAll("1,a \"b\",c\n2,x,y\n");
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_THAT(records[0].fault, HasSubstr("quotation mark"));
  EXPECT_TRUE(records[1].ok());
}

TEST(CsvReader, AQuoteThatIsNeverClosedCostsOneRow) {
  const auto records = ReadAll("1,a\n2,\"never closed\n3,c\n4,d\n");
  ASSERT_THAT(records, SizeIs(4));
  EXPECT_THAT(records[1].fault, HasSubstr("never closed"));
  EXPECT_THAT(records[3].cells, ElementsAre("4", "d"));
}

TEST(CsvReader, AQuoteThatMeetsAnothersOpeningCostsOneRow) {
  const auto records = ReadAll("1,\"abc\n2,\"x\"\n3,c\n");
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_FALSE(records[0].ok());
  EXPECT_THAT(records[1].cells, ElementsAre("2", "x"));
}

TEST(CsvReader, TextAfterAClosingQuoteIsAFault) { EXPECT_THAT(ReadAll("\"a\"b,c\n").at(0).fault, HasSubstr("follows a closing")); }

TEST(CsvReader, ACarriageReturnAloneIsAFault) { EXPECT_THAT(ReadAll("a\rb\n").at(0).fault, HasSubstr("carriage return")); }

TEST(CsvReader, EmptyLinesCountInsideTheFileAndNotAtItsEnd) {
  const auto records = ReadAll("a,b\n\nc,d\n\r\n\n");
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_THAT(records[1].fault, HasSubstr("empty"));
}

TEST(CsvReader, ARowOfMoreThanAMebibyteIsRefusedAndTheNextIsRead) {
  const auto records = ReadAll(absl::StrCat("a,", std::string(kLargestRowBytes, 'x'), "\nb,c\n"));
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_EQ(records[0].reason, common::v1::ERROR_REASON_TOO_LONG);
  EXPECT_THAT(records[1].cells, ElementsAre("b", "c"));
}

TEST(CsvReader, AQuoteOpenedBeforeAMebibyteOfRowsCostsOneRow) {
  std::string bytes = "a,\"b\n";
  while (bytes.size() < kLargestRowBytes + 100) bytes += "c,d\n";
  const auto records = ReadAll(bytes);
  EXPECT_FALSE(records[0].ok());
  EXPECT_TRUE(records[1].ok());
  EXPECT_THAT(records, SizeIs(1 + (bytes.size() - 5) / 4));
}

TEST(CsvReader, MoreThanFiveHundredColumnsAreRefused) {
  EXPECT_EQ(ReadAll(std::string(kMostColumns, ',') + "\n").at(0).reason, common::v1::ERROR_REASON_TOO_MANY_ITEMS);
  EXPECT_TRUE(ReadAll(std::string(kMostColumns - 1, ',') + "\n").at(0).ok());
}

TEST(CsvReader, GoesBackToARecord) {
  std::istringstream in("a,b\n\"c\nd\",e\nf,g\n");
  CsvReader reader(in, {});
  ASSERT_TRUE(reader.Open().ok());
  CsvRecord second;
  CsvRecord last;
  reader.Next(second);
  reader.Next(second);
  while (reader.Next(last)) {
  }
  CsvRecord again;
  reader.SeekTo(second.offset);
  ASSERT_TRUE(reader.Next(again));
  EXPECT_THAT(again.cells, ElementsAre("c\nd", "e"));
}

}  // namespace
}  // namespace dayaq::importing
