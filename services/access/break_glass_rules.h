// When a record is opened in an emergency, closed and reviewed. Pure: no I/O, no clock.
#ifndef SERVICES_ACCESS_BREAK_GLASS_RULES_H_
#define SERVICES_ACCESS_BREAK_GLASS_RULES_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/access/v1/access_service.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::access {

// Shortest reason in words, in code points between its first and last letter.
inline constexpr size_t kShortestReason = 20;

// Faults of an opening that no rule on one field tells: neither number nor national id (REQUIRED), both (TOO_MANY_ITEMS), a reason
// that only blanks make long enough (TOO_SHORT).
void CheckOpening(const v1::OpenBreakGlassRequest& request, Violations& found);

// Whether the record is open at that moment.
bool IsOpen(const v1::BreakGlass& opening, absl::Time now);

// FAILED_PRECONDITION with STATE_NOT_ALLOWED: it is closed or its hour is over; it was reviewed already.
absl::Status CheckCloseable(const v1::BreakGlass& opening, absl::Time now);
absl::Status CheckReviewable(const v1::BreakGlass& opening);

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_BREAK_GLASS_RULES_H_
