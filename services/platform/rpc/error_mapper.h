// The one way from absl::Status to the wire: google.rpc.Status with its details.
#ifndef SERVICES_PLATFORM_RPC_ERROR_MAPPER_H_
#define SERVICES_PLATFORM_RPC_ERROR_MAPPER_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace dayaq::rpc {

// A status made by services/platform/base/error.h keeps its code, sentence and details, and gets a LocalizedMessage in Azerbaijani.
// Any other status (a slip, a library) becomes INTERNAL with a fixed sentence and `error_id`, under which the log holds the cause.
grpc::Status ToGrpcStatus(const absl::Status& status, absl::string_view error_id);

// The way back, for clients and tests: code, sentence and details as they were.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_ERROR_MAPPER_H_
