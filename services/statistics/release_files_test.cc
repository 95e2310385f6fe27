// What a release looks like outside: the structure message, whose judge is the schema of SDMX itself, and the printed report.
#include "services/statistics/release_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/statistics/district_outlines.h"
#include "services/statistics/figure_view.h"
#include "services/statistics/report_page.h"
#include "services/statistics/report_pictures.h"
#include "services/statistics/sdmx_judge.h"
#include "services/statistics/sdmx_structure.h"

namespace dayaq::statistics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kOutcomeSexTitle[] = "2024 <sinaq> & \"dırnaq\"";

// A release over invented counts, protected as any other.
struct SomeRelease {
  std::vector<IndicatorSet> sets = *LoadIndicatorSets("policy");
  DisclosurePolicy disclosure = *LoadDisclosurePolicy("policy");
  std::vector<ListedCode> districts = {{"AZ-TAR", "Tərtər", "Tartar"}, {"AZ-BAR", "Bərdə", "Barda"}, {"AZ-AGM", "Ağdam", "Aghdam"}};
  v1::Release release;
  std::vector<ExportedTable> tables;

  SomeRelease() {
    release.set_uid("01900000-0000-7000-8000-0000000000a1");
    release.set_name("releases/01900000-0000-7000-8000-0000000000a1");
    release.set_state(v1::RELEASE_STATE_PUBLISHED);
    release.set_title_az(kOutcomeSexTitle);
    release.set_title_en("2024");
    release.set_cut_off("2024-12-31");
    release.set_known_until("2025-03-31");
    release.set_content("sealed\n");
    release.mutable_publish_time()->set_seconds(1'750'000'000);
    Add({"2023", "2024"}, {"OUTCOME", {"KILLED", "INJURED", "UNKNOWN"}}, {{20, 100, 0, 120}, {30, 90, 1, 121}});
    // Two and three people in two districts: hidden.
    Add({"2024"}, {"REF_AREA", {"AZ-TAR", "AZ-BAR", "AZ-AGM"}}, {{2, 3, 116, 121}});
  }

 private:
  void Add(const std::vector<std::string>& years, const std::pair<std::string, std::vector<std::string>>& by,
           const std::vector<std::vector<int64_t>>& counts) {
    const IndicatorSet& set = *std::find_if(sets.begin(), sets.end(), [](const auto& one) { return one.id == "az-provisional"; });
    CountTable table{.id = "az-provisional/P1", .measure = "casualties", .vintage = "2025-03-31", .sensitivity = "open"};
    table.dimensions = {{.id = "TIME_PERIOD", .codes = years}, Dimension::Of(by.first, by.second)};
    for (const auto& of_year : counts) table.values.insert(table.values.end(), of_year.begin(), of_year.end());
    std::vector<CountTable> all;
    all.push_back(std::move(table));
    const ProtectedRelease shown = Protect("one", std::move(all), {}, disclosure);
    tables.push_back(
        {FigureView(shown.tables.front(), set, *set.Find("P1"), 1, districts, disclosure.edition), &set, set.Find("P1")});
  }
};

const SomeRelease& Some() {
  static const auto* const kSome = new SomeRelease;
  return *kSome;
}

int CountOf(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(SdmxStructure, NamesEveryDimensionAndCodeOfTheData) {
  const std::string xml = SdmxStructureOf(Some().release, Some().tables, Some().districts);
  const SdmxDataSet data = SdmxOf(Some().tables);
  int codes = 0;
  for (const std::string& dimension : data.dimensions) {
    EXPECT_EQ(CountOf(xml, absl::StrCat("Dimension id=\"", dimension, "\"")), 1) << dimension;
  }
  for (const SdmxObservation& observation : data.observations) {
    for (size_t i = 0; i + 1 < data.dimensions.size(); ++i) {
      const size_t list = xml.find(absl::StrCat("<structure:Codelist id=\"CL_", data.dimensions[i], "\""));
      ASSERT_NE(list, std::string::npos) << data.dimensions[i];
      const std::string of_list = xml.substr(list, xml.find("</structure:Codelist>", list) - list);
      EXPECT_EQ(CountOf(of_list, absl::StrCat("<structure:Code id=\"", observation.codes[i], "\">")), 1)
          << data.dimensions[i] << " " << observation.codes[i];
      ++codes;
    }
  }
  EXPECT_GT(codes, 50);
  EXPECT_THAT(xml, HasSubstr("xml:lang=\"az\">Tərtər<"));
  EXPECT_THAT(xml, HasSubstr("xml:lang=\"en\">Not known<"));
  EXPECT_EQ(xml, SdmxStructureOf(Some().release, Some().tables, Some().districts)) << "the same bytes again";
}

TEST(SdmxStructure, IsWhatTheSchemaOfSdmxSays) {
  if (!SdmxJudge::IsHere()) GTEST_SKIP() << "SDMXMessage.xsd is not here (DAYAQ_SHARED)";
  const SdmxJudge judge;
  const std::string xml = SdmxStructureOf(Some().release, Some().tables, Some().districts);
  EXPECT_TRUE(judge.IsValid(xml));
  EXPECT_FALSE(judge.IsValid(absl::StrReplaceAll(xml, {{"ObservationalTimePeriod", "Sometimes"}})));
  EXPECT_FALSE(judge.IsValid(absl::StrReplaceAll(xml, {{" assignmentStatus=\"Mandatory\"", ""}})));
}

TEST(ReportPage, SaysInEachLanguageWhatIsShownAndNothingThatIsHidden) {
  const std::string az = ReportPage(Some().release, Some().tables, ReportLanguage::kAz);
  const std::string en = ReportPage(Some().release, Some().tables, ReportLanguage::kEn);
  EXPECT_THAT(az, HasSubstr("<html lang=\"az\">"));
  EXPECT_THAT(az, HasSubstr("2024 &lt;sinaq&gt; &amp; &quot;dırnaq&quot;"));
  EXPECT_THAT(az, HasSubstr("31.03.2025"));
  EXPECT_THAT(en, HasSubstr("As known on"));
  EXPECT_THAT(en, HasSubstr("provisional"));
  for (const std::string* const page : {&az, &en}) {
    // The outcome over time and by itself, and the map.
    EXPECT_EQ(CountOf(*page, "<svg"), 3);
    EXPECT_EQ(CountOf(*page, "class=\"map\""), 1);
    EXPECT_THAT(*page, HasSubstr("<td>121</td>"));
    EXPECT_EQ(CountOf(*page, "<td>2</td>") + CountOf(*page, "<td>3</td>") + CountOf(*page, ": 2<") + CountOf(*page, ": 3<"), 0);
    EXPECT_THAT(*page, HasSubstr("<td>..</td>"));
    EXPECT_THAT(*page, HasSubstr("fill=\"url(#hidden)\""));
    // It asks nobody for anything.
    EXPECT_THAT(*page, Not(HasSubstr("http:")));
    EXPECT_THAT(*page, Not(HasSubstr("https:")));
    EXPECT_THAT(*page, Not(HasSubstr("<script")));
    EXPECT_THAT(*page, HasSubstr("default-src 'none'"));
  }
}

TEST(ReportPage, SaysInWhatAFigureIsToldAndWhatThereIsNothingOf) {
  std::vector<ExportedTable> tables = {Some().tables.front()};
  v1::FigureTable& table = tables.front().table;
  table.set_unit(v1::INDICATOR_UNIT_PERCENT);
  table.mutable_cells(0)->set_value("");
  table.mutable_cells(0)->set_status(v1::CELL_STATUS_NOTHING);
  table.mutable_cells(1)->set_value("33.5");
  const std::string page = ReportPage(Some().release, tables, ReportLanguage::kAz);
  EXPECT_THAT(page, HasSubstr(">Rəqəm, %</th>"));
  EXPECT_THAT(page, HasSubstr("<td>–</td>"));
  EXPECT_THAT(page, HasSubstr("<td>33.5</td>"));
  EXPECT_THAT(page, Not(HasSubstr("<td>..</td>")));
}

TEST(ReportPictures, TheDarkestDistrictIsTheOneWithTheMost) {
  const std::string map =
      MapPicture({{"AZ-TAR", "Tərtər", "9", 9}, {"AZ-BAR", "Bərdə", "1", 1}, {"AZ-AGM", "Ağdam", "..", std::nullopt}}, "xəritə",
                 {"0", "gizlədilib"});
  EXPECT_EQ(DistrictOutlines().size(), 77);
  EXPECT_EQ(CountOf(map, "<path d=\"M"), 77 + 1) << "and the hatching";
  const auto fill_of = [&map](const std::string& name) {
    const size_t title = map.find(absl::StrCat("<title>", name));
    const size_t fill = map.rfind("fill=\"", title) + 6;
    return map.substr(fill, map.find('"', fill) - fill);
  };
  EXPECT_EQ(fill_of("Tərtər: 9"), "#075e43");
  EXPECT_NE(fill_of("Bərdə: 1"), "#ffffff");
  EXPECT_EQ(fill_of("Ağdam: .."), "url(#hidden)");
}

TEST(ReportPictures, NothingAtAllIsStillAPicture) {
  EXPECT_THAT(PeriodsPicture({}, "boş"), HasSubstr("</svg>"));
  EXPECT_THAT(CodesPicture({{"A", "ad", "..", std::nullopt}}, "boş"), HasSubstr(".."));
  EXPECT_THAT(MapPicture({}, "boş", {"0", "gizli"}), Not(HasSubstr("nan")));
}

TEST(ReleaseFile, EveryFormHasItsNameTypeAndBytes) {
  std::set<std::string> names;
  for (int format = v1::ExportFormat_MIN + 1; format <= v1::ExportFormat_MAX; ++format) {
    const auto file = ReleaseFile(static_cast<v1::ExportFormat>(format), Some().release, Some().tables, Some().districts);
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_TRUE(names.insert(file->file_name()).second) << file->file_name();
    EXPECT_TRUE(absl::StartsWith(file->file_name(), "release-2024-12-31-0000000000a1."));
    EXPECT_FALSE(file->media_type().empty());
    EXPECT_FALSE(file->content().empty());
  }
  EXPECT_EQ(names.size(), 7);
}

}  // namespace
}  // namespace dayaq::statistics
