// Bytes to messages and back.
#ifndef SERVICES_PLATFORM_RPC_REQUEST_PARSER_H_
#define SERVICES_PLATFORM_RPC_REQUEST_PARSER_H_

#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace dayaq::rpc {

// Parses `bytes`. On failure the message is left empty; INVALID_ARGUMENT names every text that is not valid UTF-8, with its path
// (which protobuf's own parser refuses without saying where), or says that the request is no message of its type.
absl::Status ParseRequest(const grpc::ByteBuffer& bytes, google::protobuf::Message& request);
absl::Status ParseRequest(absl::string_view bytes, google::protobuf::Message& request);

grpc::Status WriteResponse(const google::protobuf::Message& response, grpc::ByteBuffer& bytes);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_REQUEST_PARSER_H_
