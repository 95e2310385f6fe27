// Short messages: what is queued when something happened, and what people see of it. Who sends them: message_sender.h.
#ifndef SERVICES_SURVIVOR_MESSAGE_SERVICE_H_
#define SERVICES_SURVIVOR_MESSAGE_SERVICE_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/survivor/v1/message_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/message_policy.h"
#include "services/survivor/message_store.h"

namespace dayaq::survivor {

class MessageService {
 public:
  explicit MessageService(MessagePolicy policy) : policy_(std::move(policy)) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListMessagesResponse> List(const v1::ListMessagesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ShortMessage> RecordTold(const v1::RecordToldRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ShortMessage> Reread(const std::string& name, rpc::Call& call);

  // Heard when something that a person receives began, changed, stopped or went on, when an account was changed, and when an
  // appointment comes near. Queues one message for one person, or joins one that waits. What the event is about is asked of the
  // service that told it, and not kept.
  absl::Status Queue(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  const MessagePolicy policy_;
  MessageStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_SERVICE_H_
