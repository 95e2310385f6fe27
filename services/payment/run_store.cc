#include "services/payment/run_store.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/payment/payment_names.h"
#include "services/payment/run_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr int kMostFiles = 1000;
constexpr int kMostBenefits = 1000;

// Names of enum values, or NULL for none.
template <typename Name>
Param NamesOrNull(const google::protobuf::RepeatedField<int>& values, const Name& name) {
  std::vector<std::string> names;
  for (const int value : values) names.push_back(name(value));
  return names.empty() ? Param(std::nullopt) : Param(names);
}

// $1 to $5 of the previews.
Params BesideLastMonth(const v1::PaymentRun& run) {
  const absl::CivilMonth month(Earliest(run.execute_on()).value_or(absl::CivilDay()));
  const absl::CivilDay first(month - 1);
  const absl::CivilDay last = absl::CivilDay(month) - 1;
  return {run.uid(), absl::FormatCivilTime(first), absl::FormatCivilTime(last), run.register_(), OrNull(run.district())};
}

absl::StatusOr<bool> IsOpen(const absl::StatusOr<Row>& row) {
  RETURN_IF_ERROR(row.status());
  bool open = false;
  RETURN_IF_ERROR(row->Read({{"open", &open}}));
  return open;
}

}  // namespace

absl::StatusOr<v1::PaymentRun> RunStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PaymentRun run, transaction.One<v1::PaymentRun>(kRun, {uid}));
  SetNames(run);
  return run;
}

absl::StatusOr<v1::PaymentRun> RunStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PaymentRun run, transaction.One<v1::PaymentRun>(kRunToChange, {uid}));
  SetNames(run);
  return run;
}

absl::StatusOr<std::vector<v1::PaymentRun>> RunStore::List(Transaction& transaction, const v1::ListRunsRequest& request,
                                                           absl::string_view after, int limit) const {
  const auto name = [](int value) { return v1::PaymentRunState_Name(static_cast<v1::PaymentRunState>(value)); };
  ASSIGN_OR_RETURN(std::vector<v1::PaymentRun> runs,
                   transaction.All<v1::PaymentRun>(kRuns, {NamesOrNull(request.states(), name), OrNull(after), limit}, limit));
  for (v1::PaymentRun& run : runs) SetNames(run);
  return runs;
}

absl::StatusOr<bool> RunStore::IsCollecting(Transaction& transaction, absl::string_view register_code) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsCollecting, {register_code}));
  bool collecting = false;
  RETURN_IF_ERROR(row.Read({{"collecting", &collecting}}));
  return collecting;
}

absl::StatusOr<bool> RunStore::IsReconciliationOpen(Transaction& transaction) const {
  return IsOpen(transaction.One<Row>(kIsReconciliationOpen));
}

absl::StatusOr<bool> RunStore::IsRestoreOpen(Transaction& transaction) const {
  return IsOpen(transaction.One<Row>(kIsRestoreOpen));
}

absl::Status RunStore::Add(Transaction& transaction, const v1::PaymentRun& run) const {
  return transaction.Execute(kAddRun, {Rows(run)});
}

absl::Status RunStore::Step(Transaction& transaction, absl::string_view uid, v1::PaymentRunState to) const {
  return transaction.Execute(kStepRun, {uid, to});
}

absl::Status RunStore::Approve(Transaction& transaction, const v1::ApproveRunRequest& request) const {
  return transaction.Execute(kApproveRun, {UidOf(request.name()), request.available_qepik(), request.funds_document()});
}

absl::Status RunStore::Reject(Transaction& transaction, absl::string_view uid, absl::string_view reason) const {
  return transaction.Execute(kRejectRun, {uid, reason});
}

absl::Status RunStore::Advance(Transaction& transaction, const v1::PaymentRun& run) const {
  return transaction.Execute(kAdvanceRun,
                             {run.uid(), OrNull(run.cursor_uid()), run.orders(), run.total_qepik(), run.omitted(), run.state()});
}

absl::StatusOr<int64_t> RunStore::SumOfOfficer(Transaction& transaction, absl::Time since) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kSumOfOfficer, {since}));
  int64_t sum = 0;
  RETURN_IF_ERROR(row.Read({{"sum", &sum}}));
  return sum;
}

absl::StatusOr<bool> RunStore::PaysOwnChange(Transaction& transaction, absl::string_view run_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kPaysOwnChange, {run_uid}));
  bool own = false;
  RETURN_IF_ERROR(row.Read({{"own", &own}}));
  return own;
}

absl::StatusOr<v1::PaymentFile> RunStore::GetFile(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PaymentFile file, transaction.One<v1::PaymentFile>(kFile, {uid}));
  SetNames(file);
  return file;
}

absl::StatusOr<std::vector<v1::PaymentFile>> RunStore::Files(Transaction& transaction, absl::string_view run_uid) const {
  ASSIGN_OR_RETURN(std::vector<v1::PaymentFile> files, transaction.All<v1::PaymentFile>(kFilesOfRun, {run_uid}, kMostFiles));
  for (v1::PaymentFile& file : files) SetNames(file);
  return files;
}

absl::Status RunStore::AddFile(Transaction& transaction, const v1::PaymentFile& file) const {
  return transaction.Execute(kAddFile, {Rows(file)});
}

absl::StatusOr<std::vector<v1::RunOmission>> RunStore::Omissions(Transaction& transaction, const v1::ListOmissionsRequest& request,
                                                                 absl::string_view after, int limit) const {
  const auto name = [](int value) { return v1::OmissionReason_Name(static_cast<v1::OmissionReason>(value)); };
  return transaction.All<v1::RunOmission>(
      kOmissions, {UidOf(request.run()), NamesOrNull(request.reasons(), name), OrNull(after), limit}, limit);
}

absl::StatusOr<std::vector<v1::OmissionCount>> RunStore::CountOmissions(Transaction& transaction, absl::string_view run_uid) const {
  return transaction.All<v1::OmissionCount>(kCountOmissions, {run_uid}, 50);
}

absl::StatusOr<std::vector<v1::BenefitPreview>> RunStore::PreviewBenefits(Transaction& transaction,
                                                                          const v1::PaymentRun& run) const {
  return transaction.All<v1::BenefitPreview>(kPreviewBenefits, BesideLastMonth(run), kMostBenefits);
}

absl::StatusOr<std::vector<v1::EntitlementPreview>> RunStore::PreviewDifferences(Transaction& transaction,
                                                                                 const v1::PaymentRun& run,
                                                                                 const v1::PreviewRunRequest& request,
                                                                                 absl::string_view after, int limit) const {
  const auto name = [](int value) { return v1::RunChange_Name(static_cast<v1::RunChange>(value)); };
  Params params = BesideLastMonth(run);
  params.insert(params.end(), {NamesOrNull(request.changes(), name), OrNull(after), limit});
  return transaction.All<v1::EntitlementPreview>(kPreviewDifferences, params, limit);
}

}  // namespace dayaq::payment
