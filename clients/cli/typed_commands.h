// dayaqctl as it is typed, by somebody who is signed in at a fake edge: for tests of commands.
#ifndef CLIENTS_CLI_TYPED_COMMANDS_H_
#define CLIENTS_CLI_TYPED_COMMANDS_H_

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "clients/cli/fake_edge.h"
#include "clients/cli/program.h"
#include "gtest/gtest.h"

namespace dayaq::cli {

// How a command ended, and what it wrote.
struct Ended {
  ExitCode code;
  std::string out;
  std::string err;
};

class TypedCommands {
 public:
  explicit TypedCommands(FakeEdge& edge) {
    std::filesystem::create_directory(directory_.Path(".dayaq"));
    config_ = directory_.Path(".dayaq/dayaqctl.yaml");
    std::ofstream(config_) << "edge: " << edge.settings().edge << "\nca: " << edge.settings().ca
                           << "\nissuer: " << edge.settings().issuer << "\nclient_id: dayaqctl\n";
    const absl::StatusOr<Settings> settings = LoadSettings(config_);
    EXPECT_TRUE(settings.ok()) << settings.status();
    EXPECT_TRUE(TokenStore(settings->state_directory).Save(edge.TokensFor(absl::Minutes(5))).ok());
  }

  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") const {
    words.insert(words.begin(), "dayaqctl");
    words.insert(words.end(), {"--config", config_, "--lang", language});
    std::vector<const char*> arguments;
    arguments.reserve(words.size());
    for (const std::string& word : words) arguments.push_back(word.c_str());
    std::ostringstream out, err;
    const ExitCode code = RunProgram(static_cast<int>(arguments.size()), arguments.data(), out, err);
    return {code, out.str(), err.str()};
  }

  // A place for files of the test.
  const dayaq::testing::TemporaryDirectory& directory() const { return directory_; }

 private:
  dayaq::testing::TemporaryDirectory directory_;
  std::string config_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_TYPED_COMMANDS_H_
