#include "services/payment/run_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/payment/payment_names.h"
#include "services/payment/run_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using rpc::Call;

constexpr char kNationalRegister[] = "az";
constexpr char kWhySteps[] = "ödəniş siyahısı / payment run";

absl::Status Refused(ErrorReason reason, absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, what);
}

}  // namespace

absl::Status RunService::CheckProposing(const v1::ProposeRunRequest& request, Call& call, Violations& found) {
  return CheckProposal(request, policy_, calendar_, call.today(), found);
}

absl::StatusOr<v1::PaymentRun> RunService::ProposeRun(const v1::ProposeRunRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  v1::PaymentRun run;
  run.set_register_(request.register_().empty() ? kNationalRegister : request.register_());
  run.set_district(request.district());
  run.set_institution(call.caller().institution);
  // What it pays decides, not whose run it is: of a whole register nobody proposes who is bound to districts.
  RETURN_IF_ERROR(call.Authorise({.register_code = run.register_(), .district = run.district()}));
  RETURN_IF_ERROR(CheckReconciledSinceRestore(call));
  ASSIGN_OR_RETURN(const bool open, runs_.IsReconciliationOpen(transaction));
  if (open) return Refused(ErrorReason::ERROR_REASON_RECONCILIATION_OPEN, "A day before is not reconciled with the bank yet.");
  ASSIGN_OR_RETURN(const bool collecting, runs_.IsCollecting(transaction, run.register_()));
  if (collecting) return Refused(ErrorReason::ERROR_REASON_RUN_COLLECTING, "Another run is being collected in the register.");
  run.set_uid(call.NewUid());
  *run.mutable_execute_on() = request.execute_on();
  // What falls due until the money moves; a month that begins then is paid in it.
  *run.mutable_due_until() = request.execute_on();
  run.set_source_account(request.source_account());
  *run.mutable_source() = policy_.source_accounts.at(request.source_account());
  run.set_state(v1::PAYMENT_RUN_STATE_COLLECTING);
  run.set_orders_per_file(policy_.orders_per_file);
  RETURN_IF_ERROR(runs_.Add(transaction, run));
  call.Emit("payment.run_proposed", PaymentRunName(run.uid()));
  return Reread(PaymentRunName(run.uid()), call);
}

// What left after the moment that came back is at the bank and not known here.
absl::Status RunService::CheckReconciledSinceRestore(Call& call) {
  ASSIGN_OR_RETURN(const bool open, runs_.IsRestoreOpen(call.transaction()));
  if (!open) return absl::OkStatus();
  return Refused(ErrorReason::ERROR_REASON_RESTORE_NOT_RECONCILED,
                 "The database was brought back from a backup and is not reconciled with the bank yet.");
}

absl::StatusOr<v1::PaymentRun> RunService::Begin(const std::string& name, const std::string& etag, v1::PaymentRunState to,
                                                 Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(v1::PaymentRun run, runs_.GetToChange(transaction, UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, run.etag()));
  call.Before(run);
  RETURN_IF_ERROR(call.Authorise(StandingOf(run)));
  RETURN_IF_ERROR(CheckStep(run, to));
  RETURN_IF_ERROR(call.Because(kWhySteps));
  if (to == v1::PAYMENT_RUN_STATE_REJECTED) return run;
  RETURN_IF_ERROR(CheckNotEmpty(run));
  RETURN_IF_ERROR(CheckDay(run, call.today()));
  ASSIGN_OR_RETURN(const int64_t lately,
                   runs_.SumOfOfficer(transaction, call.now() - absl::Hours(24) * policy_.officer_limit.days));
  RETURN_IF_ERROR(CheckOfficer(run, lately, policy_));
  ASSIGN_OR_RETURN(const bool own, runs_.PaysOwnChange(transaction, run.uid()));
  if (own) return Refused(ErrorReason::ERROR_REASON_ACCOUNT_CHANGED_BY_CALLER, "The run pays an account that you set.");
  return run;
}

