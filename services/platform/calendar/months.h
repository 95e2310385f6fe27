// Months on the calendar.
#ifndef SERVICES_PLATFORM_CALENDAR_MONTHS_H_
#define SERVICES_PLATFORM_CALENDAR_MONTHS_H_

#include <algorithm>

#include "absl/time/civil_time.h"

namespace dayaq {

// The same day so many months later, or the last day of that month where it has fewer days.
inline absl::CivilDay MonthsLater(absl::CivilDay day, int months) {
  const absl::CivilMonth month = absl::CivilMonth(day) + months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  return std::min(absl::CivilDay(month) + (day.day() - 1), last);
}

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_CALENDAR_MONTHS_H_
