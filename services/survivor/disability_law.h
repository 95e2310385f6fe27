// What the law makes of an expert's findings: the percent of impairments, the cause among several, and whether a decision may still
// have a last day. Pure: no I/O, no clock. Sources: Cabinet Regulation No. 187 of 2022-05-13 as told by mia.az w1033949 and
// azfakt.com 121411; what is data stands in policy/disability.yaml.
#ifndef SERVICES_SURVIVOR_DISABILITY_LAW_H_
#define SERVICES_SURVIVOR_DISABILITY_LAW_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"
#include "services/survivor/disability_policy.h"

namespace dayaq::survivor {

// The percent of these impairments together, as found each (1 to 100). Each is rounded up to a multiple of 5, and up to 30 is no
// disability: one such beside others counts for nothing. Two or more that count: "if equal, that + 10; if different, the highest +
// 10", at most 100. Whether 50, 45, 50 are "equal" or "different" the law leaves open; either way it is the highest + 10, so 60. No
// impairment gives 0.
int CombinedPercent(const std::vector<int>& found);

// The percent that follows from impairments, or without them from the causes (the highest of theirs); nothing when the decision has
// neither.
std::optional<int> DerivedPercent(const v1::DisabilityDecision& stated);

// The cause among those stated that protects better; without stated causes the one that is stated alone.
v1::DisabilityCause TakenCause(const v1::DisabilityDecision& stated, const DisabilityPolicy& policy);

// The decision with what follows filled in: percent, where none is stated, and the cause.
v1::DisabilityDecision Derived(const v1::DisabilityDecision& stated, const DisabilityPolicy& policy);

// Faults of what the decision is made of: no percent and nothing it follows from (OUT_OF_RANGE), PERCENT_MISMATCH, no cause
// (REQUIRED), CAUSE_MISMATCH. Percents out of range are left to their own rule. `path` is where the decision stands in the request.
void CheckMakeUp(const v1::DisabilityDecision& stated, const DisabilityPolicy& policy, const std::string& path, Violations& found);

// Whether a new decision may have a last day.
struct TermRuling {
  bool must_be_indefinite = false;
  // The band that so many years were spent in; NONE for years in several bands.
  v1::DisabilityBand band = v1::DISABILITY_BAND_NONE;
  int years = 0;         // that the law asks for
  absl::CivilDay since;  // first day of the disability in a row, in that band or in all
};

// For a decision that begins on valid_from, by what was in force of this person until the day before: an earlier decision counts
// for the days on which it was in force, and terms count in a row as long as no more days than the policy says lie between. A
// decision that finds no disability ends the row.
TermRuling RuleTerm(const v1::DisabilityDecision& stated, const v1::Survivor& survivor, const DisabilityPolicy& policy);

// Why, in words.
std::string TermWords(const TermRuling& ruling);

// TERM_MUST_BE_INDEFINITE, at valid_until, when a decision that finds a disability has a last day and the law allows none any more.
// We refuse rather than flag: the person would lose money on a day the law does not know. `stated` has its percent.
void CheckTerm(const v1::DisabilityDecision& stated, const v1::Survivor& survivor, const DisabilityPolicy& policy,
               const std::string& path, Violations& found);

// Why the decision has a last day or none; unspecified when it finds no disability.
v1::TermBasis BasisOf(const v1::DisabilityDecision& decision, const TermRuling& ruling);

// CORRECTION_IMPOSSIBLE when a correction of an entry names no decision of this person, or begins on another day than that one.
void CheckCorrection(const v1::DisabilityDecision& stated, const v1::Survivor& survivor, const std::string& path,
                     Violations& found);

// Whether that uid is the record's own, or of one that goes on in it.
bool IsOf(absl::string_view survivor_uid, const v1::Survivor& survivor);

// The decisions as they were known at that moment: those made later are left out, and one that was replaced later is in force as it
// stood.
std::vector<v1::DisabilityDecision> DecisionsAsKnown(const v1::Survivor& survivor, absl::Time at);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DISABILITY_LAW_H_
