// Commands, options and flags as the program's commands describe them. What parses them is CLI11, which only command_line.cc reads:
// its headers are so large that each of twenty files would take ten seconds more to compile.
#ifndef CLIENTS_CLI_COMMAND_LINE_H_
#define CLIENTS_CLI_COMMAND_LINE_H_

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace dayaq::cli {

// One option or flag. Methods return the option itself, so that they can be written one behind the other.
class Option {
 public:
  explicit Option(CLI::Option* parsed) : parsed_(parsed) {}

  Option* required();
  // Whether a list takes more than one value behind its name; without, the name is said again for each.
  Option* allow_extra_args(bool allowed);
  Option* one_of(const std::vector<std::string>& values);
  Option* between(int least, int most);
  Option* between(double least, double most);
  // Only together with the other; never together with it.
  Option* needs(const Option* other);
  Option* excludes(const Option* other);

 private:
  CLI::Option* parsed_;
};

// A command with its options and the commands below it. What it hands out lives as long as itself.
class Command {
 public:
  explicit Command(CLI::App* parsed) : parsed_(parsed) {}

  Command* add_subcommand(const std::string& name, const std::string& about);
  // What follows the name goes into `target`, which outlives the parsing.
  Option* add_option(const std::string& name, std::string& target, const std::string& about);
  Option* add_option(const std::string& name, std::vector<std::string>& target, const std::string& about);
  Option* add_option(const std::string& name, int& target, const std::string& about);
  Option* add_option(const std::string& name, double& target, const std::string& about);
  // What follows the name is handed to `take`.
  Option* add_option_function(const std::string& name, std::function<void(const std::string&)> take, const std::string& about);
  Option* add_flag(const std::string& name, bool& target, const std::string& about);
  // An option that was added before.
  Option* get_option(const std::string& name);

  void callback(std::function<void()> chosen);
  void footer(const std::string& text);
  void require_subcommand(int count);

 private:
  Option* Keep(CLI::Option* parsed);

  CLI::App* parsed_;
  std::vector<std::unique_ptr<Command>> commands_;
  std::vector<std::unique_ptr<Option>> options_;
};

// The whole of it.
class CommandLine {
 public:
  CommandLine(const std::string& about, const std::string& program);
  ~CommandLine();

  Command& root() { return root_; }
  // Fills the targets and runs the callback of the chosen command. When there is nothing to run, help was asked for or something is
  // wrong, says it and returns what to end with: 0 for help.
  std::optional<int> Parse(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

 private:
  std::unique_ptr<CLI::App> parsed_;
  Command root_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_COMMAND_LINE_H_
