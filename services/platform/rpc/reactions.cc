#include "services/platform/rpc/reactions.h"

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::rpc {
namespace {

absl::Status Handle(const Kit& kit, const Reaction& reaction, const outbox::v1::Event& event, const DeliveryOutcome& outcome,
                    Caller caller, Transaction& transaction) {
  const absl::Time now = kit.clock();
  audit::v1::Entry entry = NewEntry(kit.service, absl::StrCat("reaction/", reaction.subscriber), reaction.action, now);
  SetCaller(caller, entry);
  entry.set_trace_id(event.trace_id());
  SetDisclosure({.resources = {event.resource()}}, entry);
  Call call(std::move(caller), transaction, now, event.trace_id(), false, kit.index, kit.page_tokens);
  RETURN_IF_ERROR(reaction.react(event, call));
  Params params = AppendParams(entry);
  params.insert(params.end(), {EventsJson(call.events()), outcome.delivery_uid});
  return transaction.Execute(kFinishReaction, params);
}

// Claims a delivery and reacts to it. `outcome.delivery_uid` stays empty when there was none.
absl::Status React(const Kit& kit, const Reaction& reaction, DeliveryOutcome& outcome, Transaction& transaction) {
  outcome = DeliveryOutcome();
  const SignedContext context = SignContext(kit, {.reaction = true}, kit.clock());
  ASSIGN_OR_RETURN(const Row begun, transaction.One<Row>(kBegin, {context.text, Octets{context.mac}}));
  ASSIGN_OR_RETURN(Caller caller, CallerFrom(kit, begun, transaction));
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kClaimDelivery, {reaction.subscriber}));
  if (!row.has_value()) return absl::OkStatus();
  outbox::v1::Event event;
  RETURN_IF_ERROR(row->Read({{"delivery_uid", &outcome.delivery_uid},
                             {"event_uid", event.mutable_uid()},
                             {"kind", event.mutable_kind()},
                             {"resource", event.mutable_resource()},
                             {"time", &outcome.event_time},
                             {"trace_id", event.mutable_trace_id()}}));
  return Handle(kit, reaction, event, outcome, std::move(caller), transaction);
}

}  // namespace

absl::StatusOr<DeliveryOutcome> ReactOnce(const Kit& kit, const Reaction& reaction, absl::Time deadline) {
  DeliveryOutcome outcome;
  const absl::Status status = InTransaction(kit.pool, deadline, &kit.key_wrapper,
                                            [&](Transaction& transaction) { return React(kit, reaction, outcome, transaction); });
  // Without a delivery in hand an error is the database's, not the reaction's.
  if (!status.ok() && outcome.delivery_uid.empty()) return status;
  outcome.status = status;
  return outcome;
}

absl::StatusOr<std::unique_ptr<OutboxWorker>> StartReaction(const Kit& kit, Reaction reaction) {
  if (!kit.policy.Allows("background", reaction.action)) {
    return absl::FailedPreconditionError(absl::StrCat("reaction ", reaction.subscriber, ": grant '", reaction.action,
                                                      "' to the role background in policy/access.yaml"));
  }
  OutboxWorkerOptions options;
  options.subscriber = reaction.subscriber;
  options.run = [&kit, reaction](absl::Time deadline) { return ReactOnce(kit, reaction, deadline); };
  options.record_failure = [&kit](absl::string_view delivery_uid, absl::string_view reason,
                                  absl::Time deadline) -> absl::StatusOr<bool> {
    bool parked = false;
    RETURN_IF_ERROR(InTransaction(kit.audit_pool, deadline, nullptr, [&](Transaction& transaction) -> absl::Status {
      ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kFailDelivery, {delivery_uid, reason}));
      return row.Read({{"parked", &parked}});
    }));
    return parked;
  };
  return std::make_unique<OutboxWorker>(std::move(options));
}

}  // namespace dayaq::rpc
