#include "services/statistics/release_service.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/figure_request.h"
#include "services/statistics/figure_view.h"
#include "services/statistics/layer_service.h"
#include "services/statistics/release_files.h"
#include "services/statistics/release_rules.h"
#include "services/statistics/statistics_names.h"

namespace dayaq::statistics {
namespace {

absl::Status Refuse(ErrorReason reason, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
}

std::vector<v1::ReleaseTable> StoredTables(const MadeRelease& made, const ReleaseOrder& order, const rpc::Call& call) {
  std::vector<v1::ReleaseTable> tables;
  for (size_t i = 0; i < made.release.tables.size(); ++i) {
    v1::ReleaseTable& table = tables.emplace_back(StoredTable(made.release.tables[i], order.plans[i].indicator->version));
    table.set_uid(call.NewUid());
    table.set_release_uid(order.uid);
    table.set_place(static_cast<int32_t>(i));
  }
  return tables;
}

}  // namespace

absl::Status ReleaseService::CheckDraft(const v1::DraftReleaseRequest& request, rpc::Call& call, Violations& found) {
  ASSIGN_OR_RETURN(const FigureRequest read, ReadFigureRequest(figures_, request.register_(), request.known_until(), call, found));
  PlansOf(request, read.moment.known_until, read.districts, rules_, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Release> ReleaseService::DraftRelease(const v1::DraftReleaseRequest& request, rpc::Call& call) {
  Transaction& transaction = call.transaction();
  Violations found;
  ASSIGN_OR_RETURN(const FigureRequest read, ReadFigureRequest(figures_, request.register_(), request.known_until(), call, found));
  ReleaseOrder order{.uid = call.NewUid(),
                     .moment = read.moment,
                     .plans = PlansOf(request, read.moment.known_until, read.districts, rules_, found)};
  RETURN_IF_ERROR(found.ToStatus());
  if (!request.revises().empty()) {
    ASSIGN_OR_RETURN(const v1::Release former, store_.Get(transaction, UidOf(request.revises())));
    if (former.state() != v1::RELEASE_STATE_PUBLISHED || former.register_() != order.moment.registered_in) {
      return Refuse(ErrorReason::ERROR_REASON_RELEASE_NOT_PUBLISHED,
                    "What is revised is published, of the same register, and not revised yet.");
    }
  }
  ASSIGN_OR_RETURN(order.moment.snapshot, layer_.Hold(transaction));
  ASSIGN_OR_RETURN(const int64_t waiting, layer_.Waiting(transaction));
  if (waiting > 0) {
    return Refuse(ErrorReason::ERROR_REASON_LAYER_BEHIND,
                  absl::StrCat("The layer has ", waiting, " changes to take in: try again."));
  }
  ASSIGN_OR_RETURN(const std::vector<ProtectedRelease> published,
                   store_.Published(transaction, order.moment.registered_in, order.moment.snapshot));
  ASSIGN_OR_RETURN(const MadeRelease made, maker_.Make(call, order, published));
  RETURN_IF_ERROR(CheckPassed(made.report));
  const v1::Release release = Drafted(request, made, order);
  RETURN_IF_ERROR(store_.Add(transaction, release, StoredTables(made, order, call)));
  call.Emit("release.drafted", ReleaseName(release.uid()));
  return Reread(release.uid(), call);
}

absl::StatusOr<v1::Release> ReleaseService::GetRelease(const v1::GetReleaseRequest& request, rpc::Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListReleasesResponse> ReleaseService::ListReleases(const v1::ListReleasesRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const std::string before, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Release> releases, store_.List(call.transaction(), request.state(), before, size + 1));
  v1::ListReleasesResponse response;
  if (releases.size() > static_cast<size_t>(size)) {
    releases.pop_back();
    response.set_next_page_token(call.PageToken(releases.back().uid(), request));
  }
  for (v1::Release& release : releases) *response.add_releases() = std::move(release);
  return response;
}

absl::StatusOr<v1::FigureTable> ReleaseService::GetReleaseTable(const v1::GetReleaseTableRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const v1::Release release, Reread(request.name(), call));
  call.Touch(release.name());
  ASSIGN_OR_RETURN(const std::vector<ExportedTable> tables, ExportedTables(release, call));
  if (static_cast<size_t>(request.place()) >= tables.size()) return NotFound();
  return tables[static_cast<size_t>(request.place())].table;
}

absl::StatusOr<v1::Release> ReleaseService::CheckRelease(const v1::CheckReleaseRequest& request, rpc::Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Release release, Reread(request.name(), call));
  RETURN_IF_ERROR(CheckEtag(request.etag(), release.etag()));
  RETURN_IF_ERROR(CheckState(release, v1::RELEASE_STATE_DRAFT));
  RETURN_IF_ERROR(OtherPersonThan(release.drafted_by_uid(), call.caller().staff_uid));
  call.Before(release);
  ASSIGN_OR_RETURN(const MadeRelease again, MadeAgain(release, call));
  if (again.content != release.content()) {
    return Refuse(ErrorReason::ERROR_REASON_RELEASE_NOT_REPRODUCED, "Counted once more it comes out otherwise: draft it anew.");
  }
  RETURN_IF_ERROR(CheckPassed(again.report));
  RETURN_IF_ERROR(CheckBesidePublished(release, call));
  ASSIGN_OR_RETURN(const bool checked, store_.Check(transaction, release));
  if (!checked) return CheckEtag(request.etag(), "");
  call.Emit("release.checked", release.name());
  return Reread(release.uid(), call);
}

absl::StatusOr<v1::Release> ReleaseService::PublishRelease(const v1::PublishReleaseRequest& request, rpc::Call& call) {
  Transaction& transaction = call.transaction();
  // Nothing else is published, and nothing drafted, until this one is out.
  RETURN_IF_ERROR(layer_.Hold(transaction).status());
  ASSIGN_OR_RETURN(const v1::Release release, Reread(request.name(), call));
  RETURN_IF_ERROR(CheckEtag(request.etag(), release.etag()));
  RETURN_IF_ERROR(CheckState(release, v1::RELEASE_STATE_CHECKED));
  RETURN_IF_ERROR(OtherPersonThan(release.checked_by_uid(), call.caller().staff_uid));
  call.Before(release);
  RETURN_IF_ERROR(CheckBesidePublished(release, call));
  ASSIGN_OR_RETURN(const bool published, store_.Publish(transaction, release));
  if (!published) return CheckEtag(request.etag(), "");
  if (!release.revises_uid().empty()) {
    ASSIGN_OR_RETURN(const bool revised, store_.Revise(transaction, release.revises_uid(), release.uid()));
    if (!revised) return Refuse(ErrorReason::ERROR_REASON_RELEASE_NOT_PUBLISHED, "What it revises was revised by another release.");
    call.Touch(ReleaseName(release.revises_uid()));
  }
  call.Emit("release.published", release.name());
  return Reread(release.uid(), call);
}

absl::StatusOr<v1::Release> ReleaseService::WithdrawRelease(const v1::WithdrawReleaseRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const v1::Release release, Reread(request.name(), call));
  RETURN_IF_ERROR(CheckEtag(request.etag(), release.etag()));
  if (release.state() != v1::RELEASE_STATE_CHECKED) RETURN_IF_ERROR(CheckState(release, v1::RELEASE_STATE_DRAFT));
  call.Before(release);
  ASSIGN_OR_RETURN(const bool withdrawn, store_.Withdraw(call.transaction(), release));
  if (!withdrawn) return CheckEtag(request.etag(), "");
  call.Emit("release.withdrawn", release.name());
  return Reread(release.uid(), call);
}

