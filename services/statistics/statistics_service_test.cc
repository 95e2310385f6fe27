// Figures over gRPC against a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "absl/strings/str_join.h"
#include "services/statistics/statistics_recount.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST_F(StatisticsServiceTest, EveryCellIsWhatAnotherStatementCounts) {
  Hurt(130);
  Follow();
  ASSERT_GT(Number("SELECT count(*) FROM statistics.fact WHERE kind = 'CASUALTY'"), 500);
  const v1::Release draft = Drafted(
      Drafting({Spec("P1", {"OUTCOME", "SEX"}, "2023-01-01", "2024-12-31", v1::TIME_STEP_YEAR),
                Spec("P1", {"SEX"}, "2024-01-01", "2024-12-31", v1::TIME_STEP_MONTH),
                Spec("P1", {"AGE"}, "2024-01-01", "2024-12-31"), Spec("P1", {"CIV_STATUS"}, "2024-01-01", "2024-12-31"),
                Spec("P1", {"ACTIVITY_EO"}, "2024-01-01", "2024-12-31"), Spec("P1", {"DEVICE"}, "2024-01-01", "2024-12-31")}));
  // Hidden counts are compared too: they stand where no call leads.
  int cells = 0, differences = 0;
  for (int place = 0; place < 6; ++place) {
    v1::GetReleaseTableRequest request;
    request.set_name(draft.name());
    request.set_place(place);
    const auto table = Ask(&Releases::GetReleaseTable, kChecker, request);
    ASSERT_TRUE(table.ok()) << table.status();
    for (int i = 0; i < table->cells_size(); ++i) {
      std::vector<std::string> conditions;
      conditions.reserve(static_cast<size_t>(table->dimensions_size()));
      for (int d = 0; d < table->dimensions_size(); ++d) {
        conditions.push_back(Condition(table->dimensions(d).id(), table->cells(i).codes(d)));
      }
      const int64_t right = Recount(absl::StrJoin(conditions, " AND "), draft.known_until());
      const int64_t kept =
          Number(absl::StrCat("SELECT cells -> 'values' ->> ", i, " FROM statistics.release_table WHERE place = ", place));
      ++cells;
      differences += kept == right ? 0 : 1;
      EXPECT_EQ(kept, right) << absl::StrJoin(table->cells(i).codes(), " ");
      if (table->cells(i).status() == v1::CELL_STATUS_SHOWN) EXPECT_EQ(table->cells(i).value(), absl::StrCat(right));
    }
  }
  std::cout << "recount: " << cells << " cells, " << differences << " differences" << std::endl;
  EXPECT_GT(cells, 100);
}

TEST_F(StatisticsServiceTest, AWomanAloneInAMonthIsHiddenAndNoOtherTableTellsOfHer) {
  Hurt(130);
  Follow();
  // Months in which few women were hurt, while the month itself is in the papers.
  const v1::TableSpec months = Spec("P1", {"SEX"}, "2024-01-01", "2024-12-31", v1::TIME_STEP_MONTH);
  const v1::Release release = Published(Drafted(Drafting({months})));
  v1::GetReleaseTableRequest request;
  request.set_name(release.name());
  const auto table = Ask(&Releases::GetReleaseTable, kStatistician, request);
  ASSERT_TRUE(table.ok()) << table.status();
  int small = 0;
  for (int month = 1; month <= 12; ++month) {
    const std::string code = absl::StrFormat("2024-%02d", month);
    const int64_t women =
        Recount(absl::StrCat("sex = 'SEX_FEMALE' AND left(occurred_on, 7) = '", code, "'"), release.known_until());
    if (women == 0 || women >= 5) continue;
    ++small;
    EXPECT_EQ(Cell(*table, {code, "F"}), "Q") << code;
    EXPECT_EQ(Cell(*table, {code, "M"}), "Q") << "nor can she be worked out from the others";
    EXPECT_NE(Cell(*table, {code, "_T"}), "Q") << "the month is known to everybody";
  }
  EXPECT_GT(small, 0);
  EXPECT_GT(release.disclosure().complementary(), 0);
  // Asked for otherwise later, together with what is published.
  const auto year = Table(Spec("P1", {"SEX"}, "2024-01-01", "2024-12-31"));
  ASSERT_TRUE(year.ok()) << year.status();
  v1::ExportReleaseRequest out;
  out.set_name(release.name());
  out.set_format(v1::EXPORT_FORMAT_SDMX_CSV);
  const auto file = Ask(&Releases::ExportRelease, kStatistician, out);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_THAT(file->content(), HasSubstr(",Q"));
}

TEST_F(StatisticsServiceTest, IndicatorsSayWhatIsNotCountedAndWhy) {
  const auto sets = Ask(&Indicators::ListIndicatorSets, kStatistician, v1::ListIndicatorSetsRequest());
  ASSERT_TRUE(sets.ok()) << sets.status();
  EXPECT_THAT(sets->indicator_sets(), SizeIs(4));
  v1::GetIndicatorRequest request;
  request.set_name("indicatorSets/treaty-victim-assistance/indicators/VA4");
  const auto served = Ask(&Indicators::GetIndicator, kChecker, request);
  ASSERT_TRUE(served.ok()) << served.status();
  EXPECT_FALSE(served->counted());
  EXPECT_FALSE(served->not_counted_az().empty());
  request.set_name("indicatorSets/az-provisional/indicators/P6a");
  const auto payees = Ask(&Indicators::GetIndicator, kChecker, request);
  ASSERT_TRUE(payees.ok()) << payees.status();
  EXPECT_TRUE(payees->counted() && payees->not_counted_az().empty());
  request.set_name("indicatorSets/az-provisional/indicators/P99");
  EXPECT_EQ(Ask(&Indicators::GetIndicator, kChecker, request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(StatisticsServiceTest, AFileOfOthersIsCheckedByItsSums) {
  v1::CheckFileRequest request;
  request.set_indicator_set("lao-sdg18");
  request.set_content("<nothing/>");
  EXPECT_THAT(FaultsOf(Ask(&Tables::CheckFile, kStatistician, request).status()), ElementsAre("content SDMX_FAULTY"));
  request.set_indicator_set("nobodys");
  EXPECT_THAT(FaultsOf(Ask(&Tables::CheckFile, kStatistician, request).status()),
              ElementsAre("indicator_set INDICATOR_UNKNOWN", "content SDMX_FAULTY"));
  // The file of Lao PDR: 33 casualties of whom 24 and 6 are told, and 6 killed who are 7 by sex and age.
  const char* const shared = std::getenv("DAYAQ_SHARED");
  const std::string path = absl::StrCat(shared == nullptr ? "../shared" : shared, "/data/laos_sdg18/SDG_DSD_Laos.Goal.18.xml");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here (DAYAQ_SHARED)";
  std::ifstream file(path, std::ios::binary);
  request.set_content(std::string(std::istreambuf_iterator<char>(file), {}));
  request.set_indicator_set("lao-sdg18");
  const auto checked = Ask(&Tables::CheckFile, kStatistician, request);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->observations(), 108);
  ASSERT_THAT(checked->defects(), SizeIs(2));
  EXPECT_EQ(checked->defects(0).whole() + " " + checked->defects(0).parts(), "33 30");
  EXPECT_EQ(checked->defects(1).whole() + " " + checked->defects(1).parts(), "6 7");
}

}  // namespace
}  // namespace dayaq::statistics
