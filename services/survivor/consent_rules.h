// What a consent must say, who may give it, and what it covers. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_CONSENT_RULES_H_
#define SERVICES_SURVIVOR_CONSENT_RULES_H_

#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/consent.pb.h"
#include "dayaq/survivor/v1/family.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// Faults of a consent as it is stated, by itself: not exactly one recipient, a class or operation said twice, published for another
// purpose than MEDIA, a giver who is not named or named for nothing (CONSENT_INCOMPLETE, GUARDIAN_NEEDED); days that are not whole
// or in no order (DATE_NOT_WHOLE, TERM_IMPOSSIBLE).
void CheckConsent(const v1::Consent& stated, const std::string& path, Violations& found);

// Faults of who gives it for that person: GUARDIAN_NEEDED when the person gives it and was, or by what is known of the birth date
// may have been, under age; when the guardian (nullptr: there is none of that uid) does not stand in the family as one.
// GUARDIAN_IS_MINOR; TERM_IMPOSSIBLE for a consent of somebody who had died.
void CheckGiver(const v1::Consent& stated, const v1::Survivor& survivor, const v1::FamilyMember* guardian, const std::string& path,
                Violations& found);

// Whether it holds on that day.
v1::ConsentState StateOn(const v1::Consent& consent, absl::CivilDay today);

// What somebody wants to share.
struct Sharing {
  std::string survivor_uid;
  // Purposes each of which would be enough.
  std::set<v1::ConsentPurpose> purposes;
  std::vector<v1::SharedClass> classes;
  // To whom.
  std::string institution;
  std::string institution_kind;
};

// What is missing of the consent for that: CONSENT_NOT_IN_FORCE at `path` when it does not hold today or is not that person's;
// else CONSENT_DOES_NOT_COVER for the purpose, the recipient and the operation at `path`, and for each class at its own place in
// `classes_path`. `person` are the uids of the person's record and of those that go on in it.
void CheckCovers(const v1::Consent& consent, const Sharing& sharing, const std::set<std::string>& person, absl::CivilDay today,
                 const std::string& path, const std::string& classes_path, Violations& found);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CONSENT_RULES_H_
