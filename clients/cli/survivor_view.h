// How survivors look to people.
#ifndef CLIENTS_CLI_SURVIVOR_VIEW_H_
#define CLIENTS_CLI_SURVIVOR_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"

namespace dayaq::cli {

// One line: number, state, name, etag. What a change answers with.
void PrintSurvivorLine(const survivor::v1::Survivor& survivor, Language language, std::ostream& out);
// Everything the caller may see of the record, with its casualties and disability decisions.
void PrintSurvivor(const survivor::v1::Survivor& survivor, Language language, std::ostream& out);
// Names and birth dates only where the caller sees any.
void PrintSurvivorList(const survivor::v1::ListSurvivorsResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_SURVIVOR_VIEW_H_