absl::StatusOr<v1::PaymentRun> RunService::VerifyRun(const v1::VerifyRunRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::PaymentRun run, Begin(request.name(), request.etag(), v1::PAYMENT_RUN_STATE_VERIFIED, call));
  RETURN_IF_ERROR(runs_.Step(call.transaction(), run.uid(), v1::PAYMENT_RUN_STATE_VERIFIED));
  return Reread(run.name(), call);
}

absl::StatusOr<v1::PaymentRun> RunService::ApproveRun(const v1::ApproveRunRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::PaymentRun run, Begin(request.name(), request.etag(), v1::PAYMENT_RUN_STATE_APPROVED, call));
  RETURN_IF_ERROR(CheckFunds(run, request.available_qepik()));
  RETURN_IF_ERROR(runs_.Approve(call.transaction(), request));
  return Reread(run.name(), call);
}

absl::StatusOr<v1::PaymentRun> RunService::ReleaseRun(const v1::ReleaseRunRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::PaymentRun run, Begin(request.name(), request.etag(), v1::PAYMENT_RUN_STATE_RELEASED, call));
  RETURN_IF_ERROR(CheckReconciledSinceRestore(call));
  RETURN_IF_ERROR(runs_.Step(call.transaction(), run.uid(), v1::PAYMENT_RUN_STATE_RELEASED));
  RETURN_IF_ERROR(orders_.MakeReady(call.transaction(), run.uid()));
  for (int number = 1; number <= FilesOf(run); ++number) {
    call.Emit("payment.file_wanted", absl::StrCat(run.name(), "/files/", number));
  }
  return Reread(run.name(), call);
}

absl::StatusOr<v1::PaymentRun> RunService::RejectRun(const v1::RejectRunRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::PaymentRun run, Begin(request.name(), request.etag(), v1::PAYMENT_RUN_STATE_REJECTED, call));
  RETURN_IF_ERROR(orders_.Cancel(call.transaction(), run.uid()));
  RETURN_IF_ERROR(runs_.Reject(call.transaction(), run.uid(), request.reason()));
  return Reread(run.name(), call);
}

absl::StatusOr<v1::PaymentRun> RunService::GetRun(const v1::GetRunRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListRunsResponse> RunService::ListRuns(const v1::ListRunsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::PaymentRun> runs, runs_.List(call.transaction(), request, after, size + 1));
  v1::ListRunsResponse response;
  if (runs.size() > static_cast<size_t>(size)) {
    runs.pop_back();
    response.set_next_page_token(call.PageToken(runs.back().uid(), request));
  }
  for (v1::PaymentRun& run : runs) *response.add_runs() = std::move(run);
  return response;
}

absl::StatusOr<v1::PreviewRunResponse> RunService::PreviewRun(const v1::PreviewRunRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  ASSIGN_OR_RETURN(const v1::PaymentRun run, runs_.Get(call.transaction(), UidOf(request.run())));
  const int size = rpc::PageSize(request.page_size());
  v1::PreviewRunResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(std::vector<v1::BenefitPreview> benefits, runs_.PreviewBenefits(call.transaction(), run));
    for (v1::BenefitPreview& benefit : benefits) *response.add_benefits() = std::move(benefit);
  }
  ASSIGN_OR_RETURN(std::vector<v1::EntitlementPreview> differences,
                   runs_.PreviewDifferences(call.transaction(), run, request, after, size + 1));
  if (differences.size() > static_cast<size_t>(size)) {
    differences.pop_back();
    response.set_next_page_token(call.PageToken(differences.back().entitlement_uid(), request));
  }
  for (v1::EntitlementPreview& difference : differences) {
    call.Touch(SurvivorName(difference.survivor_uid()));
    *response.add_differences() = std::move(difference);
  }
  return response;
}

