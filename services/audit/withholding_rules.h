// What a withholding may be. Pure.
#ifndef SERVICES_AUDIT_WITHHOLDING_RULES_H_
#define SERVICES_AUDIT_WITHHOLDING_RULES_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/withholding.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::audit {

// From the proposal to the end: half a year. The database says the same.
inline constexpr absl::Duration kLongestWithholding = absl::Hours(24 * 180);

// Faults between fields, with the path of the withholding before their names ("withholding.").
void CheckProposal(const v1::Withholding& withholding, absl::Time now, absl::string_view at, Violations& found);

// FAILED_PRECONDITION STATE_NOT_ALLOWED for one that is no open proposal, or whose time is over.
absl::Status CheckApprovable(const v1::Withholding& withholding, absl::Time now);
// The same for one that is over already.
absl::Status CheckEndable(const v1::Withholding& withholding);

// Whether it withholds anything at that moment.
bool IsInForce(const v1::Withholding& withholding, absl::Time now);

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_WITHHOLDING_RULES_H_
