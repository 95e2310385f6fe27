// What a service does by itself outside of any call and any event, with data about people: in the role that is granted it, and
// audited like a reaction.
#ifndef SERVICES_PLATFORM_RPC_OWN_WORK_H_
#define SERVICES_PLATFORM_RPC_OWN_WORK_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::rpc {

struct OwnWork {
  // "survivor.send_messages": stands in the audit entry, as "reaction/survivor.send_messages".
  absl::string_view name;
  // Granted to one of the service's own roles; it runs in that role.
  absl::string_view action;
};

// Runs `body` in one transaction, with a Call of its own; it says whether it did anything. If so, the entry, which names what it
// touched, and its events are written with it. What only looked leaves none, so it must not have seen anybody. `body` may run
// several times; see runner.h. FAILED_PRECONDITION when the policy grants the action to no role of the service.
absl::Status DoOwnWork(const Kit& kit, const OwnWork& work, absl::Time deadline,
                       const std::function<absl::StatusOr<bool>(Call&)>& body);

// The entry about what a service did by itself: `resource` led to it, when something did.
AuditRecord OwnRecord(const Kit& kit, absl::string_view name, absl::string_view action, const Call& call,
                      absl::string_view resource, absl::string_view trace_id);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_OWN_WORK_H_
