#include "services/payment/run_collector.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/payment/payment_names.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

// Takes what was proposed of an entitlement into the run.
void Take(Proposed proposed, rpc::Call& call, v1::PaymentRun& run, CollectedRows& rows) {
  if (proposed.omission.has_value()) {
    proposed.omission->set_run_uid(run.uid());
    rows.omissions.push_back(*std::move(proposed.omission));
    run.set_omitted(run.omitted() + 1);
  }
  if (!proposed.order.has_value()) return;
  v1::PaymentOrder& order = *proposed.order;
  order.set_uid(call.NewUid());
  order.set_run_uid(run.uid());
  order.set_file_number(run.orders() / run.orders_per_file() + 1);
  for (v1::PaymentOrderInstalment& instalment : proposed.instalments) {
    instalment.set_order_uid(order.uid());
    rows.instalments.push_back(std::move(instalment));
  }
  run.set_orders(run.orders() + 1);
  run.set_total_qepik(run.total_qepik() + order.amount_qepik());
  rows.orders.push_back(std::move(order));
}

}  // namespace

absl::Status RunCollector::Collect(const outbox::v1::Event& event, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(v1::PaymentRun run, runs_.GetToChange(transaction, UidOf(event.resource())));
  // Rejected meanwhile.
  if (run.state() != v1::PAYMENT_RUN_STATE_COLLECTING) return absl::OkStatus();
  const absl::Time limit_since = call.now() - absl::Hours(24) * policy_.payee_limit.days;
  ASSIGN_OR_RETURN(std::vector<Payable> payables, orders_.NextPayables(transaction, run, limit_since, recovery_, batch_));
  std::vector<std::string> payees;
  payees.reserve(payables.size());
  for (const Payable& payable : payables) payees.push_back(payable.entitlement.beneficiary_uid());
  ASSIGN_OR_RETURN(const std::set<std::string> gone, orders_.PayeesGone(transaction, payees));

  CollectedRows rows;
  // What this batch pays each payee: the statement that read the others could not see it yet.
  std::map<std::string, int64_t> paid_now;
  for (Payable& payable : payables) {
    const std::string& payee = payable.entitlement.beneficiary_uid();
    payable.payee_gone = gone.count(payee) > 0;
    payable.payee_lately_qepik += paid_now[payee];
    Proposed proposed = Propose(payable, policy_, call.now());
    if (proposed.order.has_value()) paid_now[payee] += proposed.order->amount_qepik();
    Take(std::move(proposed), call, run, rows);
  }
  RETURN_IF_ERROR(orders_.Add(transaction, rows));
  const bool done = payables.size() < static_cast<size_t>(batch_);
  if (!payables.empty()) run.set_cursor_uid(payables.back().entitlement.uid());
  if (done) run.set_state(v1::PAYMENT_RUN_STATE_PROPOSED);
  RETURN_IF_ERROR(runs_.Advance(transaction, run));
  call.Touch(run.name());
  call.Emit(done ? "payment.run_collected" : "payment.run_goes_on", run.name());
  return absl::OkStatus();
}

}  // namespace dayaq::payment
