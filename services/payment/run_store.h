// All SQL on payment runs and their files. Holds no rules.
#ifndef SERVICES_PAYMENT_RUN_STORE_H_
#define SERVICES_PAYMENT_RUN_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/payment_run_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

class RunStore {
 public:
  // NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::PaymentRun> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::PaymentRun> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // Newest first, behind the uid `after`, at most `limit`.
  absl::StatusOr<std::vector<v1::PaymentRun>> List(Transaction& transaction, const v1::ListRunsRequest& request,
                                                   absl::string_view after, int limit) const;

  absl::StatusOr<bool> IsCollecting(Transaction& transaction, absl::string_view register_code) const;
  absl::StatusOr<bool> IsReconciliationOpen(Transaction& transaction) const;
  // Whether the database came back from a backup and was not reconciled with the bank since.
  absl::StatusOr<bool> IsRestoreOpen(Transaction& transaction) const;
  absl::Status Add(Transaction& transaction, const v1::PaymentRun& run) const;
  // Who takes a step, and when, the database says.
  absl::Status Step(Transaction& transaction, absl::string_view uid, v1::PaymentRunState to) const;
  absl::Status Approve(Transaction& transaction, const v1::ApproveRunRequest& request) const;
  absl::Status Reject(Transaction& transaction, absl::string_view uid, absl::string_view reason) const;
  // Cursor, counts and state as `run` has them.
  absl::Status Advance(Transaction& transaction, const v1::PaymentRun& run) const;

  // What the caller let go since then, in qəpik; others of their steps wait until this transaction ends.
  absl::StatusOr<int64_t> SumOfOfficer(Transaction& transaction, absl::Time since) const;
  // Whether the run pays an account that the caller set.
  absl::StatusOr<bool> PaysOwnChange(Transaction& transaction, absl::string_view run_uid) const;

  absl::StatusOr<v1::PaymentFile> GetFile(Transaction& transaction, absl::string_view uid) const;
  // By number.
  absl::StatusOr<std::vector<v1::PaymentFile>> Files(Transaction& transaction, absl::string_view run_uid) const;
  absl::Status AddFile(Transaction& transaction, const v1::PaymentFile& file) const;

  absl::StatusOr<std::vector<v1::RunOmission>> Omissions(Transaction& transaction, const v1::ListOmissionsRequest& request,
                                                         absl::string_view after, int limit) const;
  absl::StatusOr<std::vector<v1::OmissionCount>> CountOmissions(Transaction& transaction, absl::string_view run_uid) const;
  // Beside the orders that stand of the month before the run's.
  absl::StatusOr<std::vector<v1::BenefitPreview>> PreviewBenefits(Transaction& transaction, const v1::PaymentRun& run) const;
  absl::StatusOr<std::vector<v1::EntitlementPreview>> PreviewDifferences(Transaction& transaction, const v1::PaymentRun& run,
                                                                         const v1::PreviewRunRequest& request,
                                                                         absl::string_view after, int limit) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RUN_STORE_H_