absl::StatusOr<v1::VerifyReleaseResponse> ReleaseService::VerifyRelease(const v1::VerifyReleaseRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const v1::Release release, Reread(request.name(), call));
  call.Touch(release.name());
  ASSIGN_OR_RETURN(const MadeRelease again, MadeAgain(release, call));
  v1::VerifyReleaseResponse response;
  response.set_same(again.content == release.content());
  response.set_content_hash(release.content_hash());
  response.set_made_again_hash(again.content_hash);
  response.set_records(static_cast<int64_t>(again.records.size()));
  response.set_record_root(absl::BytesToHexString(tlog::View(again.records.root())));
  return response;
}

absl::StatusOr<v1::ExportReleaseResponse> ReleaseService::ExportRelease(const v1::ExportReleaseRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const v1::Release release, Reread(request.name(), call));
  call.Touch(release.name());
  if (!IsOut(release)) return Refuse(ErrorReason::ERROR_REASON_RELEASE_NOT_PUBLISHED, "What is not published does not go out.");
  ASSIGN_OR_RETURN(const std::vector<ExportedTable> tables, ExportedTables(release, call));
  ASSIGN_OR_RETURN(const std::vector<ListedCode> districts, figures_.Districts(call.transaction(), release.register_()));
  return ReleaseFile(request.format(), release, tables, districts);
}

