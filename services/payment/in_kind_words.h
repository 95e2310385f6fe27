// The sentences about benefits in kind, in Azerbaijani and English. Inside the room.
#ifndef SERVICES_PAYMENT_IN_KIND_WORDS_H_
#define SERVICES_PAYMENT_IN_KIND_WORDS_H_

#include <string>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"

namespace dayaq::payment {

// Whether somebody is there to whom it can be handed over.
v1::Words ReceiverWords(bool known, bool of_family);
// Why there is no right to it though the conditions hold.
v1::Words ExcludedWords(v1::InKindOutReason reason, const std::string& benefit);
// Where somebody stands on that day: "Place 214 of 1020 in the district: 37 before by class, 176 by date."
v1::Words PlaceWords(const v1::InKindPlace& place, absl::CivilDay today);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_WORDS_H_
