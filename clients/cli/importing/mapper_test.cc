#include "clients/cli/importing/mapper.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::importing {
namespace {

using incident::v1::ImportedIncident;
using testing::HasSubstr;
using testing::SizeIs;

constexpr char kMapping[] = R"(
mapping: trial
version: 1
register: {code: xx-trial, title: Trial, country: XX, trial: true}
source: {document: trial.csv}
csv: {encoding: utf-8, delimiter: comma, header: present, columns: [town, year, outcome, note]}
unknown_markers: ["?"]
group_by: [town]
incident:
  occurred_on: {kind: partial_date, year: year}
  district: {kind: district, column: town, pad_left: 5}
casualty:
  outcome: {kind: code, column: outcome, words: {hurt: INJURED, dead: KILLED}}
  occupation: {kind: text, column: note}
)";

// Everything a file becomes.
struct Imported {
  std::vector<ImportedIncident> incidents;
  std::vector<RowRefusal> refused;
  std::vector<incident::v1::Place> places;
  absl::Status status;
  int64_t rows = 0;
  int64_t groups = 0;

  int64_t people() const {
    int64_t count = 0;
    for (const ImportedIncident& incident : incidents) count += incident.casualties_size();
    return count;
  }
  template <typename Predicate>
  int64_t Count(Predicate holds) const {
    int64_t count = 0;
    for (const ImportedIncident& incident : incidents) {
      for (const auto& casualty : incident.casualties()) count += holds(casualty.facts()) ? 1 : 0;
    }
    return count;
  }
};

Imported Import(const Mapping& mapping, std::istream& file) {
  CsvReader reader(file, mapping.format);
  CsvTable table(reader, mapping.headers, mapping.has_header);
  Mapper mapper(mapping, table, absl::FromCivil(absl::CivilDay(2026, 11, 20), absl::UTCTimeZone()));
  Imported result;
  result.status = mapper.Scan(nullptr);
  if (!result.status.ok()) return result;
  result.rows = mapper.rows();
  result.groups = mapper.groups();
  result.places = mapper.places();
  ImportedIncident incident;
  while (mapper.Next(incident, [&](const RowRefusal& refusal) { result.refused.push_back(refusal); }))
    result.incidents.push_back(incident);
  return result;
}

Imported ImportText(const std::string& csv, const std::string& mapping_text = kMapping) {
  const absl::StatusOr<Mapping> mapping = CompileMapping(mapping_text, "trial.yaml");
  EXPECT_TRUE(mapping.ok()) << mapping.status();
  if (!mapping.ok()) return {};
  std::istringstream file(csv);
  return Import(*mapping, file);
}

std::set<std::pair<std::string, int>> Identities(const Imported& imported) {
  std::set<std::pair<std::string, int>> found;
  for (const ImportedIncident& incident : imported.incidents) {
    for (const auto& casualty : incident.casualties()) found.emplace(casualty.source().row_hash(), casualty.source().occurrence());
  }
  return found;
}

TEST(Mapper, EqualRowsAreDifferentPeople) {
  const Imported imported = ImportText("town,year,outcome,note\n313,2006,hurt,x\n313,2006,hurt,x\n313,2006,hurt,x\n");
  ASSERT_THAT(imported.incidents, SizeIs(1));
  ASSERT_EQ(imported.incidents[0].casualties_size(), 3);
  EXPECT_EQ(imported.incidents[0].casualties(0).source().row_hash(), imported.incidents[0].casualties(2).source().row_hash());
  EXPECT_EQ(imported.incidents[0].casualties(0).source().occurrence(), 1);
  EXPECT_EQ(imported.incidents[0].casualties(2).source().occurrence(), 3);
  EXPECT_EQ(imported.incidents[0].casualties(0).source().row_hash().size(), 32U);
}

TEST(Mapper, GroupsRowsThatAreScatteredOverTheFileInOrderOfFirstAppearance) {
  const Imported imported =
      ImportText("town,year,outcome,note\n2,2006,hurt,a\n1,2006,hurt,b\n2,2006,dead,c\n3,2006,hurt,d\n1,2006,dead,e\n");
  ASSERT_THAT(imported.incidents, SizeIs(3));
  EXPECT_EQ(imported.incidents[0].facts().district(), "00002");
  EXPECT_EQ(imported.incidents[1].facts().district(), "00001");
  EXPECT_EQ(imported.incidents[0].casualties(1).source().row(), 3);
  EXPECT_EQ(imported.incidents[1].casualties(1).source().row(), 5);
  EXPECT_EQ(imported.incidents[1].document(), "trial.csv, row 2");
}

TEST(Mapper, TheSamePersonIsKnownAgainInAFileWithOtherColumnOrderQuotesAndLineEnds) {
  const Imported one = ImportText("town,year,outcome,note\n2,2006,hurt,a\n2,2006,hurt,a\n");
  const Imported other = ImportText("\xEF\xBB\xBFnote,outcome,year,town\r\n\"a\",hurt, 2006 ,2\r\na,hurt,2006,2\r\n");
  EXPECT_THAT(Identities(one), SizeIs(2));
  EXPECT_EQ(Identities(one), Identities(other));
  EXPECT_EQ(one.incidents.at(0).group_hash(), other.incidents.at(0).group_hash());
}