absl::StatusOr<v1::ListCellRecordsResponse> ReleaseService::ListCellRecords(const v1::ListCellRecordsRequest& request,
                                                                            rpc::Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Release release, Reread(request.name(), call));
  call.Touch(release.name());
  ASSIGN_OR_RETURN(const ReleaseOrder order, OrderOf(release, call));
  const auto place = static_cast<size_t>(request.place());
  if (place >= order.plans.size()) return NotFound();
  const FigurePlan& plan = order.plans[place];
  const std::optional<CellRows> rows = RowsOfCell(plan, request.codes());
  if (!rows.has_value()) {
    Violations found;
    found.Add("codes", ErrorReason::ERROR_REASON_CELL_UNKNOWN, "Give a code of each dimension of the table, in their order.");
    return found.ToStatus();
  }
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<CountedRow> counted,
                   figures_.Records(transaction, order.moment, plan.measure, *rows, after, size + 1));
  v1::ListCellRecordsResponse response;
  ASSIGN_OR_RETURN(const int64_t total, figures_.CountRecords(transaction, order.moment, plan.measure, *rows));
  response.set_total(total);
  if (counted.size() > static_cast<size_t>(size)) {
    counted.pop_back();
    response.set_next_page_token(call.PageToken(counted.back().pseudonym, request));
  }
  ASSIGN_OR_RETURN(const auto commitments, maker_.Commitments(call, order));
  std::vector<tlog::Hash> leaves;
  for (const auto& [pseudonym, commitment] : commitments) leaves.push_back(commitment);
  ASSIGN_OR_RETURN(const RecordTree tree, RecordTree::Of(std::move(leaves)));
  const Pseudonyms pseudonyms = PseudonymsOf(call);
  for (const CountedRow& row : counted) {
    v1::CountedRecord& record = *response.add_records();
    ASSIGN_OR_RETURN(*record.mutable_resource(), ResourceOf(row, pseudonyms));
    call.Touch(record.resource());
    const tlog::Hash& commitment = commitments.at(CountedAs(row));
    record.set_commitment(absl::BytesToHexString(tlog::View(commitment)));
    ASSIGN_OR_RETURN(const RecordTree::Proof proof, tree.ProofOf(commitment));
    record.set_index(static_cast<int64_t>(proof.index));
    for (const tlog::Hash& hash : proof.hashes) record.add_proof(absl::BytesToHexString(tlog::View(hash)));
  }
  return response;
}

