// What may be said of somebody who looks for work. Pure: no I/O, no clock.
#ifndef SERVICES_EMPLOYMENT_PROFILE_RULES_H_
#define SERVICES_EMPLOYMENT_PROFILE_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/profile_service.pb.h"
#include "services/employment/employment_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::employment {

// ADAPTATION_HELPS_ELSEWHERE, TOO_MANY_ITEMS for a code, field or domain that is named again, PERIOD_IMPOSSIBLE for past work that
// ends before it begins.
void CheckContent(const v1::ProfileContent& content, const EmploymentPolicy& policy, const std::string& path, Violations& found);
// Ends that only the house says.
void CheckCloseReason(const v1::CloseProfileRequest& request, Violations& found);

// Whether the person agrees today to be proposed to employers.
bool Proposable(const v1::Profile& profile);
// FAILED_PRECONDITION with PROFILE_CLOSED, and with PROPOSAL_CONSENT_MISSING.
absl::Status CheckOpen(const v1::Profile& profile);
absl::Status CheckProposable(const v1::Profile& profile);

void Close(v1::ProfileCloseReason reason, absl::CivilDay today, v1::Profile& profile);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PROFILE_RULES_H_
