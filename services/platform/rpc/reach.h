// The rows of an answer, decided about a second time.
#ifndef SERVICES_PLATFORM_RPC_REACH_H_
#define SERVICES_PLATFORM_RPC_REACH_H_

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::rpc {

// Whether every row that the answer of a read holds (messages with dayaq.access.v1.place: the answer itself, or what it lists) lies
// within reach of the caller, by the policy. Row-level security showed them already, so a row that does not is a disagreement of
// database and policy: INTERNAL, and nothing leaves. An answer without such messages is OK.
absl::Status CheckReach(const google::protobuf::Message& answer, const AccessPolicy& policy, const Caller& caller,
                        absl::string_view action, absl::Time now);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_REACH_H_
