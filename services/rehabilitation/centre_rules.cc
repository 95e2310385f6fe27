#include "services/rehabilitation/centre_rules.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"

namespace dayaq::rehabilitation {
namespace {

void CheckHours(const google::protobuf::RepeatedPtrField<v1::OpeningHours>& hours, const std::string& field, Violations& found) {
  std::vector<const v1::OpeningHours*> sorted;
  for (int i = 0; i < hours.size(); ++i) {
    const v1::OpeningHours& stretch = hours[i];
    if (stretch.closes_minute() <= stretch.opens_minute()) {
      found.Add(absl::StrCat(field, "[", i, "].closes_minute"), ErrorReason::ERROR_REASON_HOURS_IMPOSSIBLE,
                "Name an end behind the beginning.");
    }
    sorted.push_back(&stretch);
  }
  std::sort(sorted.begin(), sorted.end(), [](const v1::OpeningHours* a, const v1::OpeningHours* b) {
    return std::pair(a->weekday(), a->opens_minute()) < std::pair(b->weekday(), b->opens_minute());
  });
  for (size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->weekday() == sorted[i - 1]->weekday() && sorted[i]->opens_minute() <= sorted[i - 1]->closes_minute()) {
      found.Add(field, ErrorReason::ERROR_REASON_HOURS_IMPOSSIBLE, "Say what touches on one day as one stretch.");
      return;
    }
  }
}

}  // namespace

void CheckWholeDay(const PartialDate& day, const std::string& field, Violations& found) {
  if (day.year() == 0 && day.month() == 0 && day.day() == 0) return;
  if (IsPossible(day) && Precision(day) == DatePrecision::kDay) return;
  found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Name year, month and day.");
}

const v1::VisitOffer* OfferOf(const v1::Centre& centre, v1::VisitKind visit) {
  for (const v1::VisitOffer& offer : centre.visits()) {
    if (offer.visit() == visit) return &offer;
  }
  return nullptr;
}

void CheckCentre(const v1::Centre& centre, const std::string& path, Violations& found) {
  CheckWholeDay(centre.ended_on(), path + ".ended_on", found);
  CheckHours(centre.hours(), path + ".hours", found);
  std::set<int> seen;
  for (int i = 0; i < centre.visits_size(); ++i) {
    if (seen.insert(centre.visits(i).visit()).second) continue;
    found.Add(absl::StrCat(path, ".visits[", i, "].visit"), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED, "Name each kind once.");
  }
  if (std::count(centre.roles().begin(), centre.roles().end(), v1::CENTRE_ROLE_PROVIDER) == 0) return;
  if (centre.visits().empty()) found.Add(path + ".visits", ErrorReason::ERROR_REASON_REQUIRED, "Name what the centre gives.");
  if (centre.hours().empty()) found.Add(path + ".hours", ErrorReason::ERROR_REASON_REQUIRED, "Name when the centre is open.");
}

void CheckSpecialist(const v1::Specialist& specialist, const std::string& path, Violations& found) {
  CheckWholeDay(specialist.ended_on(), path + ".ended_on", found);
  CheckHours(specialist.hours(), path + ".hours", found);
}

void CheckVisitsOf(const v1::Centre& centre, const google::protobuf::RepeatedField<int>& visits, const std::string& field,
                   Violations& found) {
  for (int i = 0; i < visits.size(); ++i) {
    if (OfferOf(centre, static_cast<v1::VisitKind>(visits[i])) != nullptr) continue;
    found.Add(absl::StrCat(field, "[", i, "]"), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED, "Name a visit that the centre gives.");
  }
}

void CheckPays(const v1::Centre& centre, const std::string& field, Violations& found) {
  if (std::count(centre.roles().begin(), centre.roles().end(), v1::CENTRE_ROLE_PAYER) > 0) return;
  found.Add(field, ErrorReason::ERROR_REASON_PROVIDER_UNKNOWN, "Name a centre or foundation that pays.");
}

void CheckClosure(const v1::Closure& closure, const std::string& path, Violations& found) {
  CheckWholeDay(closure.first_day(), path + ".first_day", found);
  CheckWholeDay(closure.last_day(), path + ".last_day", found);
  if (!closure.specialist_uid().empty() && !closure.room_uid().empty()) {
    found.Add(path + ".room_uid", ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "Name a specialist or a room, not both.");
  }
  const auto first = Earliest(closure.first_day());
  const auto last = Latest(closure.last_day());
  if (!first.has_value() || !last.has_value()) return;
  if (*last < *first || *last - *first >= kLongestClosure) {
    found.Add(path + ".last_day", ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE,
              "Name a day on or behind the first, a year behind at most.");
  }
}

void CheckNotOver(const v1::Closure& closure, absl::CivilDay today, const std::string& path, Violations& found) {
  if (*Latest(closure.last_day()) >= today) return;
  found.Add(path + ".last_day", ErrorReason::ERROR_REASON_IN_THE_PAST, "Name a day that is not over.");
}

}  // namespace dayaq::rehabilitation
