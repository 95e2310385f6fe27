#include "services/payment/reconciliation_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/payment/reconciliation_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

void SetName(v1::Reconciliation& day) { day.set_name(absl::StrCat("reconciliations/", ToText(day.day()))); }

absl::StatusOr<int64_t> Total(const absl::StatusOr<Row>& row) {
  RETURN_IF_ERROR(row.status());
  int64_t total = 0;
  RETURN_IF_ERROR(row->Read({{"total", &total}}));
  return total;
}

absl::StatusOr<OddOrder> OrderOf(const Row& row) {
  OddOrder order;
  std::string state;
  RETURN_IF_ERROR(row.Read({{"uid", &order.uid},
                            {"amount_qepik", &order.amount_qepik},
                            {"state", &state},
                            {"moved", &order.moved},
                            {"moved_on", &order.moved_on}}));
  if (!v1::PaymentOrderState_Parse(state, &order.state))
    return absl::InternalError("reconciliation.odd_orders answers another state");
  return order;
}

absl::StatusOr<OddLine> LineOf(const Row& row) {
  OddLine line;
  std::string kind, match;
  RETURN_IF_ERROR(row.Read({{"uid", &line.uid},
                            {"order_uid", &line.order_uid},
                            {"kind", &kind},
                            {"match", &match},
                            {"amount_qepik", &line.amount_qepik},
                            {"ordered_for", &line.ordered_for},
                            {"repeated", &line.repeated}}));
  if (!v1::BankLineKind_Parse(kind, &line.kind) || !v1::BankLineMatch_Parse(match, &line.match)) {
    return absl::InternalError("reconciliation.odd_lines answers another kind");
  }
  return line;
}

}  // namespace

absl::StatusOr<v1::Reconciliation> ReconciliationStore::Day(Transaction& transaction, absl::string_view day) const {
  ASSIGN_OR_RETURN(v1::Reconciliation found, transaction.One<v1::Reconciliation>(kDay, {day}));
  SetName(found);
  return found;
}

absl::StatusOr<v1::Reconciliation> ReconciliationStore::DayToChange(Transaction& transaction, absl::string_view day,
                                                                    absl::string_view fresh_uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockDay, {day}).status());
  RETURN_IF_ERROR(transaction.Execute(kAddDay, {fresh_uid, day}));
  return Day(transaction, day);
}

absl::StatusOr<DaySums> ReconciliationStore::Sums(Transaction& transaction, const std::string& day,
                                                  const std::vector<std::string>& registers) const {
  DaySums sums;
  ASSIGN_OR_RETURN(const Row ordered, transaction.One<Row>(kOrderedSums, {day, registers}));
  RETURN_IF_ERROR(ordered.Read({{"ordered", &sums.ordered},
                                {"ordered_qepik", &sums.ordered_qepik},
                                {"accepted", &sums.accepted},
                                {"accepted_qepik", &sums.accepted_qepik}}));
  ASSIGN_OR_RETURN(const Row moved, transaction.One<Row>(kMovedSums, {day}));
  RETURN_IF_ERROR(moved.Read({{"moved", &sums.moved},
                              {"moved_qepik", &sums.moved_qepik},
                              {"returned", &sums.returned},
                              {"returned_qepik", &sums.returned_qepik}}));
  return sums;
}

absl::Status ReconciliationStore::Reckon(Transaction& transaction, const std::string& day,
                                         const std::vector<std::string>& registers, v1::Reconciliation& reconciliation) const {
  ASSIGN_OR_RETURN(const DaySums sums, Sums(transaction, day, registers));
  std::vector<OddOrder> orders;
  std::vector<OddLine> lines;
  ASSIGN_OR_RETURN(const std::vector<Row> order_rows,
                   transaction.All<Row>(kOddOrders, {day, registers, kMostDifferences}, kMostDifferences));
  for (const Row& row : order_rows) {
    ASSIGN_OR_RETURN(OddOrder order, OrderOf(row));
    orders.push_back(std::move(order));
  }
  ASSIGN_OR_RETURN(const std::vector<Row> line_rows, transaction.All<Row>(kOddLines, {day, kMostDifferences}, kMostDifferences));
  for (const Row& row : line_rows) {
    ASSIGN_OR_RETURN(OddLine line, LineOf(row));
    lines.push_back(std::move(line));
  }
  ASSIGN_OR_RETURN(const int64_t all_orders, Total(transaction.One<Row>(kCountOddOrders, {day, registers})));
  ASSIGN_OR_RETURN(const int64_t all_lines, Total(transaction.One<Row>(kCountOddLines, {day})));
  const int64_t more = all_orders + all_lines - static_cast<int64_t>(orders.size() + lines.size());
  SetReckoned(sums, orders, lines, more, day, reconciliation);
  return absl::OkStatus();
}

absl::Status ReconciliationStore::Keep(Transaction& transaction, const v1::Reconciliation& reconciliation,
                                       absl::string_view day) const {
  return transaction.Execute(kKeepDay, {Rows(reconciliation), day});
}

absl::Status ReconciliationStore::Close(Transaction& transaction, absl::string_view day, absl::string_view staff_uid,
                                        absl::Time now, absl::string_view reason) const {
  return transaction.Execute(kCloseDay, {day, staff_uid, now, OrNull(reason)});
}

absl::StatusOr<std::vector<v1::Reconciliation>> ReconciliationStore::List(Transaction& transaction,
                                                                          const v1::ListReconciliationsRequest& request,
                                                                          absl::string_view before, int limit) const {
  std::vector<std::string> states;
  for (const int state : request.states())
    states.push_back(v1::ReconciliationState_Name(static_cast<v1::ReconciliationState>(state)));
  ASSIGN_OR_RETURN(std::vector<v1::Reconciliation> days,
                   transaction.All<v1::Reconciliation>(
                       kDays, {states.empty() ? Param(std::nullopt) : Param(states), OrNull(before), limit}, limit));
  for (v1::Reconciliation& day : days) SetName(day);
  return days;
}

absl::StatusOr<std::vector<std::string>> ReconciliationStore::OpenDays(Transaction& transaction) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kOpenDaysOfAll, {}, 100));
  std::vector<std::string> days;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"day", &days.emplace_back()}}));
  return days;
}

}  // namespace dayaq::payment
