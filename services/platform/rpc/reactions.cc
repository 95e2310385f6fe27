#include "services/platform/rpc/reactions.h"

#include <algorithm>
#include <deque>
#include <exception>
#include <typeinfo>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/rpc/own_work.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::rpc {
namespace {

struct Delivery {
  std::string uid;
  absl::Time event_time;
  // The database's clock: the delivery is due by it.
  absl::Time claimed_at;
  outbox::v1::Event event;
};

absl::StatusOr<std::vector<Delivery>> Claim(const Reaction& reaction, int most, Transaction& transaction) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kClaimDeliveries, {reaction.subscriber, most}, most));
  std::vector<Delivery> deliveries;
  for (const Row& row : rows) {
    Delivery& delivery = deliveries.emplace_back();
    RETURN_IF_ERROR(row.Read({{"delivery_uid", &delivery.uid},
                              {"event_uid", delivery.event.mutable_uid()},
                              {"kind", delivery.event.mutable_kind()},
                              {"resource", delivery.event.mutable_resource()},
                              {"time", &delivery.event_time},
                              {"claimed_at", &delivery.claimed_at},
                              {"trace_id", delivery.event.mutable_trace_id()}}));
  }
  return deliveries;
}

absl::Status ReactTo(const Reaction& reaction, const std::vector<Told>& told, Transaction& transaction) {
  try {
    if (reaction.react_all) return reaction.react_all(told);
    for (const Told& one : told) {
      RETURN_IF_ERROR(reaction.react(one.event, one.call));
      // Why rows change is said of one event; the next in this transaction has reasons of its own.
      if (one.call.said_why()) RETURN_IF_ERROR(transaction.Execute(kSetReason, {""}));
    }
    return absl::OkStatus();
  } catch (const std::exception& exception) {
    // The last resort: nothing thrown may end the process, or the event would end it again and again.
    return absl::InternalError(absl::StrCat("exception ", typeid(exception).name()));
  }
}

// What the deliveries of one transaction leave behind, told in one statement at its end.
absl::Status Finish(const Kit& kit, const Reaction& reaction, const std::vector<Told>& told,
                    const std::vector<std::string>& deliveries, Transaction& transaction) {
  std::vector<AuditRecord> records;
  std::vector<outbox::v1::Event> events;
  for (const Told& one : told) {
    records.push_back(OwnRecord(kit, reaction.subscriber, reaction.action, one.call, one.event.resource(), one.event.trace_id()));
    events.insert(events.end(), one.call.events().begin(), one.call.events().end());
  }
  return transaction.Execute(kFinishReactions, {EntriesJson(records), EventsJson(events), deliveries});
}

absl::Status ReactInside(const Kit& kit, const Reaction& reaction, int most, BatchOutcome& outcome, Transaction& transaction) {
  outcome = BatchOutcome();
  // Before the context is entered: a look that finds nothing is one statement.
  ASSIGN_OR_RETURN(const std::vector<Delivery> deliveries, Claim(reaction, most, transaction));
  if (deliveries.empty()) return absl::OkStatus();
  for (const Delivery& delivery : deliveries) {
    outcome.deliveries.push_back(delivery.uid);
    outcome.oldest_event = std::min(outcome.oldest_event, delivery.event_time);
  }
  const SignedContext context = SignContext(kit, {.own_role = BackgroundRoleFor(kit, reaction.action)}, kit.clock());
  ASSIGN_OR_RETURN(const Row begun, transaction.One<Row>(kBegin, {context.text, Octets{context.mac}}));
  ASSIGN_OR_RETURN(const Caller caller, CallerFrom(kit, begun, transaction));
  std::deque<Call> calls;
  std::vector<Told> told;
  for (const Delivery& delivery : deliveries) {
    // Never before the delivery was due, or on a clock that is behind a reaction to a new day would still work on the day before.
    const absl::Time now = std::max(kit.clock(), delivery.claimed_at);
    calls.emplace_back(caller, Authority{kit.policy, reaction.action}, transaction, now, delivery.event.trace_id(), false,
                       kit.index, kit.page_tokens);
    told.push_back({delivery.event, calls.back()});
  }
  RETURN_IF_ERROR(ReactTo(reaction, told, transaction));
  return Finish(kit, reaction, told, outcome.deliveries, transaction);
}

}  // namespace

absl::StatusOr<BatchOutcome> React(const Kit& kit, const Reaction& reaction, int most, absl::Time deadline) {
  BatchOutcome outcome;
  const absl::Status status = InTransaction(kit.pool, deadline, &kit.key_wrapper, [&](Transaction& transaction) {
    return ReactInside(kit, reaction, most, outcome, transaction);
  });
  // Without a delivery in hand an error is the database's, not the reaction's.
  if (!status.ok() && outcome.deliveries.empty()) return status;
  outcome.status = status;
  return outcome;
}

OutboxWorkerOptions WorkerOptions(const Kit& kit, Reaction reaction) {
  OutboxWorkerOptions options;
  options.subscriber = reaction.subscriber;
  options.batch = reaction.batch;
  options.run = [&kit, reaction = std::move(reaction)](int most, absl::Time deadline) {
    return React(kit, reaction, most, deadline);
  };
  options.record_failure = [&kit](absl::string_view delivery_uid, absl::string_view reason,
                                  absl::Time deadline) -> absl::StatusOr<bool> {
    bool parked = false;
    RETURN_IF_ERROR(InTransaction(kit.audit_pool, deadline, nullptr, [&](Transaction& transaction) -> absl::Status {
      ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kFailDelivery, {delivery_uid, reason}));
      return row.Read({{"parked", &parked}});
    }));
    return parked;
  };
  return options;
}

absl::StatusOr<std::vector<std::unique_ptr<OutboxWorker>>> StartReaction(const Kit& kit, Reaction reaction) {
  if (BackgroundRoleFor(kit, reaction.action).empty()) {
    return absl::FailedPreconditionError(absl::StrCat("reaction ", reaction.subscriber, ": grant '", reaction.action,
                                                      "' to the role ", BackgroundRole(kit), " in policy/access.yaml"));
  }
  std::vector<std::unique_ptr<OutboxWorker>> workers;
  for (int i = 0; i < reaction.workers; ++i) workers.push_back(std::make_unique<OutboxWorker>(WorkerOptions(kit, reaction)));
  return workers;
}

}  // namespace dayaq::rpc
