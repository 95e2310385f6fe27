// What can be true of a casualty: checks across fields and what follows from them. Pure: no I/O, no clock.
#ifndef SERVICES_INCIDENT_CASUALTY_RULES_H_
#define SERVICES_INCIDENT_CASUALTY_RULES_H_

#include <string>

#include "dayaq/incident/v1/casualty.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::incident {

using common::v1::PartialDate;
using v1::CasualtyFacts;

// Every contradiction in what is said of one casualty of an incident on `occurred_on`; `path` is where the facts stand in the
// request. Registration, reports, corrections and imports all come through here: a new rule about one casualty is added here and
// nowhere else.
void CheckCasualty(const CasualtyFacts& facts, const PartialDate& occurred_on, const std::string& path, Violations& found);

// Of everyone in the register it is said what became of them, be it that this is unknown.
void CheckOutcomeSaid(const CasualtyFacts& facts, const std::string& path, Violations& found);

// Sets the age at the incident from the birth date, where that is known; a stated age stays when it is not.
void DeriveAge(CasualtyFacts& facts, const PartialDate& occurred_on);

// Amputations are a history: `after` must begin with all of `before` (AMPUTATION_NOT_APPENDED).
void CheckAmputationsAppended(const CasualtyFacts& before, const CasualtyFacts& after, const std::string& path, Violations& found);

// Whether a limb is an arm: levels from forequarter to finger.
bool IsUpperLimb(v1::AmputationLevel level);

// The part of the body an amputation at this level takes away.
v1::BodyPart PartOf(v1::AmputationLevel level);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_CASUALTY_RULES_H_
