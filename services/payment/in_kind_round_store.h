// All SQL on stocks, allocations and things of benefits in kind. Holds no rules.
#ifndef SERVICES_PAYMENT_IN_KIND_ROUND_STORE_H_
#define SERVICES_PAYMENT_IN_KIND_ROUND_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

class InKindRoundStore {
 public:
  // NOT_FOUND when it is absent or hidden; so are the others.
  absl::StatusOr<v1::InKindStock> Stock(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::InKindStock> StockToChange(Transaction& transaction, absl::string_view uid) const;
  // Newest first, at most `limit`.
  absl::StatusOr<std::vector<v1::InKindStock>> Stocks(Transaction& transaction, const v1::ListStockRequest& request,
                                                      absl::string_view after, int limit) const;
  absl::Status AddStock(Transaction& transaction, const v1::InKindStock& stock) const;
  // Who takes it back, and when, the database says.
  absl::Status ReverseStock(Transaction& transaction, absl::string_view uid, absl::string_view reason) const;
  // Whether the register has a district of that code.
  absl::StatusOr<bool> IsDistrict(Transaction& transaction, absl::string_view register_code, absl::string_view code) const;

  // Others who set aside in that queue wait until this transaction ends.
  absl::Status HoldQueue(Transaction& transaction, const v1::InKindStock& stock) const;
  // The next people of the stock's queue who can be given one, in order, at most `limit`.
  absl::StatusOr<std::vector<v1::InKindEntry>> Next(Transaction& transaction, const v1::InKindStock& stock, absl::CivilDay today,
                                                    int limit) const;

  absl::StatusOr<v1::InKindAllocation> Allocation(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::InKindAllocation> AllocationToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::InKindAllocation>> Allocations(Transaction& transaction, const v1::ListAllocationsRequest& request,
                                                                absl::string_view after, int limit) const;
  absl::Status Add(Transaction& transaction, const v1::InKindAllocation& allocation,
                   const std::vector<v1::InKindItem>& items) const;
  // How many things the step was taken for. Who takes it, and when, the database says.
  absl::StatusOr<int64_t> Approve(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<int64_t> Reject(Transaction& transaction, absl::string_view uid, absl::string_view reason,
                                 absl::CivilDay today) const;

  absl::StatusOr<v1::InKindItem> Item(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::InKindItem> ItemToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::InKindItem>> Items(Transaction& transaction, absl::string_view allocation_uid) const;
  // As the item says. INVALID_ARGUMENT IN_KIND_NUMBER_TAKEN where somebody has the thing of that number; FAILED_PRECONDITION
  // IN_KIND_WITHIN_TERM where the record was given one, IN_KIND_GIVEN_ELSEWHERE where another record of the person was.
  absl::Status HandOver(Transaction& transaction, const v1::InKindItem& item) const;
  absl::Status End(Transaction& transaction, const v1::InKindItem& item) const;
  // All records of the person of this one, this one too.
  absl::StatusOr<std::vector<std::string>> RecordsOfPerson(Transaction& transaction, absl::string_view survivor_uid) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_ROUND_STORE_H_
