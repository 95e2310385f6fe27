// Thresholds and points of unusual looks: policy/unusual-looks.yaml, read strictly.
#ifndef SERVICES_AUDIT_UNUSUAL_LOOK_POLICY_H_
#define SERVICES_AUDIT_UNUSUAL_LOOK_POLICY_H_

#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/unusual_look.pb.h"
#include "services/platform/calendar/working_calendar.h"

namespace dayaq::audit {

// What a reason counts: alone, where the institution had business with the person, where the family name is a common one.
struct ReasonPoints {
  int points = 0;
  std::optional<int> with_case;
  std::optional<int> common_surname;
};

// When work is done, in Baku, on days that policy/calendar.yaml calls worked.
struct WorkingHours {
  int from_minute = 0;
  int until_minute = 0;
  WorkingCalendar calendar;

  // In a year that the calendar does not have yet, week ends and holidays of every year are the days off: a moved day more or less
  // is a reason to ask, never a term of law.
  bool Contains(absl::Time time) const;
};

// What is usual in a role.
struct RoleHabits {
  int opened_per_hour = 0;
  int listed_per_hour = 0;
  int searches_per_hour = 0;
  bool round_the_clock = false;
  bool assessed_is_case = false;
};

struct UnusualLookPolicy {
  int version = 0;
  int report_from = 0;
  int case_days_before = 0;
  int case_days_after = 0;
  int again_times = 0;
  int again_days = 0;
  std::map<v1::UnusualLookReason, ReasonPoints> reasons;  // every one
  WorkingHours hours;
  std::map<std::string, RoleHabits> roles;
  RoleHabits other_roles;
  std::set<std::string> not_judged;
  std::set<std::string> common_surnames;  // folded

  const RoleHabits& HabitsOf(absl::string_view role) const;
  bool IsCommon(absl::string_view family_name) const;
};

// The policy in that text, with the days of that calendar. FAILED_PRECONDITION with file, line, column and what is wrong for
// everything the file's schema refuses, for hours that end before they begin, a role that is said twice.
absl::StatusOr<UnusualLookPolicy> ReadUnusualLookPolicy(const std::string& text, absl::string_view source,
                                                        WorkingCalendar calendar);

// The same of `<policy directory>/unusual-looks.yaml` and `calendar.yaml`.
absl::StatusOr<UnusualLookPolicy> LoadUnusualLookPolicy(const std::string& policy_directory);

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_UNUSUAL_LOOK_POLICY_H_
