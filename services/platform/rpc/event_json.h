// Events and results as the outbox and the idempotency table take them.
#ifndef SERVICES_PLATFORM_RPC_EVENT_JSON_H_
#define SERVICES_PLATFORM_RPC_EVENT_JSON_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "dayaq/outbox/v1/event.pb.h"

namespace dayaq::rpc {

// The array that outbox.emit takes.
std::string EventsJson(const std::vector<outbox::v1::Event>& events);

// The name of the resource that a change answers with, or its uid where it has no name; "" when it has neither.
std::string ResourceOf(const google::protobuf::Message& response);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_EVENT_JSON_H_