TEST(Mapper, CellsThatRunTogetherAreNotTheSameRow) {
  const Imported imported = ImportText("town,year,outcome,note\n1,2006,hurt,ab\n12,2006,hurt,b\n");
  EXPECT_THAT(Identities(imported), SizeIs(2));
}

TEST(Mapper, RefusesOnlyTheFaultyRowAndNamesAllItsFaults) {
  const Imported imported =
      ImportText("town,year,outcome,note\n2,2006,hurt,a\n2,2006,perhaps,b\n2,20x6,perhaps,c\n2,2006\n2,2006,dead,d\n");
  EXPECT_EQ(imported.people(), 2);
  ASSERT_THAT(imported.refused, SizeIs(3));
  EXPECT_EQ(imported.refused[0].row, 2);
  ASSERT_THAT(imported.refused[0].faults, SizeIs(1));
  EXPECT_EQ(imported.refused[0].faults[0].field, "outcome");
  EXPECT_EQ(imported.refused[0].faults[0].reason, common::v1::ERROR_REASON_ENUM_UNDEFINED);
  EXPECT_THAT(imported.refused[1].faults, SizeIs(2));
  EXPECT_EQ(imported.refused[2].row, 4);
  EXPECT_THAT(imported.refused[2].faults[0].what_would_be_right, HasSubstr("2 cells where the file has 4 columns"));
}

TEST(Mapper, RefusesARowThatContradictsItsGroup) {
  const Imported imported = ImportText("town,year,outcome,note\n2,2006,hurt,a\n2,2007,hurt,b\n2,2006,hurt,c\n");
  EXPECT_EQ(imported.people(), 2);
  ASSERT_THAT(imported.refused, SizeIs(1));
  EXPECT_EQ(imported.refused[0].row, 2);
  EXPECT_THAT(imported.refused[0].faults[0].what_would_be_right, HasSubstr("row 1"));
}

TEST(Mapper, RefusesATooLongTextInOneRowWithoutTheOthersOfItsIncident) {
  const Imported imported =
      ImportText(absl::StrCat("town,year,outcome,note\n2,2006,hurt,", std::string(121, 'x'), "\n2,2006,hurt,b\n"));
  EXPECT_EQ(imported.people(), 1);
  ASSERT_THAT(imported.refused, SizeIs(1));
  EXPECT_EQ(imported.refused[0].faults[0].reason, common::v1::ERROR_REASON_TOO_LONG);
}

TEST(Mapper, RefusesADateInTheFuture) {
  const Imported imported = ImportText("town,year,outcome,note\n2,2027,hurt,a\n");
  ASSERT_THAT(imported.refused, SizeIs(1));
  EXPECT_EQ(imported.refused[0].faults[0].reason, common::v1::ERROR_REASON_IN_THE_FUTURE);
}

TEST(Mapper, TheDayARecordBecameKnownGoesWithIt) {
  const std::string mapping = absl::StrReplaceAll(
      kMapping, {{"trial: true}", "trial: false}"},
                 {"columns: [town, year, outcome, note]", "columns: [town, year, outcome, note, known, person]"},
                 {"group_by:",
                  "known_on:\n  incident: {kind: partial_date, column: known, order: ymd}\n"
                  "  casualty: {kind: partial_date, column: person, order: ymd}\ngroup_by:"}});
  const Imported imported = ImportText(
      "town,year,outcome,note,known,person\n1,2006,hurt,a,2006-05-01,2007-01-02\n1,2006,hurt,b,2006-05-01,?\n1,2006,hurt,c,2006-05-"
      "02,?\n",
      mapping);
  ASSERT_THAT(imported.incidents, SizeIs(1));
  EXPECT_EQ(imported.incidents[0].known_on().month(), 5);
  ASSERT_EQ(imported.incidents[0].casualties_size(), 2);
  EXPECT_EQ(imported.incidents[0].casualties(0).known_on().year(), 2007);
  EXPECT_FALSE(imported.incidents[0].casualties(1).has_known_on());
  ASSERT_THAT(imported.refused, SizeIs(1)) << "an incident becomes known once";
  EXPECT_EQ(imported.refused[0].row, 3);
}

TEST(Mapper, DividesAGroupThatIsTooLargeForOnePiece) {
  std::string csv = "town,year,outcome,note\n";
  for (int i = 0; i < 2500; ++i) absl::StrAppend(&csv, "2,2006,hurt,", i, "\n");
  const Imported imported = ImportText(csv);
  ASSERT_THAT(imported.incidents, SizeIs(3));
  EXPECT_EQ(imported.groups, 1);
  EXPECT_EQ(imported.people(), 2500);
  EXPECT_EQ(imported.incidents[0].group_hash(), imported.incidents[2].group_hash());
  EXPECT_EQ(imported.incidents[2].facts().district(), "00002");
  EXPECT_THAT(Identities(imported), SizeIs(2500));
}

