// How short messages to people look to those who look after them, and to the person.
#ifndef CLIENTS_CLI_MESSAGE_VIEW_H_
#define CLIENTS_CLI_MESSAGE_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/survivor/v1/message_service.pb.h"

namespace dayaq::cli {

void PrintMessages(const survivor::v1::ListMessagesResponse& list, Language language, std::ostream& out);
void PrintMessageLine(const survivor::v1::ShortMessage& message, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_MESSAGE_VIEW_H_
