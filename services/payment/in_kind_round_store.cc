#include "services/payment/in_kind_round_store.h"

#include <string>
#include <utility>

#include "services/payment/in_kind_names.h"
#include "services/payment/in_kind_queries.h"
#include "services/platform/base/error.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr int kMostItems = 500;

template <typename M>
std::vector<M> Named(std::vector<M> rows) {
  for (M& row : rows) SetNames(row);
  return rows;
}

}  // namespace

absl::StatusOr<v1::InKindStock> InKindRoundStore::Stock(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindStock stock, transaction.One<v1::InKindStock>(kInKindStock, {uid}));
  SetNames(stock);
  return stock;
}

absl::StatusOr<v1::InKindStock> InKindRoundStore::StockToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindStock stock, transaction.One<v1::InKindStock>(kInKindStockToChange, {uid}));
  SetNames(stock);
  return stock;
}

absl::StatusOr<std::vector<v1::InKindStock>> InKindRoundStore::Stocks(Transaction& transaction, const v1::ListStockRequest& request,
                                                                      absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::InKindStock> stocks,
                   transaction.All<v1::InKindStock>(
                       kInKindStocks, {OrNull(request.benefit()), request.with_something_left(), OrNull(after), limit}, limit));
  return Named(std::move(stocks));
}

absl::Status InKindRoundStore::AddStock(Transaction& transaction, const v1::InKindStock& stock) const {
  return transaction.Execute(kAddInKindStock, {Rows(stock)});
}

absl::Status InKindRoundStore::ReverseStock(Transaction& transaction, absl::string_view uid, absl::string_view reason) const {
  return transaction.Execute(kReverseInKindStock, {uid, reason});
}

absl::StatusOr<bool> InKindRoundStore::IsDistrict(Transaction& transaction, absl::string_view register_code,
                                                  absl::string_view code) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsDistrictOfRegister, {register_code, code}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::Status InKindRoundStore::HoldQueue(Transaction& transaction, const v1::InKindStock& stock) const {
  return transaction.Execute(kHoldInKindQueue, {stock.benefit(), stock.register_()});
}

absl::StatusOr<std::vector<v1::InKindEntry>> InKindRoundStore::Next(Transaction& transaction, const v1::InKindStock& stock,
                                                                    absl::CivilDay today, int limit) const {
  return transaction.All<v1::InKindEntry>(
      kNextInKind, {stock.benefit(), stock.register_(), OrNull(stock.district()), absl::FormatCivilTime(today), limit}, limit);
}

absl::StatusOr<v1::InKindAllocation> InKindRoundStore::Allocation(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindAllocation allocation, transaction.One<v1::InKindAllocation>(kInKindAllocation, {uid}));
  SetNames(allocation);
  return allocation;
}

absl::StatusOr<v1::InKindAllocation> InKindRoundStore::AllocationToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindAllocation allocation, transaction.One<v1::InKindAllocation>(kInKindAllocationToChange, {uid}));
  SetNames(allocation);
  return allocation;
}

absl::StatusOr<std::vector<v1::InKindAllocation>> InKindRoundStore::Allocations(Transaction& transaction,
                                                                                const v1::ListAllocationsRequest& request,
                                                                                absl::string_view after, int limit) const {
  std::vector<std::string> states;
  for (const int state : request.states()) {
    states.push_back(v1::InKindAllocationState_Name(static_cast<v1::InKindAllocationState>(state)));
  }
  ASSIGN_OR_RETURN(
      std::vector<v1::InKindAllocation> allocations,
      transaction.All<v1::InKindAllocation>(
          kInKindAllocations,
          {OrNull(request.benefit()), states.empty() ? Param(std::nullopt) : Param(states), OrNull(after), limit}, limit));
  return Named(std::move(allocations));
}

absl::Status InKindRoundStore::Add(Transaction& transaction, const v1::InKindAllocation& allocation,
                                   const std::vector<v1::InKindItem>& items) const {
  RETURN_IF_ERROR(transaction.Execute(kAddInKindAllocation, {Rows(allocation)}));
  return transaction.Execute(kAddInKindItems, {Rows(items)});
}

absl::StatusOr<int64_t> InKindRoundStore::Approve(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.Execute(kApproveInKindAllocation, {uid}));
  return transaction.ExecuteCount(kApproveInKindItems, {uid});
}

absl::StatusOr<int64_t> InKindRoundStore::Reject(Transaction& transaction, absl::string_view uid, absl::string_view reason,
                                                 absl::CivilDay today) const {
  // The allocation first: one whose last thing is given up while it waits would close by itself.
  RETURN_IF_ERROR(transaction.Execute(kRejectInKindAllocation, {uid, reason}));
  return transaction.ExecuteCount(kRejectInKindItems, {uid, absl::FormatCivilTime(today)});
}

absl::StatusOr<v1::InKindItem> InKindRoundStore::Item(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindItem item, transaction.One<v1::InKindItem>(kInKindItem, {uid}));
  SetNames(item);
  return item;
}

absl::StatusOr<v1::InKindItem> InKindRoundStore::ItemToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindItem item, transaction.One<v1::InKindItem>(kInKindItemToChange, {uid}));
  SetNames(item);
  return item;
}

absl::StatusOr<std::vector<v1::InKindItem>> InKindRoundStore::Items(Transaction& transaction,
                                                                    absl::string_view allocation_uid) const {
  ASSIGN_OR_RETURN(std::vector<v1::InKindItem> items,
                   transaction.All<v1::InKindItem>(kInKindItemsOfAllocation, {allocation_uid}, kMostItems));
  return Named(std::move(items));
}

absl::Status InKindRoundStore::HandOver(Transaction& transaction, const v1::InKindItem& item) const {
  const absl::Status handed = transaction.Execute(
      kHandOverInKindItem,
      {item.uid(), ToText(item.handed_on()), ToText(item.given_until()), item.received_by(), item.thing_number()});
  const std::string constraint = ConstraintOf(handed);
  if (constraint == "in_kind_item_term") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_KIND_WITHIN_TERM,
                     "The person was given one, and its time is not over on that day.");
  }
  if (constraint == "in_kind_item_person") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_KIND_GIVEN_ELSEWHERE,
                     "The person was given one in another of their records, and its time is not over on that day.");
  }
  if (constraint != "in_kind_item_number") return handed;
  Violations found;
  found.Add("thing_number", ErrorReason::ERROR_REASON_IN_KIND_NUMBER_TAKEN,
            "Somebody has the thing of that number: look at the number, or record first that the thing came back.");
  return found.ToStatus();
}

absl::Status InKindRoundStore::End(Transaction& transaction, const v1::InKindItem& item) const {
  return transaction.Execute(kEndInKindItem, {item.uid(), item.state(), item.end_reason(), ToText(item.ended_on())});
}

absl::StatusOr<std::vector<std::string>> InKindRoundStore::RecordsOfPerson(Transaction& transaction,
                                                                           absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kInKindRecordsOfPerson, {survivor_uid}, kMostItems));
  std::vector<std::string> records;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &records.emplace_back()}}));
  return records;
}

}  // namespace dayaq::payment
