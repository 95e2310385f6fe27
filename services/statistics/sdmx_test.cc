// What goes to other offices and comes from them. The judge of the form is the schema of SDMX itself; the judge of the check of
// sums is a national file that was published with a defect (T24).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/strict_yaml.h"
#include "services/statistics/indicator_definitions.h"
#include "services/statistics/sdmx_data.h"
#include "services/statistics/sdmx_judge.h"
#include "services/statistics/sum_checks.h"

namespace dayaq::statistics {
namespace {

using ::testing::HasSubstr;

std::string Content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

SdmxDataSet SomeData() {
  SdmxDataSet data{.structure = {.agency = "AZ_SSC", .id = "DF_SDG18", .version = "1.0.0", .is_dataflow = true},
                   .dimensions = {"SEX", "REF_AREA", "TIME_PERIOD"}};
  data.observations = {
      {.codes = {"M", "AZ-TAR", "2025"}, .value = "12", .attributes = {{"OBS_STATUS", "A"}, {"UNIT_MEASURE", "NUMBER"}}},
      {.codes = {"F", "AZ-TAR", "2025"},
       .value = "",
       .attributes = {{"OBS_STATUS", "Q"}, {"COMMENT_OBS", "kiçik say, \"gizli\" <&>"}}},
      {.codes = {"M", "AZ-TAR", "2024"}, .value = "7", .attributes = {{"OBS_STATUS", "A"}}}};
  return data;
}

SdmxHeader SomeHeader() { return {.id = "AZSDG18-1", .sender = "AZ_SSC", .prepared = "2026-11-30T12:00:00Z"}; }

TEST(SdmxCsv, WritesALineAnObservation) {
  const auto csv = WriteSdmxCsv(SomeData());
  ASSERT_TRUE(csv.ok()) << csv.status();
  EXPECT_EQ(*csv,
            "STRUCTURE,STRUCTURE_ID,ACTION,SEX,REF_AREA,TIME_PERIOD,OBS_VALUE,COMMENT_OBS,OBS_STATUS,UNIT_MEASURE\r\n"
            "dataflow,AZ_SSC:DF_SDG18(1.0.0),R,M,AZ-TAR,2025,12,,A,NUMBER\r\n"
            "dataflow,AZ_SSC:DF_SDG18(1.0.0),R,F,AZ-TAR,2025,,\"kiçik say, \"\"gizli\"\" <&>\",Q,\r\n"
            "dataflow,AZ_SSC:DF_SDG18(1.0.0),R,M,AZ-TAR,2024,7,,A,\r\n");
}

TEST(SdmxData, WhatIsNoDataIsNotWritten) {
  const auto refused = [](const std::function<void(SdmxDataSet&)>& change, const char* why) {
    SdmxDataSet data = SomeData();
    change(data);
    const auto csv = WriteSdmxCsv(data);
    EXPECT_FALSE(csv.ok()) << why;
    EXPECT_FALSE(WriteSdmxGeneric(data, SomeHeader()).ok()) << why;
    EXPECT_THAT(std::string(csv.status().message()), HasSubstr(why));
  };
  refused([](SdmxDataSet& data) { data.observations[0].codes.pop_back(); }, "a code for every dimension");
  refused([](SdmxDataSet& data) { data.observations[0].codes[0].clear(); }, "a code is empty");
  refused([](SdmxDataSet& data) { data.observations[0].value = "twelve"; }, "is no number");
  refused([](SdmxDataSet& data) { data.observations[0].attributes.clear(); }, "OBS_STATUS is missing");
  refused([](SdmxDataSet& data) { data.observations[1].value = "3"; }, "suppressed value must be empty");
  refused([](SdmxDataSet& data) { data.observations[2].codes = data.observations[0].codes; }, "stood before");
  refused([](SdmxDataSet& data) { data.observations[0].codes[0] = "M\n"; }, "no plain text");
  refused([](SdmxDataSet& data) { std::swap(data.dimensions[0], data.dimensions[2]); }, "TIME_PERIOD must be the last");
}

TEST(SdmxGeneric, ComesBackAsItWent) {
  const auto xml = WriteSdmxGeneric(SomeData(), SomeHeader());
  ASSERT_TRUE(xml.ok()) << xml.status();
  const auto read = ReadSdmxMl(*xml);
  ASSERT_TRUE(read.ok()) << read.status() << *xml;
  EXPECT_EQ(read->structure, SomeData().structure);
  EXPECT_EQ(read->dimensions, SomeData().dimensions) << "in the order of the file";
  ASSERT_EQ(read->observations.size(), 3U);
  EXPECT_EQ(*WriteSdmxGeneric(*read, SomeHeader()), *xml) << "the same data, the same bytes";
}

RC_GTEST_PROP(SdmxGeneric, AnyDataComeBackAsTheyWent, ()) {
  SdmxDataSet data{.structure = {.agency = "A", .id = "B", .version = "1.0"}, .dimensions = {"D", "TIME_PERIOD"}};
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const int value = *rc::gen::inRange(-1, 1000);
    std::string comment = *rc::gen::string<std::string>();
    comment.erase(std::remove_if(comment.begin(), comment.end(), [](char c) { return c < 0x20 || c == 0x7f; }), comment.end());
    data.observations.push_back({.codes = {absl::StrCat("C", i % 3), absl::StrCat(2000 + i)},
                                 .value = value < 0 ? "" : absl::StrCat(value),
                                 .attributes = {{"OBS_STATUS", value < 0 ? "Q" : "A"}, {"COMMENT_OBS", comment}}});
  }
  const auto xml = WriteSdmxGeneric(data, SomeHeader());
  RC_ASSERT(xml.ok());
  const auto read = ReadSdmxMl(*xml);
  RC_ASSERT(read.ok());
  RC_ASSERT(read->observations.size() == data.observations.size());
  RC_ASSERT(*WriteSdmxGeneric(*read, SomeHeader()) == *xml);
}

TEST(SdmxGeneric, IsWhatTheSchemaOfSdmxSays) {
  if (!SdmxJudge::IsHere()) GTEST_SKIP() << "SDMXMessage.xsd is not here (DAYAQ_SHARED)";
  const SdmxJudge judge;
  SdmxDataSet data = SomeData();
  EXPECT_TRUE(judge.IsValid(*WriteSdmxGeneric(data, SomeHeader())));
  data.structure.is_dataflow = false;
  const std::string xml = *WriteSdmxGeneric(data, SomeHeader());
  EXPECT_TRUE(judge.IsValid(xml));
  EXPECT_FALSE(judge.IsValid(absl::StrReplaceAll(xml, {{"generic:SeriesKey", "generic:Key"}})));
  EXPECT_FALSE(judge.IsValid(absl::StrReplaceAll(xml, {{"dimensionAtObservation=\"TIME_PERIOD\"", ""}})));
}

TEST(ReadSdmx, HostileAndBrokenFilesAreRefusedWithTheirPlace) {
  const std::string good = *WriteSdmxGeneric(SomeData(), SomeHeader());
  const auto refused = [](const std::string& bytes, const char* why, const SdmxLimits& limits = {}) {
    const auto read = ReadSdmxMl(bytes, SdgDimensions(), limits);
    EXPECT_FALSE(read.ok()) << why;
    EXPECT_EQ(read.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(read.status().message()), HasSubstr("line ")) << why;
    EXPECT_THAT(std::string(read.status().message()), HasSubstr(why));
  };
  refused("", "empty");
  refused(std::string("<a>\0</a>", 8), "not UTF-8");
  refused("<a>\xff</a>", "not UTF-8");
  refused("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><a>&lol2;</a>", "document type");
  refused("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", "declared as UTF-8");
  refused("<GenericData/>", "namespace");
  refused(absl::StrReplaceAll(good, {{"message:GenericData", "message:Error"}}), "the root is");
  refused(good.substr(0, good.size() / 2), "cut off");
  refused(absl::StrReplaceAll(good, {{"<generic:Series>", "<generic:Group>"}, {"</generic:Series>", "</generic:Group>"}}),
          "does not belong");
  refused(absl::StrReplaceAll(good, {{"<generic:Series>", "<generic:Series>12"}}), "no text");
  refused(absl::StrReplaceAll(good, {{"<generic:Series>", "<generic:Series><![CDATA[x]]>"}}), "only elements");
  refused(absl::StrReplaceAll(good, {{"<generic:Series>", "<generic:Series><?php x?>"}}), "only elements");
  refused(absl::StrReplaceAll(good, {{"value=\"12\"", "value=\"1O\""}}), "is no number");
  refused(absl::StrReplaceAll(good, {{"TIME_PERIOD\"", "SEX\""}}), "must differ by TIME_PERIOD");
  refused(absl::StrReplaceAll(good, {{"id=\"SEX\"", "id=\"REF_AREA\""}}), "stands twice");
  refused(absl::StrReplaceAll(good, {{"</message:GenericData>", "<message:DataSet/></message:GenericData>"}}), "second data set");
  refused(good, "bytes", {.bytes = 100});
  refused(good, "deep", {.depth = 3});
  refused(good, "elements", {.elements = 10});
  refused(good, "observations", {.observations = 2});
  refused(good, "too long", {.text_bytes = 5});
}

// The sums of the Lao set, as they stand in policy/indicators.
std::vector<SumRule> LaoSums() {
  const auto sets = LoadIndicatorSets("policy");
  if (!sets.ok()) return {};
  for (const IndicatorSet& set : *sets) {
    if (set.id == "lao-sdg18") return set.sums;
  }
  return {};
}

TEST(SumChecks, ADefectIsToldWithBothFigures) {
  SdmxDataSet data = SomeData();
  data.observations = {{.codes = {"_T", "A", "2020"}, .value = "6.3", .attributes = {{"OBS_STATUS", "A"}}},
                       {.codes = {"M", "A", "2020"}, .value = "0.1", .attributes = {{"OBS_STATUS", "A"}}},
                       {.codes = {"F", "A", "2020"}, .value = "6.2", .attributes = {{"OBS_STATUS", "A"}}}};
  const std::vector<SumRule> rules = {{.dimension = "SEX", .sum = {"_T", {"M", "F"}}}};
  EXPECT_TRUE(CheckSums(data, rules).empty()) << "decimals are added exactly";
  data.observations[2].value = "7";
  const auto defects = CheckSums(data, rules);
  ASSERT_EQ(defects.size(), 1U);
  EXPECT_EQ(defects[0].whole, "6.3");
  EXPECT_EQ(defects[0].parts, "7.1");
  EXPECT_THAT(defects[0].Sentence(), HasSubstr("the total is 6.3, and its parts by SEX come to 7.1"));
  data.observations[2] = {.codes = {"F", "A", "2020"}, .value = "", .attributes = {{"OBS_STATUS", "Q"}}};
  EXPECT_TRUE(CheckSums(data, rules).empty()) << "of hidden values nothing can be said";
}

// T24: a file that its statistics office published. 2020: 33 casualties, and 24 + 6 of them; 6 killed, and 7 by sex and age.
TEST(SumChecks, TheLaoFileIsReadWholeAndItsDefectsAreFlagged) {
  const std::string path = SharedFile("data/laos_sdg18/SDG_DSD_Laos.Goal.18.xml");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "SDG_DSD_Laos.Goal.18.xml is not here (DAYAQ_SHARED)";
  const auto data = ReadSdmxMl(Content(path));
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->structure.Name(), "LSB-SDGs:SDG(1.1)");
  EXPECT_EQ(data->dimensions, SdgDimensions());
  EXPECT_EQ(data->observations.size(), 108U);
  ASSERT_EQ(LaoSums().size(), 2U);
  const auto defects = CheckSums(*data, LaoSums());
  ASSERT_EQ(defects.size(), 2U);
  EXPECT_EQ(defects[0].key.at("TIME_PERIOD"), "2020");
  EXPECT_EQ(defects[0].key.at("SERIES"), "_L_LA_180101_00");
  EXPECT_EQ(defects[0].whole + " " + defects[0].parts, "33 30");
  EXPECT_EQ(defects[1].key.at("TIME_PERIOD"), "2020");
  EXPECT_EQ(defects[1].key.at("SERIES"), "_L_LA_180101_02");
  EXPECT_EQ(defects[1].whole + " " + defects[1].parts, "6 7");
  // What was read can be written in the form that has a fixed schema, and comes back the same.
  const auto written = WriteSdmxGeneric(*data, SomeHeader());
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(ReadSdmxMl(*written)->observations.size(), 108U);
}

}  // namespace
}  // namespace dayaq::statistics
