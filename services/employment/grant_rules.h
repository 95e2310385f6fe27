// Own businesses from the plan to the end of the contract: which step follows which, and what is refused. Pure: no I/O, no clock.
#ifndef SERVICES_EMPLOYMENT_GRANT_RULES_H_
#define SERVICES_EMPLOYMENT_GRANT_RULES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/grant_service.pb.h"
#include "services/employment/support_policy.h"
#include "services/platform/access/facts.h"
#include "services/platform/base/error.h"

namespace dayaq::employment {

using GrantLines = google::protobuf::RepeatedPtrField<v1::GrantLine>;

// Where a grant lies and who took a step of it.
RowStanding StandingOf(const v1::Grant& grant);

// What lines are worth in qəpik.
int64_t WorthOf(const GrantLines& lines);
// Faults of lines: worth more than the rule allows (GRANT_ABOVE_CEILING, at `field`).
void CheckWorth(const GrantLines& lines, const BusinessRule& rule, const std::string& field, Violations& found);

// FAILED_PRECONDITION: NOT_INVITED unless the person accepted to be supported with an own business.
absl::Status CheckInvited(const v1::Grant& grant);
// FAILED_PRECONDITION: GRANT_WITHIN_TERM when the person was given one and `barred_until` (text of a day; empty: nobody gave any)
// is not over on `day`.
absl::Status CheckTerm(const std::string& barred_until, absl::CivilDay day);

// Faults of what the commission decides: an approval without lines (REQUIRED), lines without one (TOO_MANY_ITEMS), worth more than
// the rule allows.
void CheckDecision(const v1::DecideGrantRequest& request, const BusinessRule& rule, Violations& found);
// FAILED_PRECONDITION unless it lies before the commission.
absl::Status TakeDecision(const v1::DecideGrantRequest& request, v1::Grant& grant);
// FAILED_PRECONDITION unless it was returned.
absl::Status TakeRevision(const v1::RevisePlanRequest& request, v1::Grant& grant);

// Faults of a contract: a day before the decision. Then its days by the rule.
void CheckContract(const v1::SignContractRequest& request, const v1::Grant& grant, Violations& found);
absl::Status TakeContract(const v1::SignContractRequest& request, const SupportPolicy& policy, v1::Grant& grant);
// Days on which the business is visited, the first first.
std::vector<absl::CivilDay> VisitDays(const v1::Grant& contracted, const BusinessRule& rule);

// FAILED_PRECONDITION unless the contract runs.
absl::Status CheckRuns(const v1::Grant& grant);
// Faults of a hand-over, all of them: before the contract (SUPPORT_DAY_IMPOSSIBLE), no such line or more of one than was granted
// together with `handed` (MORE_THAN_GRANTED), a number that is named twice (ASSET_NUMBER_TAKEN).
void CheckHandOver(const v1::HandOverAssetsRequest& request, const v1::Grant& grant, const std::vector<v1::GrantAsset>& handed,
                   Violations& found);
// Faults of a visit: made before (SUPPORT_STEP_IMPOSSIBLE is no fault of a field: see the service), a day before the contract.
void CheckVisit(const v1::RecordGrantVisitRequest& request, const v1::Grant& grant, Violations& found);
// Faults of an income: no month, a month before the contract or in the future (SUPPORT_DAY_IMPOSSIBLE).
void CheckIncome(const v1::ReportIncomeRequest& request, const v1::Grant& grant, absl::CivilDay today, Violations& found);

// Faults of the end: a day before the contract.
void CheckEnd(const PartialDate& ended_on, const v1::Grant& grant, Violations& found);
// FAILED_PRECONDITION: SUPPORT_WORK_OPEN while the contract runs on that day, a visit was not made or something was not handed
// over.
absl::Status CheckComplete(const PartialDate& ended_on, const v1::GetGrantResponse& whole);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_GRANT_RULES_H_
