// Appeals against disability decisions. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_APPEAL_RULES_H_
#define SERVICES_SURVIVOR_APPEAL_RULES_H_

#include "absl/status/status.h"
#include "dayaq/survivor/v1/appeal_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// Faults of the day it was lodged: not whole (DATE_NOT_WHOLE); of the decision: none of this person (APPEAL_IMPOSSIBLE) or lodged
// before it was made (TERM_IMPOSSIBLE). `decision` is nullptr when there is none.
void CheckLodging(const v1::LodgeAppealRequest& request, const v1::DisabilityDecision* decision, Violations& found);

// FAILED_PRECONDITION with APPEAL_IMPOSSIBLE when the decision was replaced already: the later one is appealed.
absl::Status CheckAppealable(const v1::DisabilityDecision& decision);

// FAILED_PRECONDITION with APPEAL_IMPOSSIBLE unless the commission has it.
absl::Status CheckUndecided(const v1::DecisionAppeal& appeal);

// Faults of the outcome: the day is not whole (DATE_NOT_WHOLE) or lies before the appeal (TERM_IMPOSSIBLE); the deciding decision
// did not take the place of the appealed one (APPEAL_IMPOSSIBLE). `appealed` is the decision as it stands.
void CheckOutcome(const v1::DecideAppealRequest& request, const v1::DecisionAppeal& appeal, const v1::DisabilityDecision& appealed,
                  Violations& found);

// The outcome, taken up.
void SetOutcome(const v1::DecideAppealRequest& request, v1::DecisionAppeal& appeal);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_APPEAL_RULES_H_
