// What a person types, without a service.
#include "clients/cli/program.h"

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Ended {
  ExitCode code;
  std::string out;
  std::string err;
};

Ended Ctl(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "dayaqctl");
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = RunProgram(static_cast<int>(arguments.size()), arguments.data(), out, err);
  return {code, out.str(), err.str()};
}

TEST(Program, HelpIsInBothLanguagesAndNamesTheExitCodes) {
  EXPECT_THAT(Ctl({"--help", "--lang", "az"}).out, AllOf(HasSubstr("Çıxış kodları"), HasSubstr("hadisələr")));
  EXPECT_THAT(Ctl({"--help", "--lang", "en"}).out, AllOf(HasSubstr("Exit codes"), HasSubstr("incidents")));
  EXPECT_EQ(Ctl({"--help"}).code, ExitCode::kOk);
}

TEST(Program, EveryCommandHasHelpWithAnExample) {
  for (const char* command : {"register", "report", "add-report", "show", "list", "totals", "recount", "correct", "verify",
                              "reject", "history", "duplicates", "dismiss", "merge", "unmerge"}) {
    EXPECT_THAT(Ctl({"incident", command, "--help"}).out, HasSubstr(std::string("dayaqctl incident ") + command)) << command;
  }
  for (const char* command : {"survivor list", "survivor show", "survivor correct", "survivor confirm-identity",
                              "survivor decide-disability", "survivor record-death", "survivor withdraw-death", "entitlement list",
                              "entitlement show", "entitlement explain", "benefit list", "reactions list", "reactions retry"}) {
    const std::vector<std::string> words = absl::StrSplit(command, ' ');
    EXPECT_THAT(Ctl({words[0].c_str(), words[1].c_str(), "--help"}).out, HasSubstr(absl::StrCat("dayaqctl ", command))) << command;
  }
  for (const char* command : {"login", "logout", "whoami", "places", "import", "journey"}) {
    EXPECT_THAT(Ctl({command, "--help"}).out, HasSubstr(std::string("dayaqctl ") + command)) << command;
  }
}

TEST(Program, AnUnknownFlagOrCommandIsBadInput) {
  EXPECT_EQ(Ctl({"incident", "list", "--colour", "red"}).code, ExitCode::kBadInput);
  EXPECT_EQ(Ctl({"dance"}).code, ExitCode::kBadInput);
  EXPECT_EQ(Ctl({}).code, ExitCode::kBadInput);
  EXPECT_EQ(Ctl({"incident", "verify", "1000423"}).code, ExitCode::kBadInput) << "a decision needs its reason";
}

TEST(Program, ARetryIsOfOneOrOfAll) {
  for (const std::vector<const char*>& wrong : {std::vector<const char*>{"reactions", "retry"},
                                                {"reactions", "retry", "parked/1", "--all"},
                                                {"reactions", "retry", "--all", "--validate-only"},
                                                {"reactions", "retry", "parked/1", "--reason", "INTERNAL"}}) {
    EXPECT_EQ(Ctl(wrong).code, ExitCode::kBadInput) << wrong.back();
  }
}

TEST(Program, PrintsTheExampleWithoutAnySettings) {
  const Ended ended = Ctl({"--config", "/none", "incident", "register", "--example"});
  EXPECT_EQ(ended.code, ExitCode::kOk);
  EXPECT_THAT(ended.out, HasSubstr("casualties:"));
}

TEST(Program, FaultsOfAFileComeBeforeAnyConnection) {
  const dayaq::testing::TemporaryDirectory directory;
  const std::string path = directory.Path("incident.yaml");
  std::ofstream(path) << "incident: {occurred_on: yesterday}\n";
  const Ended ended = Ctl({"--config", "/none", "incident", "register", "--file", path.c_str(), "--lang", "en"});
  EXPECT_EQ(ended.code, ExitCode::kBadInput);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("incident.yaml:1:"), HasSubstr("a date is")));
}

TEST(Program, AFaultyFlagSaysWhatWouldBeRight) {
  const Ended ended = Ctl({"--config", "/none", "incident", "register", "--device", "SPOON", "--on", "2026-11-20"});
  EXPECT_EQ(ended.code, ExitCode::kBadInput);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("device_category"), HasSubstr("AP_MINE")));
}

TEST(Program, WhatIsWrongWithADecisionIsSaidBeforeAnyConnection) {
  const auto decide = [](const char* name, const char* percent, const char* cause) {
    return Ctl({"--config", "/none", "--lang", "en", "survivor", "decide-disability", name, "--percent", percent, "--cause", cause,
                "--decided-on", "2025-05-20", "--valid-from", "2025-05-01", "--act", "1"});
  };
  EXPECT_THAT(decide("3000018", "many", "TERROR").err, HasSubstr("percent: a whole number"));
  EXPECT_THAT(decide("3000018", "65", "SPOON").err, AllOf(HasSubstr("cause"), HasSubstr("ZONE_OF_MILITARY_OPERATIONS")));
  EXPECT_THAT(decide("entitlements/1", "65", "terror").err, HasSubstr("survivors/{uuid}"));
  EXPECT_EQ(decide("3000018", "many", "TERROR").code, ExitCode::kBadInput);
  EXPECT_THAT(decide("3000018", "65", "terror").err, HasSubstr("/none")) << "nothing was wrong but the missing settings";
}

TEST(Program, ACorrectionNamesAFieldOfTheRecord) {
  const Ended ended =
      Ctl({"--config", "/none", "survivor", "correct", "3000018", "--set", "identity.shoe_size=43", "--reason", "x"});
  EXPECT_EQ(ended.code, ExitCode::kBadInput);
  EXPECT_THAT(ended.err, HasSubstr("identity.shoe_size"));
  EXPECT_EQ(Ctl({"--config", "/none", "survivor", "correct", "3000018", "--reason", "x"}).code, ExitCode::kBadInput);
}

TEST(Program, TheJourneyRefusesToPlayOnARealRegister) {
  const dayaq::testing::TemporaryDirectory directory;
  const std::string path = directory.Path("dayaqctl.yaml");
  std::ofstream(path) << "edge: 127.0.0.1:1\nca: ca.pem\nissuer: https://127.0.0.1:1\nclient_id: dayaqctl\n";
  const Ended ended = Ctl({"--config", path.c_str(), "journey", "--lang", "en"});
  EXPECT_EQ(ended.code, ExitCode::kBadInput);
  EXPECT_THAT(ended.err, HasSubstr("only on a development house"));
}

TEST(Program, AMissingSettingsFileIsNamed) {
  const Ended ended = Ctl({"--config", "/none/dayaqctl.yaml", "incident", "list", "--json"});
  EXPECT_EQ(ended.code, ExitCode::kBadInput);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("{\"error\":"), HasSubstr("/none/dayaqctl.yaml")));
}

TEST(Program, AMappingThatDoesNotFitItsFileIsRefusedBeforeAnyConnection) {
  const Ended ended = Ctl({"--config", "/none", "import", "--mapping", "policy/imports/synthetic-register.yaml",
                           "tests/data/import/bad/semicolons.csv", "--lang", "en"});
  EXPECT_EQ(ended.code, ExitCode::kBadInput);
  EXPECT_THAT(ended.err, HasSubstr("semicolon"));
}

}  // namespace
}  // namespace dayaq::cli
