// Makes a release from the layer: counts, protects, audits and seals. The same snapshot, the same tables and the same earlier
// releases give the same bytes.
#ifndef SERVICES_STATISTICS_RELEASE_MAKER_H_
#define SERVICES_STATISTICS_RELEASE_MAKER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/statistics/v1/release.pb.h"
#include "services/platform/rpc/call.h"
#include "services/statistics/figure_store.h"
#include "services/statistics/release_seal.h"

namespace dayaq::statistics {

// What a release is to be made of.
struct ReleaseOrder {
  std::string uid;
  LayerMoment moment;
  std::vector<FigurePlan> plans;
};

struct MadeRelease {
  ProtectedRelease release;
  ReleaseFacts facts;
  std::string content;
  std::string content_hash;
  // Commitments by what was counted.
  std::map<std::string, tlog::Hash> commitments;
  RecordTree records;
  AuditReport report;
};

// Cells that all tables of a release may have together.
inline constexpr size_t kMostReleaseCells = 20'000;

class ReleaseMaker {
 public:
  // They outlive this.
  explicit ReleaseMaker(const FigureRules& rules) : rules_(rules) {}

  // One table with its counts, and what its figures are made of.
  absl::StatusOr<CountedTable> Count(rpc::Call& call, const LayerMoment& moment, const FigurePlan& plan) const;
  // Tables that were counted by these plans as they may be shown beside what was published, with their figures.
  ProtectedRelease Show(const std::string& id, const std::vector<FigurePlan>& plans, const std::vector<CountedTable>& counted,
                        const std::vector<ProtectedRelease>& published) const;
  // Protected and audited together with `published`: everything that was published before it was drafted.
  absl::StatusOr<MadeRelease> Make(rpc::Call& call, const ReleaseOrder& order,
                                   const std::vector<ProtectedRelease>& published) const;
  // Commitments to all rows that these tables count, by what was counted.
  absl::StatusOr<std::map<std::string, tlog::Hash>> Commitments(rpc::Call& call, const ReleaseOrder& order) const;

 private:
  const FigureRules& rules_;
  FigureStore store_;
};

// The pseudonym of a row, with the part of the record that it is.
std::string CountedAs(const CountedRow& row);

// FAILED_PRECONDITION DISCLOSURE_REFUSED unless the audit passed: which cells cannot be protected, and nothing of what they count.
absl::Status CheckPassed(const AuditReport& report);

// What is told of an audit.
v1::DisclosureReport ReportView(const AuditReport& report);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_MAKER_H_
