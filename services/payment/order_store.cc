#include "services/payment/order_store.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "services/payment/order_queries.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"

namespace dayaq::payment {
namespace {

constexpr int kMostMoved = 10000;
constexpr int kMostInstalments = 5000;
constexpr int kMostSteps = 1000;
constexpr int kMostPayees = 100000;
constexpr int kMostPaidElsewhere = 100000;

Param StatesOrNull(const google::protobuf::RepeatedField<int>& states) {
  std::vector<std::string> names;
  for (const int state : states) names.push_back(v1::PaymentOrderState_Name(static_cast<v1::PaymentOrderState>(state)));
  return names.empty() ? Param(std::nullopt) : Param(names);
}

// The columns of order.payables beside the entitlement.
absl::Status ReadPayable(const Row& row, const RecoveryTerms& usual, Payable& payable) {
  std::string unpaid, waiting, account_uid, answered_by;
  std::optional<int64_t> share, smallest_left, waived;
  std::optional<bool> in_doubt;
  std::optional<absl::Time> hold_until;
  RETURN_IF_ERROR(row.Read({{"unpaid", &unpaid},
                            {"waiting", &waiting},
                            {"recovered", &payable.recovered_qepik},
                            {"asked", &payable.asked_qepik},
                            {"share_percent", &share},
                            {"smallest_left_qepik", &smallest_left},
                            {"waived_qepik", &waived},
                            {"account_uid", &account_uid},
                            {"in_doubt", &in_doubt},
                            {"answered_by", &answered_by},
                            {"hold_until_time", &hold_until},
                            {"lately", &payable.payee_lately_qepik},
                            {"held", &payable.payee_held}}));
  payable.recovery = usual;
  if (share.has_value()) {
    payable.recovery = {static_cast<int>(*share), smallest_left.value_or(0), waived.value_or(0)};
  }
  static const google::protobuf::FieldDescriptor& instalments = *v1::Entitlement::descriptor()->FindFieldByName("instalments");
  v1::Entitlement holder;
  if (!unpaid.empty() && !ReadJsonField(unpaid, instalments, holder)) {
    return absl::InternalError("order.payables answers instalments that do not fit");
  }
  payable.unpaid.assign(holder.instalments().begin(), holder.instalments().end());
  static const google::protobuf::FieldDescriptor& amounts = *v1::Explanation::descriptor()->FindFieldByName("amounts");
  v1::Explanation stretches;
  if (!waiting.empty() && !ReadJsonField(waiting, amounts, stretches)) {
    return absl::InternalError("order.payables answers periods that do not fit");
  }
  payable.waiting.assign(stretches.amounts().begin(), stretches.amounts().end());
  if (account_uid.empty()) return absl::OkStatus();
  v1::PayeeAccount& account = payable.account.emplace();
  account.set_uid(account_uid);
  account.set_answered_by(answered_by);
  // Which doubts they are does not matter here.
  if (in_doubt.value_or(false)) account.add_doubts(v1::ACCOUNT_DOUBT_NAME_UNKNOWN);
  *account.mutable_hold_until_time() = Timestamp(hold_until.value_or(absl::InfiniteFuture()));
  return absl::OkStatus();
}

// One benefit of one person for one occasion, as records that go on in another have it too.
using PaidFor = std::tuple<std::string, std::string, std::string, std::string>;

PaidFor PaidForOf(const v1::Entitlement& entitlement) {
  return {entitlement.survivor_uid(), entitlement.benefit(), entitlement.occasion_uid(), entitlement.beneficiary_uid()};
}

absl::Status ReadPaidElsewhere(const std::vector<Row>& rows, std::vector<Payable>& payables) {
  std::map<PaidFor, Payable*> by_what;
  for (Payable& payable : payables) by_what[PaidForOf(payable.entitlement)] = &payable;
  for (const Row& row : rows) {
    std::string survivor_uid, benefit, occasion_uid, beneficiary_uid, period;
    int64_t amount = 0, waived = 0;
    RETURN_IF_ERROR(row.Read({{"survivor_uid", &survivor_uid},
                              {"benefit", &benefit},
                              {"occasion_uid", &occasion_uid},
                              {"beneficiary_uid", &beneficiary_uid},
                              {"period", &period},
                              {"amount_qepik", &amount},
                              {"waived_qepik", &waived}}));
    const auto payable = by_what.find({survivor_uid, benefit, occasion_uid, beneficiary_uid});
    // Nothing of it is owed where they go on.
    if (payable == by_what.end()) continue;
    payable->second->waived_elsewhere_qepik += waived;
    if (period.empty()) {
      payable->second->recovered_elsewhere_qepik += amount;
    } else {
      payable->second->paid_elsewhere[period] -= amount;
    }
  }
  return absl::OkStatus();
}

Params FileParams(const FileOrders& file) { return {file.run_uid, file.number, OrNull(file.file_uid)}; }

}  // namespace

absl::StatusOr<v1::PaymentOrder> OrderStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PaymentOrder order, transaction.One<v1::PaymentOrder>(kOrder, {uid}));
  SetNames(order);
  return order;
}

