#include "services/survivor/death_rules.h"

#include "services/platform/base/status_macros.h"
#include "services/survivor/case_rules.h"

namespace dayaq::survivor {

PartialDate EndedByDeath(const PartialDate& died_on, const PartialDate& began_on, absl::CivilDay today) {
  const bool known = died_on.year() != 0 && Precision(died_on) == DatePrecision::kDay;
  const bool before = known && began_on.year() != 0 && IsBefore(died_on, began_on) == Certainty::kCertainly;
  return known && !before ? died_on : PartialDateOf(today);
}

absl::Status CloseByDeath(const PartialDate& died_on, absl::CivilDay today, v1::Case& one) {
  v1::CloseCaseRequest closing;
  closing.set_reason(v1::CASE_CLOSE_REASON_DIED);
  closing.set_open_goals(v1::GOAL_STATE_DROPPED);
  *closing.mutable_closed_on() = EndedByDeath(died_on, one.opened_on(), today);
  RETURN_IF_ERROR(Close(closing, today, one));
  one.set_state(StateOf(one));
  one.set_part_changes(one.part_changes() + 1);
  return absl::OkStatus();
}

void ReturnByDeath(const PartialDate& died_on, absl::CivilDay today, v1::ExaminationReferral& referral) {
  referral.set_state(v1::EXAMINATION_STATE_RETURNED);
  referral.set_return_reason(v1::EXAMINATION_RETURN_REASON_PERSON_DIED);
  *referral.mutable_closed_on() = EndedByDeath(died_on, referral.received_on(), today);
}

}  // namespace dayaq::survivor
