// What can be true of a treatment, and which entry of the directory a service can name. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_TREATMENT_RULES_H_
#define SERVICES_SURVIVOR_TREATMENT_RULES_H_

#include <optional>
#include <string>

#include "dayaq/survivor/v1/case.pb.h"
#include "dayaq/survivor/v1/provider.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "dayaq/survivor/v1/treatment.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// Faults that a treatment shows by itself: PERIOD_IMPOSSIBLE when it ends before it begins, DIAGNOSIS_IMPOSSIBLE for an external
// cause where the nature belongs, OUT_OF_RANGE for a place that is said by code and in words.
void CheckTreatment(const v1::TreatmentFacts& facts, const std::string& path, Violations& found);

// Faults against what is known of the person: CARE_BEFORE_INCIDENT only when it begins certainly before every incident the person
// was hurt in, CARE_AFTER_DEATH. `survivor` has its casualties.
void CheckTreatmentAgainst(const v1::TreatmentFacts& facts, const v1::Survivor& survivor, const std::string& path,
                           Violations& found);

// Faults of an entry of the directory: DATE_NOT_WHOLE, PERIOD_IMPOSSIBLE.
void CheckProvider(const v1::Provider& provider, const std::string& path, Violations& found);

// PROVIDER_UNKNOWN unless the entry is there, offers that kind of support and may have offered it when the service began.
void CheckOffered(const std::optional<v1::Provider>& provider, const v1::GivenService& service, const std::string& path,
                  Violations& found);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_TREATMENT_RULES_H_