TEST(Mapper, SaysThatAFileWithoutRowsHasNone) {
  const Imported imported = ImportText("town,year,outcome,note\n");
  EXPECT_TRUE(imported.status.ok());
  EXPECT_EQ(imported.rows, 0);
  EXPECT_THAT(imported.incidents, SizeIs(0));
}

TEST(Mapper, TakesTheSyntheticRegisterWhole) {
  const absl::StatusOr<Mapping> mapping = LoadMapping("policy/imports/synthetic-register.yaml");
  ASSERT_TRUE(mapping.ok()) << mapping.status();
  std::ifstream file("tests/data/import/synthetic-register.csv", std::ios::binary);
  const Imported imported = Import(*mapping, file);
  ASSERT_TRUE(imported.status.ok()) << imported.status;
  EXPECT_THAT(imported.refused, SizeIs(0));
  EXPECT_EQ(imported.rows, 60);
  EXPECT_EQ(imported.people(), 59) << "one row tells of an event without a person";
  EXPECT_THAT(imported.places, SizeIs(6));
  EXPECT_THAT(Identities(imported), SizeIs(59));
}

// T22. The real file is not part of the project; DAYAQ_SHARED says where it lies.
std::string RealFile() {
  const char* shared = std::getenv("DAYAQ_SHARED");
  return absl::StrCat(shared == nullptr ? "../shared" : shared, "/data/colombia/SituacionVictimas.csv");
}

TEST(Mapper, TakesEveryPersonOfTheRealRegister) {
  if (!std::filesystem::exists(RealFile())) GTEST_SKIP() << "T22 needs " << RealFile();
  const absl::StatusOr<Mapping> mapping = LoadMapping("policy/imports/co-aicma.yaml");
  ASSERT_TRUE(mapping.ok()) << mapping.status();
  std::ifstream file(RealFile(), std::ios::binary);
  const Imported imported = Import(*mapping, file);
  ASSERT_TRUE(imported.status.ok()) << imported.status;
  EXPECT_THAT(imported.refused, SizeIs(0));
  EXPECT_EQ(imported.people(), 12390);
  EXPECT_THAT(Identities(imported), SizeIs(12390));
  EXPECT_EQ(imported.groups, 7091);
  EXPECT_THAT(imported.places, SizeIs(519 + 32));
  const auto sex = [&](common::v1::Sex value) { return imported.Count([=](const auto& facts) { return facts.sex() == value; }); };
  EXPECT_EQ(sex(common::v1::SEX_MALE), 11677);
  EXPECT_EQ(sex(common::v1::SEX_FEMALE), 673);
  EXPECT_EQ(sex(common::v1::SEX_UNKNOWN), 40);
  EXPECT_EQ(imported.Count([](const auto& facts) { return facts.outcome() == incident::v1::OUTCOME_KILLED; }), 2352);
  EXPECT_EQ(imported.Count([](const auto& facts) { return facts.outcome() == incident::v1::OUTCOME_INJURED; }), 10038);
  EXPECT_EQ(imported.Count([](const auto& facts) { return facts.age().max_years() < 18; }), 1277);
  EXPECT_EQ(imported.Count([](const auto& facts) { return facts.civil_status() == incident::v1::CIVIL_STATUS_SECURITY; }), 7368);
  EXPECT_EQ(imported.Count([](const auto& facts) { return facts.civil_status() == incident::v1::CIVIL_STATUS_CIVILIAN; }), 5022);
  EXPECT_EQ(imported.Count([](const auto& facts) { return facts.activity() == incident::v1::ACTIVITY_UNSPECIFIED; }), 0);
}

TEST(Mapper, ReadsTheQuirksOfTheFirstRealRow) {
  if (!std::filesystem::exists(RealFile())) GTEST_SKIP() << "T22 needs " << RealFile();
  const absl::StatusOr<Mapping> mapping = LoadMapping("policy/imports/co-aicma.yaml");
  ASSERT_TRUE(mapping.ok()) << mapping.status();
  std::ifstream file(RealFile(), std::ios::binary);
  const ImportedIncident first = Import(*mapping, file).incidents.at(0);
  EXPECT_EQ(first.facts().district(), "05313");
  EXPECT_EQ(first.facts().occurred_on().year(), 2006);
  EXPECT_EQ(first.facts().occurred_on().day(), 0);
  EXPECT_EQ(first.facts().settlement(), "") << "the site is not named";
  EXPECT_EQ(first.facts().point().method(), incident::v1::POINT_METHOD_CENTROID);
  EXPECT_EQ(first.facts().device_category(), incident::v1::DEVICE_CATEGORY_UNSPECIFIED);
  const auto& words = first.casualties(0).original_words();
  ASSERT_EQ(words.size(), 5);
  EXPECT_EQ(words[0].field(), "sex");
  EXPECT_EQ(words[0].column(), "estado");
  EXPECT_EQ(words[0].words(), "Hombre");
  EXPECT_EQ(words[4].words(), "Pasando, estando cerca");
}

}  // namespace
}  // namespace dayaq::importing
