#include "services/employment/support_rules.h"

namespace dayaq::employment {

absl::Status StepImpossible() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SUPPORT_STEP_IMPOSSIBLE,
                   "It is not at the place where this step is taken.");
}

bool CheckFullDay(const PartialDate& day, const std::string& field, Violations& found) {
  // What is absent or no day at all, the rules on the field say.
  if (day.year() == 0 || !IsPossible(day)) return false;
  if (day.day() != 0) return true;
  found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
  return false;
}

void CheckNotBefore(const PartialDate& first, const PartialDate& day, const std::string& field, Violations& found) {
  if (!CheckFullDay(day, field, found) || first.day() == 0) return;
  if (DayOf(day) >= DayOf(first)) return;
  found.Add(field, ErrorReason::ERROR_REASON_SUPPORT_DAY_IMPOSSIBLE, "Give a day that does not lie before " + ToText(first) + ".");
}

absl::CivilDay DayOf(const PartialDate& whole) { return absl::CivilDay(whole.year(), whole.month(), whole.day()); }

}  // namespace dayaq::employment