absl::StatusOr<v1::PaymentOrder> OrderStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PaymentOrder order, Get(transaction, uid));
  ASSIGN_OR_RETURN(std::vector<v1::PaymentOrderInstalment> instalments,
                   transaction.All<v1::PaymentOrderInstalment>(kOrderInstalments, {uid}, kMostInstalments));
  for (v1::PaymentOrderInstalment& instalment : instalments) *order.add_instalments() = std::move(instalment);
  ASSIGN_OR_RETURN(std::vector<v1::PaymentOrderStep> steps, transaction.All<v1::PaymentOrderStep>(kOrderSteps, {uid}, kMostSteps));
  for (v1::PaymentOrderStep& step : steps) *order.add_steps() = std::move(step);
  return order;
}

absl::StatusOr<std::vector<v1::PaymentOrder>> OrderStore::GetToMove(Transaction& transaction,
                                                                    const std::vector<std::string>& uids) const {
  ASSIGN_OR_RETURN(std::vector<v1::PaymentOrder> orders, transaction.All<v1::PaymentOrder>(kOrdersToMove, {uids}, kMostMoved));
  for (v1::PaymentOrder& order : orders) SetNames(order);
  return orders;
}

absl::StatusOr<std::vector<v1::PaymentOrder>> OrderStore::List(Transaction& transaction, const v1::ListOrdersRequest& request,
                                                               absl::string_view after, int limit) const {
  const bool of_run = !request.run().empty();
  ASSIGN_OR_RETURN(
      std::vector<v1::PaymentOrder> orders,
      transaction.All<v1::PaymentOrder>(
          of_run ? kOrdersOfRun : kOrdersOfSurvivor,
          {UidOf(of_run ? request.run() : request.survivor()), StatesOrNull(request.states()), OrNull(after), limit}, limit));
  for (v1::PaymentOrder& order : orders) SetNames(order);
  return orders;
}

absl::Status OrderStore::MoveOrders(Transaction& transaction, const std::vector<std::string>& uids, v1::PaymentOrderState to,
                                    absl::string_view because) const {
  if (uids.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Row> impossible, transaction.All<Row>(kImpossibleMoves, {uids, to}, 1));
  if (!impossible.empty()) {
    std::string from;
    RETURN_IF_ERROR(impossible.front().Read({{"state", &from}}));
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ORDER_STEP_IMPOSSIBLE,
                     "The order may not go from its state to that one.", {{"from", from}, {"to", v1::PaymentOrderState_Name(to)}});
  }
  return transaction.Execute(kMoveOrders, {uids, to, because});
}

