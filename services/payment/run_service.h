// One method per RPC of dayaq.payment.v1.PaymentRunService: four people let money go. What is due is collected, and files are made,
// by the service itself: run_collector.h, file_maker.h.
#ifndef SERVICES_PAYMENT_RUN_SERVICE_H_
#define SERVICES_PAYMENT_RUN_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/payment/v1/payment_run_service.pb.h"
#include "services/payment/bank_files.h"
#include "services/payment/order_store.h"
#include "services/payment/payment_policy.h"
#include "services/payment/run_store.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class RunService {
 public:
  // All three outlive this.
  RunService(const PaymentPolicy& policy, const WorkingCalendar& calendar, const BankFiles& files)
      : policy_(policy), calendar_(calendar), files_(files) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::PaymentRun> ProposeRun(const v1::ProposeRunRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentRun> VerifyRun(const v1::VerifyRunRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentRun> ApproveRun(const v1::ApproveRunRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentRun> ReleaseRun(const v1::ReleaseRunRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentRun> RejectRun(const v1::RejectRunRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentRun> GetRun(const v1::GetRunRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListRunsResponse> ListRuns(const v1::ListRunsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PreviewRunResponse> PreviewRun(const v1::PreviewRunRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListOmissionsResponse> ListOmissions(const v1::ListOmissionsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListOrdersResponse> ListOrders(const v1::ListOrdersRequest& request, rpc::Call& call);
  absl::StatusOr<v1::PaymentOrder> GetOrder(const v1::GetOrderRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListRunFilesResponse> ListRunFiles(const v1::ListRunFilesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ReadRunFileResponse> ReadRunFile(const v1::ReadRunFileRequest& request, rpc::Call& call);

 private:
  absl::Status CheckProposing(const v1::ProposeRunRequest& request, rpc::Call& call, Violations& found);
  absl::Status CheckReconciledSinceRestore(rpc::Call& call);
  absl::StatusOr<v1::PaymentRun> Reread(const std::string& name, rpc::Call& call);
  // The run, kept from changing, when the caller may take that step of it: version, people, order of steps, limits.
  absl::StatusOr<v1::PaymentRun> Begin(const std::string& name, const std::string& etag, v1::PaymentRunState to, rpc::Call& call);

  const PaymentPolicy& policy_;
  const WorkingCalendar& calendar_;
  const BankFiles& files_;
  const RunStore runs_;
  const OrderStore orders_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RUN_SERVICE_H_
