// How questions about records that may be one person look to people.
#ifndef CLIENTS_CLI_MATCH_VIEW_H_
#define CLIENTS_CLI_MATCH_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/survivor/v1/match_service.pb.h"

namespace dayaq::cli {

void PrintMatchList(const survivor::v1::ListMatchesResponse& list, Language language, std::ostream& out);
// Both records side by side, and what each field says.
void PrintMatch(const survivor::v1::Match& match, Language language, std::ostream& out);
void PrintCandidates(const survivor::v1::FindCandidatesResponse& found, Language language, std::ostream& out);
// How far a sweep has come, with a bar.
void PrintSweep(const survivor::v1::MatchSweep& sweep, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_MATCH_VIEW_H_
