// Opening a transaction for a caller: the signed database context, and what it finds out about who acts.
#ifndef SERVICES_PLATFORM_RPC_CALL_CONTEXT_H_
#define SERVICES_PLATFORM_RPC_CALL_CONTEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/database/row.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::rpc {

// What goes into the signed context (access.begin_request).
struct ContextRequest {
  std::string own_role;  // what the service acts in by itself, "survivor_matching_background"; empty for a person's call
  std::string issuer, subject, session, assignment, purpose, request_id;
};

// The context as JSON, and its HMAC; valid for 150 seconds, longer than any call.
struct SignedContext {
  std::string text;
  std::string mac;
};
SignedContext SignContext(const Kit& kit, const ContextRequest& request, absl::Time now);

// The policy role of what the service does by itself where nothing narrower was made for it: "incident_background".
std::string BackgroundRole(const Kit& kit);

// The one of the service's own roles that does this by itself: "survivor_matching_background" for comparing people. Empty when none
// does.
std::string BackgroundRoleFor(const Kit& kit, absl::string_view action);

// The caller from a row of access.begin_request, with the data classes the policy gives the role; tells the transaction about them.
// The purpose is empty when it is none of the role's; such a caller may do nothing.
absl::StatusOr<Caller> CallerFrom(const Kit& kit, const Row& row, Transaction& transaction);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_CALL_CONTEXT_H_
