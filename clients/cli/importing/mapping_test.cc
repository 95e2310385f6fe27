#include "clients/cli/importing/mapping.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::importing {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char kGood[] = R"(mapping: trial
version: 3
register: {code: xx-trial, title: Trial, country: XX, trial: true}
source: {document: trial.csv}
csv:
  encoding: utf-8
  delimiter: comma
  header: present
  columns: [town, year, {header: state, name: sex}, outcome]
group_by: [town]
incident:
  occurred_on: {kind: partial_date, year: year}
  district: {kind: district, column: town}
casualty:
  sex: {kind: code, column: sex, words: {m: MALE, f: SEX_FEMALE}}
  outcome: {kind: code, column: outcome, words: {hurt: INJURED}, unknown: OUTCOME_UNKNOWN}
keep_words:
  casualty: [sex, town]
)";

// The faults of the good mapping with one thing changed.
std::string FaultsWith(const std::string& from, const std::string& to) {
  const std::string text = absl::StrReplaceAll(kGood, {{from, to}});
  EXPECT_NE(text, kGood) << from << " does not stand in the mapping";
  const absl::StatusOr<Mapping> mapping = CompileMapping(text, "trial.yaml");
  EXPECT_EQ(mapping.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(mapping.status().message());
}

TEST(Mapping, CompilesColumnsCodesAndKeptWords) {
  const absl::StatusOr<Mapping> mapping = CompileMapping(kGood, "trial.yaml");
  ASSERT_TRUE(mapping.ok()) << mapping.status();
  EXPECT_EQ(mapping->version, 3);
  EXPECT_THAT(mapping->headers, ElementsAre("town", "year", "state", "outcome"));
  EXPECT_THAT(mapping->columns, ElementsAre("town", "year", "sex", "outcome"));
  const auto& sex = std::get<CodeRule>(mapping->casualty_fields.at(0).rule);
  EXPECT_EQ(sex.words.at("m"), common::v1::SEX_MALE);
  EXPECT_EQ(mapping->casualty_words.at(0).field, "sex");
  EXPECT_EQ(mapping->casualty_words.at(1).field, "district");
  EXPECT_EQ(std::get<CodeRule>(mapping->casualty_fields.at(1).rule).code, incident::v1::OUTCOME_UNKNOWN);
}

TEST(Mapping, TheShippedMappingsCompile) {
  for (const char* name : {"co-aicma", "synthetic-register", "legacy-register"}) {
    EXPECT_TRUE(LoadMapping(absl::StrCat("policy/imports/", name, ".yaml")).ok()) << name;
  }
}

TEST(Mapping, AnUnknownFieldIsNamedWithItsLine) {
  EXPECT_THAT(FaultsWith("  occurred_on:", "  occured_on:"), AllOf(StartsWith("trial.yaml:12:"), HasSubstr("occured_on")));
  EXPECT_THAT(FaultsWith("  sex: {", "  identity.sex: {"), HasSubstr("identity.sex"));
}

TEST(Mapping, AnUnknownKeyIsNamedWithItsLine) {
  EXPECT_THAT(FaultsWith("version: 3\n", "version: 3\nversoin: 3\n"), AllOf(StartsWith("trial.yaml:3:"), HasSubstr("versoin")));
  EXPECT_THAT(FaultsWith("year: year}", "year: year, jahr: year}"), HasSubstr("jahr"));
}

TEST(Mapping, AllFaultsAreListedAtOnce) {
  const std::string faults = FaultsWith("words: {m: MALE, f: SEX_FEMALE}", "words: {m: MAL, f: UNSPECIFIED}, extra: 1");
  EXPECT_THAT(faults, AllOf(HasSubstr("MAL "), HasSubstr("UNSPECIFIED"), HasSubstr("extra")));
}

TEST(Mapping, ACodeThatIsNotInTheListIsRefused) {
  EXPECT_THAT(FaultsWith("f: SEX_FEMALE", "f: OUTCOME_KILLED"), HasSubstr("no code of the list Sex"));
}

TEST(Mapping, ARuleThatDoesNotFitItsFieldIsRefused) {
  EXPECT_THAT(FaultsWith("sex: {kind: code, column: sex, words: {m: MALE, f: SEX_FEMALE}}", "sex: {kind: text, column: sex}"),
              HasSubstr("does not fit the field sex"));
  EXPECT_THAT(FaultsWith("  outcome: {kind", "  injuries: {kind"), HasSubstr("is a list"));
  EXPECT_THAT(FaultsWith("sex: {kind: code", "sex: {kind: items"), HasSubstr("sex is no list"));
}

TEST(Mapping, AWordOfAListBecomesAnEntryWithItsCodes) {
  const std::string text = absl::StrReplaceAll(kGood, {{"outcome]", "outcome, hurt]"},
                                                       {"keep_words:",
                                                        "  amputations:\n    kind: items\n    column: hurt\n    words:\n"
                                                        "      left leg: {level: TRANSTIBIAL, side: LEFT}\nkeep_words:"}});
  const absl::StatusOr<Mapping> mapping = CompileMapping(text, "trial.yaml");
  ASSERT_TRUE(mapping.ok()) << mapping.status();
  const auto& codes = std::get<ItemsRule>(mapping->casualty_fields.at(2).rule).words.at("left leg");
  ASSERT_EQ(codes.size(), 2U);
  EXPECT_EQ(codes[0].second, incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  EXPECT_EQ(codes[1].first->name(), "side");
  const auto faults = [&text](const std::string& from, const std::string& to) {
    return std::string(CompileMapping(absl::StrReplaceAll(text, {{from, to}}), "trial.yaml").status().message());
  };
  EXPECT_THAT(faults("side: LEFT", "side: UP"), HasSubstr("UP is no code"));
  EXPECT_THAT(faults("side: LEFT", "done_on: LEFT"), HasSubstr("has no code done_on"));
  EXPECT_THAT(faults("{level: TRANSTIBIAL, side: LEFT}", "TRANSTIBIAL"), HasSubstr("says its codes"));
  EXPECT_THAT(faults("  amputations:", "  amputations.level:"), HasSubstr("no field amputations.level"));
}

TEST(Mapping, OnlyTheNationalRegisterIsToldSinceWhenItsRecordsAreKnown) {
  const std::string known = "known_on: {incident: {kind: partial_date, year: year}}\nkeep_words:";
  EXPECT_THAT(FaultsWith("keep_words:", known), HasSubstr("leave known_on out"));
  const std::string national = absl::StrReplaceAll(kGood, {{"trial: true}", "trial: false}"}, {"keep_words:", known}});
  const absl::StatusOr<Mapping> mapping = CompileMapping(national, "trial.yaml");
  ASSERT_TRUE(mapping.ok()) << mapping.status();
  EXPECT_TRUE(mapping->incident_known_on.has_value());
  EXPECT_FALSE(mapping->casualty_known_on.has_value());
  EXPECT_THAT(std::string(CompileMapping(
                              absl::StrReplaceAll(national, {{"kind: partial_date, year: year}}", "kind: text, column: year}}"}}),
                              "trial.yaml")
                              .status()
                              .message()),
              HasSubstr("does not fit the field known_on"));
}

TEST(Mapping, AColumnThatDoesNotExistOrIsUsedNowhereIsRefused) {
  EXPECT_THAT(FaultsWith("group_by: [town]", "group_by: [city]"), HasSubstr("no column city"));
  EXPECT_THAT(FaultsWith("outcome]", "outcome, notes]"), HasSubstr("notes is used nowhere"));
  EXPECT_THAT(FaultsWith("outcome]", "outcome, town]"), HasSubstr("twice"));
}

TEST(Mapping, OnlyATrialRegisterTakesDistrictsFromAFile) {
  EXPECT_THAT(FaultsWith("trial: true}", "trial: false}\ngazetteer: [{code: {column: town}, title: town}]"),
              HasSubstr("trial register"));
}

TEST(Mapping, WhatMustBeMappedIsNamed) {
  EXPECT_THAT(FaultsWith("  occurred_on: {kind: partial_date, year: year}\n", "  occurred_at: {kind: text, column: year}\n"),
              HasSubstr("incident.occurred_on must be mapped"));
}

TEST(Mapping, YamlTricksAreRefused) {
  EXPECT_THAT(FaultsWith("version: 3", "version: 3\nversion: 4"), HasSubstr("twice"));
  EXPECT_THAT(FaultsWith("version: 3", "version: &v 3"), HasSubstr("nchor"));
  EXPECT_THAT(FaultsWith("version: 3", "version: 017"), HasSubstr("octal"));
  EXPECT_THAT(FaultsWith("version: 3", "version:\t3"), HasSubstr("tab"));
  EXPECT_THAT(FaultsWith("version: 3", "version: !!int 3"), HasSubstr("tag"));
  EXPECT_THAT(FaultsWith("version: 3", "version: \xFF"), HasSubstr("UTF-8"));
  EXPECT_THAT(FaultsWith("version: 3", absl::StrCat("version: 3 #", std::string(300'000, 'x'))), HasSubstr("256 KiB"));
  EXPECT_THAT(FaultsWith("version: 3", "version: [3"), HasSubstr("trial.yaml"));
}

TEST(Mapping, AMappingMustBeCalledLikeItsFile) {
  EXPECT_THAT(std::string(LoadMapping("tests/data/import/bad/other-name.yaml").status().message()),
              HasSubstr("called like its file"));
}

TEST(Mapping, AMissingFileIsNamed) {
  EXPECT_THAT(std::string(LoadMapping("policy/imports/none.yaml").status().message()), HasSubstr("none.yaml"));
}

}  // namespace
}  // namespace dayaq::importing
