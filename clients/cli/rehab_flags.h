// What the commands of `rehab` have in common: their flags, and how one is made of fields of what it sends.
#ifndef CLIENTS_CLI_REHAB_FLAGS_H_
#define CLIENTS_CLI_REHAB_FLAGS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/rehab_view.h"
#include "clients/cli/sending.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {

struct RehabFlags {
  std::string where;
  std::string at;
  int every_days = 0;
  int count = 0;
  bool with_device = false;
  bool validate_only = false;
  PageFlags pages;
  std::vector<std::pair<std::string, std::string>> values;  // path and text
};
using RehabFlagsPointer = std::shared_ptr<RehabFlags>;

// A flag that is a field of what the command sends.
struct RehabValue {
  const char* flag;
  const char* path;
  Text help;
  bool required = false;
};

inline absl::Status SetValues(const RehabFlags& flags, google::protobuf::Message& message) {
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, message));
  return absl::OkStatus();
}

// One more page flag set, one list, one printer.
template <typename Method, typename Request, typename Response, typename Items>
absl::Status ShowList(Program& program, Method method, Request request, const PageFlags& pages, Items* (Response::*items)(),
                      void (*print)(const Response&, Language, std::ostream&)) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Response list, FetchPages(*client, method, std::move(request), pages, items));
  program.Answer(list, [&] { print(list, program.language(), program.out()); });
  return absl::OkStatus();
}

// A command with its flags: `where` is what it is about (nullptr: nothing), `values` are fields of what it sends.
inline Command* AddRehabCommand(Command& parent, Program& program, const RehabFlagsPointer& flags, const char* name,
                                const Text& about, absl::Status (*run)(const RehabFlags&, Program&), const Text* where,
                                const std::vector<RehabValue>& values, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  if (where != nullptr) command->add_option("name", flags->where, program.In(*where))->required();
  for (const RehabValue& value : values) {
    Option* option = command->add_option_function(
        value.flag, [flags, path = value.path](const std::string& text) { flags->values.emplace_back(path, text); },
        program.In(value.help));
    if (value.required) option->required();
  }
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

inline void AddCheckFlag(Command& command, RehabFlags& flags, const Program& program) {
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

// The rooms of `rehab`, one file each: commands_rehab.cc, commands_rehab_episode.cc, commands_rehab_appointment.cc.
void AddRehabEpisodeCommands(Command& rehab, Program& program);
void AddRehabAppointmentCommands(Command& rehab, Program& program);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_REHAB_FLAGS_H_
