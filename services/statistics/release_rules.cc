#include "services/statistics/release_rules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/printed_cells.h"

namespace dayaq::statistics {

absl::Status CheckState(const v1::Release& release, v1::ReleaseState needed) {
  if (release.state() == needed) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RELEASE_STEP_IMPOSSIBLE,
                   "A release goes from draft to checked to published.");
}

absl::Status OtherPersonThan(const std::string& staff_uid, const std::string& caller_uid) {
  if (staff_uid != caller_uid) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON,
                   "Each of these steps is another person's.");
}

bool IsOut(const v1::Release& release) {
  return release.state() == v1::RELEASE_STATE_PUBLISHED || release.state() == v1::RELEASE_STATE_REVISED;
}

std::vector<FigurePlan> PlansOf(const v1::DraftReleaseRequest& request, absl::CivilDay known_until,
                                const std::vector<ListedCode>& districts, const FigureRules& rules, Violations& found) {
  std::vector<FigurePlan> plans;
  std::set<std::string> seen;
  size_t cells = 0;
  for (int i = 0; i < request.tables_size(); ++i) {
    const std::string path = absl::StrCat("tables[", i, "].");
    if (!seen.insert(request.tables(i).SerializeAsString()).second) {
      found.Add(absl::StrCat("tables[", i, "]"), ErrorReason::ERROR_REASON_TABLE_TWICE, "Name each table once.");
      continue;
    }
    std::optional<FigurePlan> plan = PlanFigures(request.tables(i), known_until, districts, rules, path, found);
    if (!plan.has_value()) continue;
    CheckPublishable(*plan, rules.disclosure, path, found);
    cells += plan->table.CellCount();
    plans.push_back(*std::move(plan));
  }
  if (cells > kMostReleaseCells) {
    found.Add("tables", ErrorReason::ERROR_REASON_TABLE_TOO_LARGE,
              absl::StrCat("All tables of a release have at most ", kMostReleaseCells, " cells together."));
  }
  return plans;
}

v1::Release Drafted(const v1::DraftReleaseRequest& request, const MadeRelease& made, const ReleaseOrder& order) {
  v1::Release release;
  release.set_uid(order.uid);
  release.set_register_(order.moment.registered_in);
  release.set_title_az(request.title_az());
  release.set_title_en(request.title_en());
  release.set_cut_off(made.facts.cut_off);
  release.set_known_until(made.facts.known_until);
  release.set_snapshot(order.moment.snapshot);
  *release.mutable_tables() = request.tables();
  for (const std::string& definition : made.facts.definitions) release.add_definitions(definition);
  release.set_disclosure_edition(made.facts.disclosure_edition);
  release.set_records(static_cast<int64_t>(made.records.size()));
  release.set_record_root(absl::BytesToHexString(tlog::View(made.records.root())));
  release.set_content(made.content);
  release.set_content_hash(made.content_hash);
  *release.mutable_disclosure() = ReportView(made.report);
  if (!request.revises().empty()) release.set_revises_uid(UidOf(request.revises()));
  return release;
}

absl::StatusOr<std::string> ResourceOf(const CountedRow& row, const Pseudonyms& pseudonyms) {
  ASSIGN_OR_RETURN(const std::string uid, pseudonyms.UidOf(row.pseudonym));
  if (row.kind == "INCIDENT") return absl::StrCat("incidents/", uid);
  if (row.kind == "PAYMENT") return absl::StrCat("paymentOrders/", uid);
  if (row.kind == "RELATIVE") return absl::StrCat("familyMembers/", uid);
  if (row.kind != "CASUALTY" && row.kind != "DECISION" && row.kind != "SERVICE") return absl::StrCat("survivors/", uid);
  ASSIGN_OR_RETURN(const std::string parent, pseudonyms.UidOf(row.parent));
  if (row.kind == "CASUALTY") return absl::StrCat("incidents/", parent, "/casualties/", uid);
  return absl::StrCat("survivors/", parent);
}

std::optional<CellRows> RowsOfCell(const FigurePlan& plan, const google::protobuf::RepeatedPtrField<std::string>& codes) {
  const std::vector<size_t> printed = PrintedDimensions(plan.table);
  if (codes.size() != static_cast<int>(printed.size())) return std::nullopt;
  CellRows rows;
  for (int i = 0; i < codes.size(); ++i) {
    const Dimension& dimension = plan.table.dimensions[printed[static_cast<size_t>(i)]];
    if (std::find(dimension.codes.begin(), dimension.codes.end(), codes[i]) == dimension.codes.end()) return std::nullopt;
    if (i > 0 && codes[i] != kTotal) rows.codes.emplace_back(dimension.id, codes[i]);
  }
  const std::optional<TimeCode> time = ReadTimeCode(codes[0]);
  if (!time.has_value()) return std::nullopt;
  rows.time = *time;
  return rows;
}

}  // namespace dayaq::statistics
