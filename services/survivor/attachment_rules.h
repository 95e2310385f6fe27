// Whose record a casualty belongs to, and what it brings along. Only the national id tells who somebody is; names never do, though
// they may speak against an id that was mistyped. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_ATTACHMENT_RULES_H_
#define SERVICES_SURVIVOR_ATTACHMENT_RULES_H_

#include <vector>

#include "absl/time/time.h"
#include "dayaq/survivor/v1/survivor.pb.h"

namespace dayaq::survivor {

// What becomes of a casualty that has no record yet.
enum class Attachment {
  kOpen,          // nobody bears its national id
  kAttach,        // the record of the same person
  kOpenDoubtful,  // the id is borne by records that cannot be the same person
};

struct Match {
  Attachment attachment = Attachment::kOpen;
  // Index of the record to attach to among the bearers; only with kAttach.
  size_t bearer = 0;
};

// `bearers`: the records of the casualty's register that bear its national id, oldest first. They cannot be the same person when
// sex or birth date contradict, when family name and given name both are other names (not other spellings or forms of one), or the
// death lies before the incident; partial dates contradict only where that is certain.
Match FindMatch(const v1::RegisteredCasualty& casualty, const std::vector<v1::Survivor>& bearers);

// The casualty stands for nobody: it is the same person as another of its incident, or the incident was rejected.
bool IsSetAside(const v1::RegisteredCasualty& casualty);

// What the survivor's record keeps of a casualty. The time it was attached is the caller's to set.
v1::AttachedCasualty LinkTo(const v1::Survivor& survivor, const v1::RegisteredCasualty& casualty);

// Whether the kept copy still says what the casualty says.
bool IsCurrent(const v1::AttachedCasualty& link, const v1::RegisteredCasualty& casualty);

// Fills what is not known of the person from the casualty. Nothing that stands is replaced, nothing is taken where the two
// contradict each other, and nothing once a caseworker has confirmed who it is. Returns whether anything was filled.
bool FillIdentity(const v1::RegisteredCasualty& casualty, v1::Survivor& survivor);

// As long as nobody knows where the person lives, the record lies where the person was hurt. Returns whether it has to move.
bool TakePlace(const v1::RegisteredCasualty& casualty, v1::Survivor& survivor);

// What a casualty changed about whether the person lives.
enum class DeathNews { kNone, kDied, kChanged };

// Takes the death that the casualties tell of: killed is dead of the wounds since that day. `casualties` are all of the record, as
// they stand now, oldest first; those set aside tell nothing. A death somebody recorded stays. One told by casualties alone is the
// first of them that tells a day, and follows them: when none tells of it any more, the person lives. Where days contradict each
// other, and as long as they do, the record is in doubt.
DeathNews TakeDeath(const std::vector<v1::RegisteredCasualty>& casualties, absl::Time now, v1::Survivor& survivor);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_ATTACHMENT_RULES_H_
