// Stocks, allocations and things of benefits in kind: what there is, whom it is set aside for, what was handed over. One method per
// RPC of dayaq.payment.v1.InKindService that is about things.
#ifndef SERVICES_PAYMENT_IN_KIND_ROUND_SERVICE_H_
#define SERVICES_PAYMENT_IN_KIND_ROUND_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"
#include "services/payment/in_kind_round_store.h"
#include "services/payment/in_kind_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class InKindRoundService {
 public:
  // `in_force` are the rules that decide, which outlive this.
  explicit InKindRoundService(const std::vector<v1::InKindRule>& in_force) : in_force_(in_force) {}

  // Names the handler of each of its methods.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::InKindStock> AddStock(const v1::AddStockRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindStock> ReverseStock(const v1::ReverseStockRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListStockResponse> ListStock(const v1::ListStockRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindAllocation> ProposeAllocation(const v1::ProposeAllocationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindAllocation> ApproveAllocation(const v1::ApproveAllocationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindAllocation> RejectAllocation(const v1::RejectAllocationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::GetAllocationResponse> GetAllocation(const v1::GetAllocationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListAllocationsResponse> ListAllocations(const v1::ListAllocationsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindItem> HandOver(const v1::HandOverRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindItem> WithdrawItem(const v1::WithdrawItemRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindItem> ReturnItem(const v1::ReturnItemRequest& request, rpc::Call& call);

 private:
  absl::Status CheckStockToAdd(const v1::AddStockRequest& request, rpc::Call& call, Violations& found);
  absl::Status CheckWithdrawing(const v1::WithdrawItemRequest& request, rpc::Call& call, Violations& found);
  absl::Status CheckReturning(const v1::ReturnItemRequest& request, rpc::Call& call, Violations& found);
  // The allocation, kept from changing, when the caller may take that step of it.
  absl::StatusOr<v1::InKindAllocation> Begin(const std::string& name, const std::string& etag, rpc::Call& call);
  absl::Status LookAgainAt(const std::string& survivor_uid, rpc::Call& call) const;
  template <typename Request>
  absl::StatusOr<v1::InKindItem> End(const Request& request, v1::InKindItemState to, rpc::Call& call);
  absl::StatusOr<v1::InKindStock> RereadStock(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::InKindAllocation> Reread(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::InKindItem> RereadItem(const std::string& name, rpc::Call& call);

  const std::vector<v1::InKindRule>& in_force_;
  const InKindRoundStore rounds_;
  const InKindStore places_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_ROUND_SERVICE_H_
