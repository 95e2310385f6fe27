// Which days are worked in Azerbaijan: policy/calendar.yaml, read strictly. Pure once it is read: no clock.
#ifndef SERVICES_PLATFORM_CALENDAR_WORKING_CALENDAR_H_
#define SERVICES_PLATFORM_CALENDAR_WORKING_CALENDAR_H_

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace dayaq {

// A year that the file does not have is never guessed: religious holidays and moved days are announced for one year at a time.
// Every question that needs such a year is FAILED_PRECONDITION with CALENDAR_UNKNOWN.
class WorkingCalendar {
 public:
  // FAILED_PRECONDITION with file, line, column and what is wrong for everything the file's schema refuses, for a day that does not
  // exist or lies in another year, and for one that is both off and worked.
  static absl::StatusOr<WorkingCalendar> Parse(const std::string& yaml, absl::string_view source);
  // The same of `<policy directory>/calendar.yaml`.
  static absl::StatusOr<WorkingCalendar> Load(const std::string& policy_directory);

  absl::StatusOr<bool> IsWorkingDay(absl::CivilDay day) const;

  // The last day of a term of so many working days, 1 or more: the day on which it begins to run is not counted.
  absl::StatusOr<absl::CivilDay> EndOfTerm(absl::CivilDay begins, int working_days) const;

  // How many working days lie behind `from`, up to and with `until`; 0 when `until` is not later.
  absl::StatusOr<int> WorkingDaysBetween(absl::CivilDay from, absl::CivilDay until) const;

  // What comes every year, month and day, and the days of the week that are not worked: for whoever asks of days in years that
  // nobody has announced yet and can live with an answer that is right but for moved days.
  const std::set<std::pair<int, int>>& yearly_holidays() const { return yearly_; }
  const std::set<absl::Weekday>& week_end() const { return week_end_; }

 private:
  struct Year {
    std::set<absl::CivilDay> days_off;
    std::set<absl::CivilDay> worked_days;
  };

  std::set<absl::Weekday> week_end_;
  std::set<std::pair<int, int>> yearly_;
  std::map<int, Year> years_;

  friend class CalendarReader;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_CALENDAR_WORKING_CALENDAR_H_
