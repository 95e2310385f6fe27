// Who carries short messages to telephones: a file in development, a gateway of the telephone companies elsewhere.
#ifndef SERVICES_SURVIVOR_MESSAGE_GATEWAY_H_
#define SERVICES_SURVIVOR_MESSAGE_GATEWAY_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/survivor/message_rules.h"

namespace dayaq::survivor {

// One message on its way out: held in memory only, never logged.
struct OutgoingMessage {
  // The same however often it is handed over: whoever takes it sends it once.
  std::string uid;
  std::string phone;
  std::string text;
};

// What came of it.
struct HandedOver {
  Handover how = Handover::kNoAnswer;
  // Why it was not taken, for the operator: a code, never the answer's text, which may repeat the number.
  std::string why;
};

class MessageGateway {
 public:
  virtual ~MessageGateway() = default;
  // May block, must end by itself within kLongestHandover, must not throw. Several threads may hand over at once.
  virtual HandedOver Send(const OutgoingMessage& message) = 0;
};

inline constexpr absl::Duration kLongestHandover = absl::Seconds(10);

// Appends each message as a line of JSON to a file that nobody else reads. FAILED_PRECONDITION when it cannot be made.
absl::StatusOr<std::unique_ptr<MessageGateway>> FileGateway(const std::string& path);

struct HttpGatewayOptions {
  // https only.
  std::string url;
  // PEM of whom to trust for it, and nobody else.
  std::string ca_file;
  // Its first line is what the gateway knows us by; read anew for each message, so that it can be replaced while we run.
  std::string token_file;
};
// Posts each message as JSON: {"id","to","text"}, with its uid as Idempotency-Key. FAILED_PRECONDITION for wrong options.
absl::StatusOr<std::unique_ptr<MessageGateway>> HttpGateway(HttpGatewayOptions options);

// The one that the flags of this process choose: --message_file, or --message_gateway_url with --message_gateway_ca and
// --message_gateway_token_file. None: messages wait. FAILED_PRECONDITION when both are named, or a part is missing.
absl::StatusOr<std::unique_ptr<MessageGateway>> MessageGatewayFromFlags();

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_GATEWAY_H_
