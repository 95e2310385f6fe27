#include "clients/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <utility>

namespace dayaq::cli {

Option* Option::required() {
  parsed_->required();
  return this;
}

Option* Option::allow_extra_args(bool allowed) {
  parsed_->allow_extra_args(allowed);
  return this;
}

Option* Option::one_of(const std::vector<std::string>& values) {
  parsed_->check(CLI::IsMember(values));
  return this;
}

Option* Option::between(int least, int most) {
  parsed_->check(CLI::Range(least, most));
  return this;
}

Option* Option::between(double least, double most) {
  parsed_->check(CLI::Range(least, most));
  return this;
}

Option* Option::needs(const Option* other) {
  parsed_->needs(other->parsed_);
  return this;
}

Option* Option::excludes(const Option* other) {
  parsed_->excludes(other->parsed_);
  return this;
}

Command* Command::add_subcommand(const std::string& name, const std::string& about) {
  return commands_.emplace_back(std::make_unique<Command>(parsed_->add_subcommand(name, about))).get();
}

Option* Command::Keep(CLI::Option* parsed) { return options_.emplace_back(std::make_unique<Option>(parsed)).get(); }

Option* Command::add_option(const std::string& name, std::string& target, const std::string& about) {
  return Keep(parsed_->add_option(name, target, about));
}

Option* Command::add_option(const std::string& name, std::vector<std::string>& target, const std::string& about) {
  return Keep(parsed_->add_option(name, target, about));
}

Option* Command::add_option(const std::string& name, int& target, const std::string& about) {
  return Keep(parsed_->add_option(name, target, about));
}

Option* Command::add_option(const std::string& name, double& target, const std::string& about) {
  return Keep(parsed_->add_option(name, target, about));
}

Option* Command::add_option_function(const std::string& name, std::function<void(const std::string&)> take,
                                     const std::string& about) {
  return Keep(parsed_->add_option_function<std::string>(name, std::move(take), about));
}

Option* Command::add_flag(const std::string& name, bool& target, const std::string& about) {
  return Keep(parsed_->add_flag(name, target, about));
}

Option* Command::get_option(const std::string& name) { return Keep(parsed_->get_option(name)); }

void Command::callback(std::function<void()> chosen) { parsed_->callback(std::move(chosen)); }

void Command::footer(const std::string& text) { parsed_->footer(text); }

void Command::require_subcommand(int count) { parsed_->require_subcommand(count); }

CommandLine::CommandLine(const std::string& about, const std::string& program)
    : parsed_(std::make_unique<CLI::App>(about, program)), root_(parsed_.get()) {
  parsed_->fallthrough();
}

CommandLine::~CommandLine() = default;

std::optional<int> CommandLine::Parse(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  try {
    parsed_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parsed_->exit(error, out, err);
  }
  return std::nullopt;
}

}  // namespace dayaq::cli
