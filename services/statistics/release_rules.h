// What a release may become and by whom, what it is drafted with, and which rows stand behind a cell of it.
#ifndef SERVICES_STATISTICS_RELEASE_RULES_H_
#define SERVICES_STATISTICS_RELEASE_RULES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dayaq/statistics/v1/release_service.pb.h"
#include "services/platform/base/error.h"
#include "services/statistics/figure_plan.h"
#include "services/statistics/pseudonyms.h"
#include "services/statistics/release_maker.h"

namespace dayaq::statistics {

// FAILED_PRECONDITION RELEASE_STEP_IMPOSSIBLE unless it is in that state.
absl::Status CheckState(const v1::Release& release, v1::ReleaseState needed);
// FAILED_PRECONDITION DECIDED_BY_SAME_PERSON when the caller is that member of the staff.
absl::Status OtherPersonThan(const std::string& staff_uid, const std::string& caller_uid);
// Whether everybody has seen it.
bool IsOut(const v1::Release& release);

// All plans of a draft, and what stands against them together.
std::vector<FigurePlan> PlansOf(const v1::DraftReleaseRequest& request, absl::CivilDay known_until,
                                const std::vector<ListedCode>& districts, const FigureRules& rules, Violations& found);
// A draft as it was made.
v1::Release Drafted(const v1::DraftReleaseRequest& request, const MadeRelease& made, const ReleaseOrder& order);

// Where the record lies that a row is about; of what was decided and done, the person's.
absl::StatusOr<std::string> ResourceOf(const CountedRow& row, const Pseudonyms& pseudonyms);
// The rows of a cell, of a share all of whom it is a share; nothing when the table has no such cell.
std::optional<CellRows> RowsOfCell(const FigurePlan& plan, const google::protobuf::RepeatedPtrField<std::string>& codes);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_RULES_H_
