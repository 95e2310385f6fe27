// What may be recorded of a person: deaths, corrections, confirmations, and what makes a record doubtful. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_SURVIVOR_RULES_H_
#define SERVICES_SURVIVOR_SURVIVOR_RULES_H_

#include <google/protobuf/field_mask.pb.h>

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {

// Adds or removes a doubt; whether the record changed.
bool NoteDoubt(v1::SurvivorDoubt doubt, bool is_doubtful, v1::Survivor& survivor);

// Whether the day of death contradicts the birth date is a doubt of the record.
bool NoteDeathBeforeBirth(v1::Survivor& survivor);

// What is recorded of a death.
struct Death {
  PartialDate died_on;  // year 0: not known
  v1::DeathCause cause = v1::DEATH_CAUSE_UNSPECIFIED;
  std::string document;
};

// The person is dead; a day of death before the birth makes the record doubtful.
void SetDead(const Death& death, absl::Time recorded, v1::Survivor& survivor);

// No death is known any more, nor anything doubtful about it.
void SetLiving(v1::Survivor& survivor);

// FAILED_PRECONDITION with NO_DEATH_KNOWN when no death is recorded that could be taken back, or a casualty that stands says
// killed. `survivor` has its casualties.
absl::Status CheckDeathWithdrawable(const v1::Survivor& survivor);

// FAILED_PRECONDITION with DEATH_KNOWN when a death is recorded already.
absl::Status CheckNoDeathKnown(const v1::Survivor& survivor);

// DEATH_BEFORE_BIRTH, and DEATH_BEFORE_INCIDENT when an incident the person was hurt in is certainly later. `survivor` has its
// casualties; `field` is where the day stands in the request.
void CheckDeathDay(const PartialDate& died_on, const v1::Survivor& survivor, const std::string& field, Violations& found);

// Whether the day lies certainly before every incident the person was hurt in; no when no casualty stands.
bool IsBeforeEveryIncident(const PartialDate& day, const v1::Survivor& survivor);

// Takes the fields of `stated` that the mask names; one that is named and empty becomes unknown. Fault: a path that is no field of
// SurvivorDetails or of its identity and contacts (MASK_INVALID).
void TakeCorrection(const google::protobuf::FieldMask& mask, const v1::SurvivorDetails& stated, v1::Survivor& survivor,
                    Violations& found);

// Faults that a corrected record shows: BIRTH_AFTER_INCIDENT, DEATH_BEFORE_BIRTH, both at the birth date.
void CheckCorrected(const v1::Survivor& survivor, Violations& found);

// Whether who the person is was changed: name, national id or birth date. A confirmation does not outlive that.
bool IsOtherIdentity(const common::v1::PersonIdentity& before, const common::v1::PersonIdentity& after);

// Who the person is is not confirmed any more; whether it was.
bool TakeBackConfirmation(v1::Survivor& survivor);

// FAILED_PRECONDITION with IDENTITY_INCOMPLETE unless family name, given name and national id stand, and nothing is in doubt.
absl::Status CheckConfirmable(const v1::Survivor& survivor);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_RULES_H_