absl::StatusOr<v1::ListOmissionsResponse> RunService::ListOmissions(const v1::ListOmissionsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  ASSIGN_OR_RETURN(const v1::PaymentRun run, runs_.Get(call.transaction(), UidOf(request.run())));
  const int size = rpc::PageSize(request.page_size());
  v1::ListOmissionsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(std::vector<v1::OmissionCount> counts, runs_.CountOmissions(call.transaction(), run.uid()));
    for (v1::OmissionCount& count : counts) *response.add_counts() = std::move(count);
  }
  ASSIGN_OR_RETURN(std::vector<v1::RunOmission> omissions, runs_.Omissions(call.transaction(), request, after, size + 1));
  if (omissions.size() > static_cast<size_t>(size)) {
    omissions.pop_back();
    response.set_next_page_token(call.PageToken(omissions.back().entitlement_uid(), request));
  }
  for (v1::RunOmission& omission : omissions) *response.add_omissions() = std::move(omission);
  return response;
}

absl::StatusOr<v1::ListOrdersResponse> RunService::ListOrders(const v1::ListOrdersRequest& request, Call& call) {
  if (request.run().empty() && request.survivor().empty()) {
    Violations found;
    found.Add("run", ErrorReason::ERROR_REASON_RUN_OR_SURVIVOR_NEEDED, "Name a run or a survivor.");
    return found.ToStatus();
  }
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::PaymentOrder> orders, orders_.List(call.transaction(), request, after, size + 1));
  v1::ListOrdersResponse response;
  if (orders.size() > static_cast<size_t>(size)) {
    orders.pop_back();
    response.set_next_page_token(call.PageToken(orders.back().uid(), request));
  }
  for (v1::PaymentOrder& order : orders) *response.add_orders() = std::move(order);
  return response;
}

absl::StatusOr<v1::PaymentOrder> RunService::GetOrder(const v1::GetOrderRequest& request, Call& call) {
  return orders_.GetWhole(call.transaction(), UidOf(request.name()));
}

absl::StatusOr<v1::ListRunFilesResponse> RunService::ListRunFiles(const v1::ListRunFilesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(std::vector<v1::PaymentFile> files, runs_.Files(call.transaction(), UidOf(request.run())));
  v1::ListRunFilesResponse response;
  for (v1::PaymentFile& file : files) *response.add_files() = std::move(file);
  return response;
}

absl::StatusOr<v1::ReadRunFileResponse> RunService::ReadRunFile(const v1::ReadRunFileRequest& request, Call& call) {
  v1::ReadRunFileResponse response;
  ASSIGN_OR_RETURN(*response.mutable_file(), runs_.GetFile(call.transaction(), UidOf(request.name())));
  ASSIGN_OR_RETURN(*response.mutable_content(), files_.Read(response.file().file_name(), request.offset()));
  return response;
}

absl::StatusOr<v1::PaymentRun> RunService::Reread(const std::string& name, Call& call) {
  return runs_.Get(call.transaction(), UidOf(name));
}

void RunService::Bind(rpc::Methods& methods) {
  using S = RunService;
  methods.Change("ProposeRun", *this, &S::CheckProposing, &S::ProposeRun, &S::Reread);
  methods.Change("VerifyRun", *this, &S::VerifyRun, &S::Reread);
  methods.Change("ApproveRun", *this, &S::ApproveRun, &S::Reread);
  methods.Change("ReleaseRun", *this, &S::ReleaseRun, &S::Reread);
  methods.Change("RejectRun", *this, &S::RejectRun, &S::Reread);
  methods.Read("GetRun", *this, &S::GetRun);
  methods.Read("ListRuns", *this, &S::ListRuns);
  methods.Read("PreviewRun", *this, &S::PreviewRun);
  methods.Read("ListOmissions", *this, &S::ListOmissions);
  methods.Read("ListOrders", *this, &S::ListOrders);
  methods.Read("GetOrder", *this, &S::GetOrder);
  methods.Read("ListRunFiles", *this, &S::ListRunFiles);
  methods.Read("ReadRunFile", *this, &S::ReadRunFile);
}

}  // namespace dayaq::payment
