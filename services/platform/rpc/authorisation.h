// From a decision of the access policy to what the caller is told.
#ifndef SERVICES_PLATFORM_RPC_AUTHORISATION_H_
#define SERVICES_PLATFORM_RPC_AUTHORISATION_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/platform/access/access_policy.h"

namespace dayaq::rpc {

// OK when allowed. PERMISSION_DENIED with ACTION_DENIED for what the role may not do; UNAUTHENTICATED with STEP_UP_REQUIRED, and in
// the metadata `acr` and `max_age` (seconds), where a stronger sign-in is all that is missing (RFC 9470); NOT_FOUND for a row out
// of reach, alike in text to one that does not exist. Names the action and the rule, never the row.
absl::Status ToStatus(const Decision& decision, absl::string_view action);

// Whether the caller may do the action to any row at all, by delegation only what was delegated.
absl::Status AuthoriseBeforeRow(const AccessPolicy& policy, const Caller& caller, absl::string_view action, absl::Time now);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_AUTHORISATION_H_
