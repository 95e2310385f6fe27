// What a disability decision may say, and which decision is in force on which day. Pure: no I/O, no clock.
//
// Cabinet Regulation No. 187 of 2022-05-13: the loss of body functions is assessed in steps of five percent (31 to 35 gives 35); up
// to 30 percent is no disability.
#ifndef SERVICES_SURVIVOR_DECISION_RULES_H_
#define SERVICES_SURVIVOR_DECISION_RULES_H_

#include <optional>
#include <string>

#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// The percent as it counts: rounded up to a multiple of five.
int RoundedPercent(int stated);

// The band that a percent of 1 to 100 falls in.
v1::DisabilityBand BandOf(int percent);

// Whether a disability of that cause comes of the incident, so that it cannot be older.
bool ComesOfIncident(v1::DisabilityCause cause);

// Faults that the decision shows by itself: BAND_MISMATCH, DATE_NOT_WHOLE, TERM_IMPOSSIBLE. `path` is where it stands in the
// request.
void CheckDecision(const v1::DisabilityDecision& stated, const std::string& path, Violations& found);

// Faults against what is known of the person: DECISION_BEFORE_INCIDENT (only when it begins certainly before every incident the
// person was hurt in), TERM_IMPOSSIBLE when it begins after the death, REPLACED_DECISION_INVALID, DECISIONS_OVERLAP. `survivor` has
// its casualties and decisions; the decision's dates are whole.
void CheckDecisionAgainst(const v1::DisabilityDecision& stated, const v1::Survivor& survivor, const std::string& path,
                          Violations& found);

// The decision as it is stored: percent rounded, band filled in, in force for its whole term. Who decided, and when, is not its
// matter.
v1::DisabilityDecision Completed(const v1::DisabilityDecision& stated);

// The replaced decision after `by` took over: in force until the day before `by` begins, or never when nothing of it is left.
v1::DisabilityDecision Replaced(const v1::DisabilityDecision& decision, const v1::DisabilityDecision& by);

// The decision of that uid among those of the survivor; nullptr when there is none.
const v1::DisabilityDecision* FindDecision(const v1::Survivor& survivor, const std::string& uid);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DECISION_RULES_H_
