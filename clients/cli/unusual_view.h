// How looks that give reason to ask, and watched records, look to privacy officers.
#ifndef CLIENTS_CLI_UNUSUAL_VIEW_H_
#define CLIENTS_CLI_UNUSUAL_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/audit/v1/unusual_look.pb.h"

namespace dayaq::cli {

// One line: when, who, where, why, state, name, etag. What a review answers with.
void PrintUnusualLookLine(const audit::v1::UnusualLook& look, Language language, std::ostream& out);
void PrintUnusualLooks(const audit::v1::ListUnusualLooksResponse& list, Language language, std::ostream& out);

void PrintWatchedLine(const audit::v1::WatchedRecord& record, Language language, std::ostream& out);
void PrintWatched(const audit::v1::ListWatchedRecordsResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_UNUSUAL_VIEW_H_
