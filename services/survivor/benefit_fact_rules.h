// What is recorded by act because money hangs on it: what goes with what. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_BENEFIT_FACT_RULES_H_
#define SERVICES_SURVIVOR_BENEFIT_FACT_RULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dayaq/survivor/v1/benefit_fact_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// Faults of a fact about `survivor` (its state is read, and nothing else): days that are not whole (DATE_NOT_WHOLE); a kind that
// does not go with whom it is about, with its days, its benefit and amount, or with a person who lives
// (BENEFIT_FACT_CONTRADICTION).
void CheckBenefitFact(const v1::BenefitFact& fact, const v1::Survivor& survivor, const std::string& path, Violations& found);

// FAILED_PRECONDITION with BENEFIT_FACT_OVERLAPS when one of `standing`, facts about the same survivor, says the same of the same
// person for some of the time. Earlier payouts are many.
absl::Status CheckOverlap(const v1::BenefitFact& fact, const std::vector<v1::BenefitFact>& standing);

// FAILED_PRECONDITION with BENEFIT_FACT_OVER when it was taken back; `by_act`: also when an act has ended it.
absl::Status CheckStands(const v1::BenefitFact& fact, bool by_act);

// Faults of how it ends: days that are not whole, or an end before the day before it began.
void CheckEnd(const v1::EndBenefitFactRequest& request, const v1::BenefitFact& fact, Violations& found);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_BENEFIT_FACT_RULES_H_
