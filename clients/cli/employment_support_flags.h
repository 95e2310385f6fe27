// What the commands on courses, own businesses, studies and invitations have in common.
#ifndef CLIENTS_CLI_EMPLOYMENT_SUPPORT_FLAGS_H_
#define CLIENTS_CLI_EMPLOYMENT_SUPPORT_FLAGS_H_

#include <memory>
#include <vector>

#include "clients/cli/rehab_flags.h"

namespace dayaq::cli {

// A command that changes something, and one that lists.
inline void AddChange(Command& parent, Program& program, const char* name, const Text& about,
                      absl::Status (*run)(const RehabFlags&, Program&), const Text* where, const std::vector<RehabValue>& values,
                      const char* example) {
  const auto flags = std::make_shared<RehabFlags>();
  AddCheckFlag(*AddRehabCommand(parent, program, flags, name, about, run, where, values, example), *flags, program);
}
inline void AddPaged(Command& parent, Program& program, const char* name, const Text& about,
                     absl::Status (*run)(const RehabFlags&, Program&), const std::vector<RehabValue>& values, const char* example) {
  const auto flags = std::make_shared<RehabFlags>();
  AddPageFlags(*AddRehabCommand(parent, program, flags, name, about, run, nullptr, values, example), flags->pages, program);
}

// Courses, enrolments, own businesses, studies, invitations and the report: below `employment`.
void AddEmploymentSupportCommands(Command& employment, Program& program);
// `grant` and `study` of them: commands_employment_grant.cc.
void AddEmploymentGrantCommands(Command& employment, Program& program);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_EMPLOYMENT_SUPPORT_FLAGS_H_
