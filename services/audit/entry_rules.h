// What a search of audit entries may ask. Pure.
#ifndef SERVICES_AUDIT_ENTRY_RULES_H_
#define SERVICES_AUDIT_ENTRY_RULES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/audit_service.pb.h"
#include "services/audit/entry_store.h"

namespace dayaq::audit {

inline constexpr absl::Duration kUsualPeriod = absl::Hours(24 * 31);
inline constexpr absl::Duration kLongestPeriod = absl::Hours(24 * 366);

// The period a search is over: the last 31 days unless it says otherwise. FIELDS_INVALID when it ends before it begins or is longer
// than a year.
absl::StatusOr<Period> SearchPeriod(const v1::EntryFilter& filter, absl::Time now);

// Names on a signed note, in their order: the lines behind the empty one that begin with a dash.
std::vector<std::string> SignersOf(const std::string& note);

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_ENTRY_RULES_H_
