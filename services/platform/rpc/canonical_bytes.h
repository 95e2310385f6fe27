// Messages as the same bytes each time: for fingerprints, signatures and audit entries.
#ifndef SERVICES_PLATFORM_RPC_CANONICAL_BYTES_H_
#define SERVICES_PLATFORM_RPC_CANONICAL_BYTES_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/strings/string_view.h"

namespace dayaq::rpc {

// Fields in number order, unknown fields dropped, maps sorted.
std::string CanonicalBytes(const google::protobuf::Message& message);

// 32 bytes.
std::string Sha256(absl::string_view bytes);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_CANONICAL_BYTES_H_
