// How far birth dates, incidents and deaths of two records agree.
#ifndef SERVICES_SURVIVOR_MATCHING_DATES_H_
#define SERVICES_SURVIVOR_MATCHING_DATES_H_

#include "services/survivor/matching_names.h"
#include "services/survivor/matching_policy.h"
#include "services/survivor/matching_profile.h"

namespace dayaq::survivor {

// By what both know. 1 January is read as "some day of that year".
FieldOutcome CompareBirthDates(const PartialDate& a, const PartialDate& b, const MatchingPolicy& policy);

// The same incident; one within near_days of the other in a district of both; or other ones.
FieldOutcome CompareIncidents(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy);

// Impossible where one was dead before the other was hurt; else the days of death, where both are dead and both are known.
FieldOutcome CompareDeaths(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy);

bool ShareDistrict(const MatchProfile& a, const MatchProfile& b);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCHING_DATES_H_
