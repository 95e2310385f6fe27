#include "services/statistics/release_maker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::statistics {
namespace {

// All who were ever hurt, several times over.
constexpr int kMostRecords = 2'000'000;
// Cells that a refusal names.
constexpr size_t kMostNamed = 20;

absl::StatusOr<tlog::Hash> CommitmentTo(const rpc::Call& call, const CountedRow& row) {
  return CommitTo(
      absl::StrCat(call.Token("statistics.nonce.first", CountedAs(row)), call.Token("statistics.nonce.second", CountedAs(row))),
      row.record);
}

ReleaseFacts FactsOf(const ReleaseOrder& order, const DisclosurePolicy& policy) {
  absl::CivilDay cut_off = order.plans.front().until;
  ReleaseFacts facts{.known_until = absl::FormatCivilTime(order.moment.known_until),
                     .snapshot = order.moment.snapshot,
                     .disclosure_edition = policy.edition};
  for (const FigurePlan& plan : order.plans) {
    cut_off = std::max(cut_off, plan.until);
    facts.definitions.push_back(absl::StrCat(plan.set->id, "/", plan.indicator->id, "@", plan.indicator->version));
  }
  facts.cut_off = absl::FormatCivilTime(cut_off);
  std::sort(facts.definitions.begin(), facts.definitions.end());
  facts.definitions.erase(std::unique(facts.definitions.begin(), facts.definitions.end()), facts.definitions.end());
  return facts;
}

}  // namespace

absl::StatusOr<CountedTable> ReleaseMaker::Count(rpc::Call& call, const LayerMoment& moment, const FigurePlan& plan) const {
  ASSIGN_OR_RETURN(const std::vector<CountedGroup> groups, store_.Count(call.transaction(), moment, plan));
  std::vector<CountedGroup> amounts;
  if (plan.measure.figure == FigureKind::kAmount) {
    ASSIGN_OR_RETURN(amounts, store_.Amounts(call.transaction(), moment, plan));
  }
  return FilledTable(plan, groups, amounts);
}

ProtectedRelease ReleaseMaker::Show(const std::string& id, const std::vector<FigurePlan>& plans,
                                    const std::vector<CountedTable>& counted,
                                    const std::vector<ProtectedRelease>& published) const {
  std::vector<CountTable> tables;
  for (const CountedTable& one : counted) tables.push_back(one.table);
  ProtectedRelease shown = Protect(id, std::move(tables), published, rules_.disclosure);
  for (size_t i = 0; i < shown.tables.size(); ++i) {
    shown.tables[i].figures = FiguresOf(plans[i], counted[i], shown.tables[i], rules_);
  }
  return shown;
}

absl::StatusOr<MadeRelease> ReleaseMaker::Make(rpc::Call& call, const ReleaseOrder& order,
                                               const std::vector<ProtectedRelease>& published) const {
  std::vector<CountedTable> tables;
  for (const FigurePlan& plan : order.plans) {
    ASSIGN_OR_RETURN(CountedTable table, Count(call, order.moment, plan));
    tables.push_back(std::move(table));
  }
  ASSIGN_OR_RETURN(auto commitments, Commitments(call, order));
  std::vector<tlog::Hash> leaves;
  leaves.reserve(commitments.size());
  for (const auto& [pseudonym, commitment] : commitments) leaves.push_back(commitment);
  ASSIGN_OR_RETURN(RecordTree records, RecordTree::Of(std::move(leaves)));
  MadeRelease made{.release = Show(order.uid, order.plans, tables, published),
                   .facts = FactsOf(order, rules_.disclosure),
                   .commitments = std::move(commitments),
                   .records = std::move(records)};
  made.report = Audit(made.release, published, rules_.disclosure);
  made.content = CanonicalBytes(made.release, made.facts, made.records);
  made.content_hash = absl::BytesToHexString(tlog::View(tlog::Sha256(made.content)));
  return made;
}

absl::StatusOr<std::map<std::string, tlog::Hash>> ReleaseMaker::Commitments(rpc::Call& call, const ReleaseOrder& order) const {
  std::map<std::string, tlog::Hash> commitments;
  const auto commit = [&](const Measure& measure, absl::CivilDay from, absl::CivilDay until) -> absl::Status {
    const CellRows all{.time = {.from = from, .until = until}};
    ASSIGN_OR_RETURN(const std::vector<CountedRow> rows,
                     store_.Records(call.transaction(), order.moment, measure, all, "", kMostRecords));
    for (const CountedRow& row : rows) {
      const std::string of = CountedAs(row);
      if (commitments.count(of) > 0) continue;
      ASSIGN_OR_RETURN(commitments[of], CommitmentTo(call, row));
    }
    return absl::OkStatus();
  };
  for (const FigurePlan& plan : order.plans) {
    for (const StockDay& day : plan.stock_days) RETURN_IF_ERROR(commit(plan.measure, day.day, day.day));
    if (plan.stock_days.empty()) RETURN_IF_ERROR(commit(plan.measure, plan.from, plan.until));
  }
  return commitments;
}

std::string CountedAs(const CountedRow& row) {
  return row.part.empty() ? row.pseudonym : absl::StrCat(row.pseudonym, "/", row.part);
}

absl::Status CheckPassed(const AuditReport& report) {
  if (report.passed()) return absl::OkStatus();
  std::vector<std::string> why = report.faults;
  for (const NarrowCell& cell : report.narrow) {
    if (why.size() == kMostNamed) {
      why.push_back(absl::StrCat("and ", report.narrow.size() - kMostNamed, " more"));
      break;
    }
    why.push_back(
        absl::StrCat(cell.key, cell.difference ? " differs too little from what was published" : " can be worked out too closely"));
  }
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DISCLOSURE_REFUSED,
                   absl::StrCat("This cannot be published without telling of somebody: ", absl::StrJoin(why, "; "),
                                ". Name fewer dimensions or longer periods."));
}

v1::DisclosureReport ReportView(const AuditReport& report) {
  v1::DisclosureReport view;
  view.set_cells(report.loss.cells);
  view.set_primary(report.loss.primary);
  view.set_complementary(report.loss.complementary);
  view.set_rounded(report.loss.rounded);
  view.set_hidden_per_ten_thousand(report.loss.hidden_per_ten_thousand);
  view.set_proven(report.looked_at);
  return view;
}

}  // namespace dayaq::statistics
