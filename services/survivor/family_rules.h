// What may be said of a family: ages, guardians, students; what is odd and what is impossible. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_FAMILY_RULES_H_
#define SERVICES_SURVIVOR_FAMILY_RULES_H_

#include <google/protobuf/field_mask.pb.h>

#include <string>

#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/family.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// Faults of an entry about that survivor: GUARDIAN_IS_MINOR for a guardian who is certainly under age; FAMILY_CONTRADICTION for a
// child that is certainly not younger than its parent (whichever of the two is the survivor), a grandparent likewise, a guardian
// who is the survivor's own child and under age, study that ends before birth, something that ended before birth; a last day of
// study of nobody who studies; FAMILY_LINK_INVALID for a link to the record itself.
void CheckMember(const v1::FamilyMember& member, const v1::Survivor& survivor, absl::CivilDay today, const std::string& path,
                 Violations& found);

// Notes when the member comes of age, as far as the birth date is known, of those whose shares of benefits end by age; nothing of
// others. Whoever is born on 29 February comes of age on 1 March.
void NoteComingOfAge(v1::FamilyMember& member);

// What is only odd: a spouse who is certainly under age, parent and child less than twelve years apart, a study that should be
// over, a linked record (nullptr: none, or not seen) that says another sex or birth date. Both values stay.
void NoteDoubts(const v1::Survivor& survivor, const v1::Survivor* linked, absl::CivilDay today, v1::FamilyMember& member);

// Takes the fields of `stated` that the mask names; one that is named and empty becomes unknown. Fault: a path that is no field
// people state (MASK_INVALID).
void TakeMember(const google::protobuf::FieldMask& mask, const v1::FamilyMember& stated, v1::FamilyMember& member,
                Violations& found);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_FAMILY_RULES_H_