absl::StatusOr<v1::Release> ReleaseService::Reread(const std::string& name, rpc::Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<ReleaseOrder> ReleaseService::OrderOf(const v1::Release& release, rpc::Call& call) const {
  const auto known_until = PartialDateFromText(release.known_until());
  if (!known_until.has_value()) return absl::InternalError("a release without a day until which it is known");
  ReleaseOrder order{
      .uid = release.uid(),
      .moment = {.registered_in = release.register_(), .known_until = *Earliest(*known_until), .snapshot = release.snapshot()}};
  ASSIGN_OR_RETURN(const std::vector<v1::ReleaseTable> stored, store_.Tables(call.transaction(), release.uid()));
  ASSIGN_OR_RETURN(const std::vector<ListedCode> districts, figures_.Districts(call.transaction(), release.register_()));
  Violations found;
  for (int i = 0; i < release.tables_size(); ++i) {
    std::optional<FigurePlan> plan =
        PlanFigures(release.tables(i), order.moment.known_until, districts, rules_, absl::StrCat("tables[", i, "]."), found);
    if (!plan.has_value() || static_cast<size_t>(i) >= stored.size()) break;
    // Codes are those of then: a district that came later is in no former table.
    plan->table.dimensions = TableOfStored(stored[static_cast<size_t>(i)]).table.dimensions;
    order.plans.push_back(*std::move(plan));
  }
  if (order.plans.size() != static_cast<size_t>(release.tables_size()) ||
      !CheckVersions(rules_.sets, {release.definitions().begin(), release.definitions().end()}).ok()) {
    return Refuse(ErrorReason::ERROR_REASON_RELEASE_NOT_REPRODUCED,
                  "It was made by other editions of the definitions than are in force: take those to make it again.");
  }
  return order;
}

absl::StatusOr<MadeRelease> ReleaseService::MadeAgain(const v1::Release& release, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const ReleaseOrder order, OrderOf(release, call));
  ASSIGN_OR_RETURN(const std::vector<ProtectedRelease> before,
                   store_.Published(call.transaction(), release.register_(), release.snapshot()));
  return maker_.Make(call, order, before);
}

absl::Status ReleaseService::CheckBesidePublished(const v1::Release& release, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const std::vector<v1::ReleaseTable> stored, store_.Tables(call.transaction(), release.uid()));
  ProtectedRelease shown{.id = release.uid()};
  for (const v1::ReleaseTable& table : stored) shown.tables.push_back(TableOfStored(table));
  ASSIGN_OR_RETURN(const std::vector<ProtectedRelease> published, store_.Published(call.transaction(), release.register_(), ""));
  return CheckPassed(Audit(shown, published, rules_.disclosure));
}

absl::StatusOr<std::vector<ExportedTable>> ReleaseService::ExportedTables(const v1::Release& release, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const std::vector<v1::ReleaseTable> stored, store_.Tables(call.transaction(), release.uid()));
  ASSIGN_OR_RETURN(const std::vector<ListedCode> districts, figures_.Districts(call.transaction(), release.register_()));
  std::vector<ExportedTable> tables;
  for (const v1::ReleaseTable& table : stored) {
    const std::pair<std::string, std::string> name = absl::StrSplit(table.indicator(), absl::MaxSplits('/', 1));
    const auto set = absl::c_find_if(rules_.sets, [&](const IndicatorSet& one) { return one.id == name.first; });
    const Indicator* const indicator = set == rules_.sets.end() ? nullptr : set->Find(name.second);
    if (indicator == nullptr) {
      return Refuse(ErrorReason::ERROR_REASON_INDICATOR_UNKNOWN,
                    "An indicator of it is defined no more; its sealed text still says it all.");
    }
    tables.push_back({FigureView(TableOfStored(table), *set, *indicator, table.version(), districts, release.disclosure_edition()),
                      &*set, indicator});
  }
  return tables;
}

void ReleaseService::Bind(rpc::Methods& methods) {
  using S = ReleaseService;
  methods.Change("DraftRelease", *this, &S::CheckDraft, &S::DraftRelease, &S::Reread);
  methods.Read("GetRelease", *this, &S::GetRelease);
  methods.Read("ListReleases", *this, &S::ListReleases);
  methods.Read("GetReleaseTable", *this, &S::GetReleaseTable);
  methods.Change("CheckRelease", *this, &S::CheckRelease, &S::Reread);
  methods.Change("PublishRelease", *this, &S::PublishRelease, &S::Reread);
  methods.Change("WithdrawRelease", *this, &S::WithdrawRelease, &S::Reread);
  methods.Read("VerifyRelease", *this, &S::VerifyRelease);
  methods.Read("ExportRelease", *this, &S::ExportRelease);
  methods.Read("ListCellRecords", *this, &S::ListCellRecords);
}

}  // namespace dayaq::statistics
