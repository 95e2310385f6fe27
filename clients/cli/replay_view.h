// Decisions made once more, why not, what people decided about money, and passes over everybody, as people read them.
#ifndef CLIENTS_CLI_REPLAY_VIEW_H_
#define CLIENTS_CLI_REPLAY_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/payment/v1/recount_service.pb.h"
#include "dayaq/payment/v1/replay_service.pb.h"
#include "dayaq/payment/v1/suspension_service.pb.h"

namespace dayaq::cli {

void PrintReplays(const payment::v1::ReplayAssessmentsResponse& answer, Language language, std::ostream& out);
void PrintWhyNot(const payment::v1::WhyNotResponse& answer, Language language, std::ostream& out);
void PrintDecisions(const payment::v1::ListDecisionsResponse& decisions, Language language, std::ostream& out);
// With a bar of how far it has come.
void PrintRecount(const payment::v1::Recount& recount, Language language, std::ostream& out);
void PrintUnserved(const payment::v1::ListUnservedResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_REPLAY_VIEW_H_
