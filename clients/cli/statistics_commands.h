// dayaqctl statistics …
#ifndef CLIENTS_CLI_STATISTICS_COMMANDS_H_
#define CLIENTS_CLI_STATISTICS_COMMANDS_H_

#include "clients/cli/program.h"

namespace dayaq::cli {

void AddStatisticsCommands(Command& app, Program& program);
void AddStatisticsReportCommands(Command& statistics, Program& program);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_STATISTICS_COMMANDS_H_
