// What a centre may say of itself: hours, visits, specialists, rooms and closures that make sense. Pure: no I/O, no clock.
#ifndef SERVICES_REHABILITATION_CENTRE_RULES_H_
#define SERVICES_REHABILITATION_CENTRE_RULES_H_

#include <string>

#include "absl/time/civil_time.h"
#include "dayaq/rehabilitation/v1/centre.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::rehabilitation {

// The longest closure, in days.
inline constexpr int kLongestClosure = 366;

// DATE_NOT_WHOLE unless year, month and day are known; an absent day passes.
void CheckWholeDay(const PartialDate& day, const std::string& field, Violations& found);

// The offer of that visit; nullptr when the centre does not give it.
const v1::VisitOffer* OfferOf(const v1::Centre& centre, v1::VisitKind visit);
// Whether a specialist or room has that visit.
template <typename Part>
bool Gives(const Part& part, v1::VisitKind visit) {
  for (const int given : part.visits()) {
    if (given == visit) return true;
  }
  return false;
}

// HOURS_IMPOSSIBLE for stretches that end before they begin, or touch on one day; VISIT_NOT_OFFERED for a visit said twice;
// REQUIRED for visits or hours of whoever receives people and has none.
void CheckCentre(const v1::Centre& centre, const std::string& path, Violations& found);
// Besides: VISIT_NOT_OFFERED for a visit that the centre does not give.
void CheckSpecialist(const v1::Specialist& specialist, const std::string& path, Violations& found);
void CheckVisitsOf(const v1::Centre& centre, const google::protobuf::RepeatedField<int>& visits, const std::string& field,
                   Violations& found);
// PROVIDER_UNKNOWN for a centre that does not pay.
void CheckPays(const v1::Centre& centre, const std::string& field, Violations& found);
// PERIOD_IMPOSSIBLE for days in the wrong order or further apart than a year. IN_THE_PAST when they are over.
void CheckClosure(const v1::Closure& closure, const std::string& path, Violations& found);
void CheckNotOver(const v1::Closure& closure, absl::CivilDay today, const std::string& path, Violations& found);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_CENTRE_RULES_H_
