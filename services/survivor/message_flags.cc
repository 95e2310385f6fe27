#include "absl/flags/flag.h"
#include "services/survivor/message_gateway.h"

ABSL_FLAG(std::string, message_file, "",
          "file to which short messages to people are appended, in development; nobody else reads it");
ABSL_FLAG(std::string, message_gateway_url, "", "https URL to which short messages to people are posted");
ABSL_FLAG(std::string, message_gateway_ca, "", "PEM file of whom to trust for that URL");
ABSL_FLAG(std::string, message_gateway_token_file, "",
          "file of the token that the gateway knows us by; may be replaced while we run");

namespace dayaq::survivor {

absl::StatusOr<std::unique_ptr<MessageGateway>> MessageGatewayFromFlags() {
  const std::string file = absl::GetFlag(FLAGS_message_file);
  HttpGatewayOptions options;
  options.url = absl::GetFlag(FLAGS_message_gateway_url);
  options.ca_file = absl::GetFlag(FLAGS_message_gateway_ca);
  options.token_file = absl::GetFlag(FLAGS_message_gateway_token_file);
  if (!file.empty() && !options.url.empty()) {
    return absl::FailedPreconditionError("--message_file or --message_gateway_url: one of the two");
  }
  if (!file.empty()) return FileGateway(file);
  if (!options.url.empty()) return HttpGateway(std::move(options));
  return std::unique_ptr<MessageGateway>();
}

}  // namespace dayaq::survivor