absl::StatusOr<std::vector<Payable>> OrderStore::NextPayables(Transaction& transaction, const v1::PaymentRun& run,
                                                              absl::Time limit_since, const RecoveryTerms& usual, int limit) const {
  ASSIGN_OR_RETURN(
      std::vector<WithRow<v1::Entitlement>> rows,
      transaction.All<WithRow<v1::Entitlement>>(
          kPayables, {run.register_(), OrNull(run.district()), OrNull(run.cursor_uid()), run.due_until(), limit_since, limit},
          limit));
  std::vector<Payable> payables(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    payables[i].entitlement = std::move(rows[i].message);
    RETURN_IF_ERROR(ReadPayable(rows[i].row, usual, payables[i]));
  }
  std::vector<std::string> survivors;
  survivors.reserve(payables.size());
  for (const Payable& payable : payables) survivors.push_back(payable.entitlement.survivor_uid());
  ASSIGN_OR_RETURN(const std::vector<Row> elsewhere,
                   transaction.All<Row>(kPaidElsewhere, {survivors, run.due_until()}, kMostPaidElsewhere));
  RETURN_IF_ERROR(ReadPaidElsewhere(elsewhere, payables));
  return payables;
}

absl::StatusOr<std::set<std::string>> OrderStore::PayeesGone(Transaction& transaction,
                                                             const std::vector<std::string>& payee_uids) const {
  std::set<std::string> gone;
  if (payee_uids.empty()) return gone;
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kPayeesGone, {payee_uids}, 20000));
  for (const Row& row : rows) {
    std::string uid;
    RETURN_IF_ERROR(row.Read({{"payee_uid", &uid}}));
    gone.insert(std::move(uid));
  }
  return gone;
}

absl::Status OrderStore::Add(Transaction& transaction, const CollectedRows& rows) const {
  if (rows.orders.empty() && rows.omissions.empty()) return absl::OkStatus();
  return transaction.Execute(kAddOrders, {Rows(rows.orders), Rows(rows.instalments), Rows(rows.omissions)});
}

absl::Status OrderStore::MakeReady(Transaction& transaction, absl::string_view run_uid) const {
  return transaction.Execute(kReadyOrders, {run_uid});
}

absl::Status OrderStore::Cancel(Transaction& transaction, absl::string_view run_uid) const {
  return transaction.Execute(kCancelOrders, {run_uid});
}

absl::Status OrderStore::GiveUp(Transaction& transaction, const FileOrders& file) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kPayeesOfFile, {file.run_uid, file.number}, kMostPayees));
  std::vector<std::string> payees(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) RETURN_IF_ERROR(rows[i].Read({{"payee_uid", &payees[i]}}));
  std::vector<std::string> gone;
  constexpr size_t kAtOnce = 10000;
  for (size_t begin = 0; begin < payees.size(); begin += kAtOnce) {
    const auto first = payees.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = payees.begin() + static_cast<std::ptrdiff_t>(std::min(begin + kAtOnce, payees.size()));
    ASSIGN_OR_RETURN(const std::set<std::string> some, PayeesGone(transaction, {first, last}));
    gone.insert(gone.end(), some.begin(), some.end());
  }
  return transaction.Execute(kGiveUpOrders, {file.run_uid, file.number, gone});
}

absl::StatusOr<OrderTotals> OrderStore::Totals(Transaction& transaction, const FileOrders& file) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kSumOfFile, FileParams(file)));
  OrderTotals totals;
  RETURN_IF_ERROR(row.Read({{"orders", &totals.orders}, {"total_qepik", &totals.total_qepik}}));
  return totals;
}

absl::StatusOr<std::vector<v1::PaymentOrder>> OrderStore::NextOfFile(Transaction& transaction, const FileOrders& file,
                                                                     absl::string_view after, int limit) const {
  Params params = FileParams(file);
  params.insert(params.end(), {OrNull(after), limit});
  return transaction.All<v1::PaymentOrder>(kOrdersOfFile, params, limit);
}

absl::Status OrderStore::Send(Transaction& transaction, const FileOrders& file) const {
  return transaction.Execute(kSendOrders, FileParams(file));
}

absl::StatusOr<bool> OrderStore::HasReady(Transaction& transaction, absl::string_view run_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kHasReady, {run_uid}));
  bool ready = false;
  RETURN_IF_ERROR(row.Read({{"ready", &ready}}));
  return ready;
}

}  // namespace dayaq::payment
