#include "services/platform/rpc/own_work.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::rpc {

AuditRecord OwnRecord(const Kit& kit, absl::string_view name, absl::string_view action, const Call& call,
                      absl::string_view resource, absl::string_view trace_id) {
  AuditRecord record;
  audit::v1::Entry& entry = record.entry;
  entry = NewEntry(kit.service, absl::StrCat("reaction/", name), action, call.now());
  SetCaller(call.caller(), entry);
  entry.set_trace_id(std::string(trace_id));
  Disclosure disclosure;
  if (!resource.empty()) disclosure.resources.emplace_back(resource);
  for (const std::string& touched : call.touched()) {
    if (touched != resource) disclosure.resources.push_back(touched);
  }
  SetDisclosure(disclosure, record);
  return record;
}

absl::Status DoOwnWork(const Kit& kit, const OwnWork& work, absl::Time deadline,
                       const std::function<absl::StatusOr<bool>(Call&)>& body) {
  const std::string role = BackgroundRoleFor(kit, work.action);
  if (role.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(work.name, ": grant '", work.action, "' to a role of the service's own in policy/access.yaml"));
  }
  return InTransaction(kit.pool, deadline, &kit.key_wrapper, [&](Transaction& transaction) -> absl::Status {
    const SignedContext context = SignContext(kit, {.own_role = role}, kit.clock());
    ASSIGN_OR_RETURN(const Row begun, transaction.One<Row>(kBegin, {context.text, Octets{context.mac}}));
    ASSIGN_OR_RETURN(Caller caller, CallerFrom(kit, begun, transaction));
    Call call(std::move(caller), Authority{kit.policy, std::string(work.action)}, transaction, kit.clock(), "", false, kit.index,
              kit.page_tokens);
    ASSIGN_OR_RETURN(const bool done, body(call));
    if (!done) return absl::OkStatus();
    return transaction.Execute(kFinishReactions, {EntriesJson({OwnRecord(kit, work.name, work.action, call, "", "")}),
                                                  EventsJson(call.events()), std::vector<std::string>()});
  });
}

}  // namespace dayaq::rpc
