// Under age: as far as a birth date that may be known in part can say. Pure.
#ifndef SERVICES_SURVIVOR_AGE_RULES_H_
#define SERVICES_SURVIVOR_AGE_RULES_H_

#include "absl/time/civil_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {

// Full legal age in Azerbaijan (Civil Code, article 28).
inline constexpr int kFullAge = 18;

// Whether somebody born then was under age on that day. Somebody whose birth date is not known at all is possibly a minor.
inline Certainty IsMinor(const PartialDate& birth, absl::CivilDay day) {
  const auto age = AgeRange(birth, PartialDateOf(day));
  if (!age.has_value()) {
    // Not born yet is no age either.
    return IsBefore(PartialDateOf(day), birth) == Certainty::kCertainly ? Certainty::kCertainly : Certainty::kPossibly;
  }
  if (age->max < kFullAge) return Certainty::kCertainly;
  return age->min < kFullAge ? Certainty::kPossibly : Certainty::kNo;
}

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_AGE_RULES_H_
