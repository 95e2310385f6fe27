// How waiting and parked events look to people.
#ifndef CLIENTS_CLI_REACTIONS_VIEW_H_
#define CLIENTS_CLI_REACTIONS_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/outbox/v1/outbox_service.pb.h"

namespace dayaq::cli {

// Each reaction with what it has still to do, then what is parked and why.
void PrintReactions(const outbox::v1::ListParkedDeliveriesResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_REACTIONS_VIEW_H_
