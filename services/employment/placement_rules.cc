#include "services/employment/placement_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/employment/match_bits.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/calendar/months.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

template <typename Codes>
void CheckOnce(const Codes& codes, const std::string& path, Violations& found) {
  Bits seen = 0;
  for (int i = 0; i < codes.size(); ++i) {
    if ((seen & BitOf(codes[i])) != 0) {
      found.Add(absl::StrCat(path, "[", i, "]"), ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Name each once.");
    }
    seen |= BitOf(codes[i]);
  }
}

absl::Status StepImpossible() {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PLACEMENT_STEP_IMPOSSIBLE,
                   "The placement is not at the place where this step is taken.");
}

absl::Status CheckOrder(const PartialDate& before, const PartialDate& after, const std::string& field, absl::string_view what) {
  if (IsBefore(after, before) != Certainty::kCertainly) return absl::OkStatus();
  Violations found;
  found.Add(field, ErrorReason::ERROR_REASON_DAY_OUT_OF_ORDER, absl::StrCat("Name a day that is not before ", what, "."));
  return found.ToStatus();
}

bool NotTakenYet(const v1::Placement& placement) {
  return placement.state() == v1::PLACEMENT_STATE_INTRODUCED || placement.state() == v1::PLACEMENT_STATE_INTERVIEWED;
}

}  // namespace

void CheckWholeDate(const PartialDate& day, const std::string& field, Violations& found) {
  if (day.year() == 0 || Precision(day) == DatePrecision::kDay) return;
  found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Name year, month and day.");
}

void CheckVacancy(const v1::Vacancy& vacancy, absl::CivilDay today, const std::string& path, Violations& found) {
  CheckOnce(vacancy.skills(), absl::StrCat(path, ".skills"), found);
  CheckOnce(vacancy.languages(), absl::StrCat(path, ".languages"), found);
  CheckOnce(vacancy.rests_on(), absl::StrCat(path, ".rests_on"), found);
  CheckOnce(vacancy.adaptations_there(), absl::StrCat(path, ".adaptations_there"), found);
  CheckOnce(vacancy.adaptations_possible(), absl::StrCat(path, ".adaptations_possible"), found);
  CheckWholeDate(vacancy.closes_on(), absl::StrCat(path, ".closes_on"), found);
  if (IsBefore(vacancy.closes_on(), PartialDateOf(today)) == Certainty::kCertainly) {
    found.Add(absl::StrCat(path, ".closes_on"), ErrorReason::ERROR_REASON_DAY_OUT_OF_ORDER, "Name today or a day to come.");
  }
}

void CheckEmployer(const v1::Employer& employer, const std::string& path, Violations& found) {
  CheckWholeDate(employer.ended_on(), absl::StrCat(path, ".ended_on"), found);
}

void CheckCloseReason(const v1::CloseVacancyRequest& request, Violations& found) {
  if (request.reason() != v1::VACANCY_CLOSE_REASON_EXPIRED) return;
  found.Add("reason", ErrorReason::ERROR_REASON_ENUM_UNDEFINED, "The house says by itself that the last day is over.");
}

void CheckEndReason(const v1::EndPlacementRequest& request, Violations& found) {
  CheckWholeDate(request.ended_on(), "ended_on", found);
  if (request.reason() != v1::PLACEMENT_END_REASON_DIED) return;
  found.Add("reason", ErrorReason::ERROR_REASON_ENUM_UNDEFINED, "The house says by itself that somebody died.");
}

absl::Status CheckOffer(const v1::Vacancy& vacancy, const v1::Employer& employer, absl::CivilDay today) {
  if (employer.has_ended_on() && IsBefore(employer.ended_on(), PartialDateOf(today)) == Certainty::kCertainly) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_EMPLOYER_ENDED,
                     "The employer employs nobody any more.");
  }
  if (vacancy.quota() && vacancy.places() > employer.quota_places()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_QUOTA_FULL,
                     "The employer keeps fewer places for people with disabilities.");
  }
  return absl::OkStatus();
}

absl::Status CheckOpen(const v1::Vacancy& vacancy, const v1::Profile& profile, absl::CivilDay today) {
  if (vacancy.state() != v1::VACANCY_STATE_OPEN || IsBefore(vacancy.closes_on(), PartialDateOf(today)) == Certainty::kCertainly) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_VACANCY_CLOSED,
                     "The vacancy is closed, or its last day is over.");
  }
  if (vacancy.places_taken() >= vacancy.places()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_VACANCY_FULL,
                     "All places of the vacancy are taken.");
  }
  if (vacancy.quota() && !profile.member_uid().empty()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_QUOTA_NOT_FOR_FAMILY,
                     "Places kept for people with disabilities are not for their families.");
  }
  return absl::OkStatus();
}

v1::Placement IntroductionOf(const v1::Profile& profile, const v1::Vacancy& vacancy, absl::CivilDay today) {
  v1::Placement placement;
  placement.set_survivor_uid(profile.survivor_uid());
  placement.set_member_uid(profile.member_uid());
  placement.set_person_uid(profile.person_uid());
  placement.set_register_(profile.register_());
  placement.set_district(profile.district());
  placement.set_institution(profile.institution());
  placement.set_profile_uid(profile.uid());
  placement.set_vacancy_uid(vacancy.uid());
  placement.set_employer_uid(vacancy.employer_uid());
  placement.set_state(v1::PLACEMENT_STATE_INTRODUCED);
  placement.set_quota(vacancy.quota());
  placement.set_full_time(vacancy.schedule() != v1::WORK_SCHEDULE_PART_TIME);
  *placement.mutable_introduced_on() = PartialDateOf(today);
  return placement;
}

absl::Status Interview(const v1::RecordInterviewRequest& request, v1::Placement& placement) {
  if (placement.state() != v1::PLACEMENT_STATE_INTRODUCED) return StepImpossible();
  RETURN_IF_ERROR(CheckOrder(placement.introduced_on(), request.interviewed_on(), "interviewed_on", "the introduction"));
  placement.set_state(v1::PLACEMENT_STATE_INTERVIEWED);
  *placement.mutable_interviewed_on() = request.interviewed_on();
  return absl::OkStatus();
}

absl::Status Start(const v1::StartPlacementRequest& request, const v1::Vacancy& vacancy, v1::Placement& placement) {
  if (!NotTakenYet(placement)) return StepImpossible();
  RETURN_IF_ERROR(CheckOrder(placement.introduced_on(), request.starts_on(), "starts_on", "the introduction"));
  placement.set_state(v1::PLACEMENT_STATE_STARTED);
  *placement.mutable_starts_on() = request.starts_on();
  placement.set_contract_number(request.contract_number());
  placement.set_hours_week(request.hours_week() != 0 ? request.hours_week() : vacancy.hours_week());
  placement.set_salary_qepik(request.salary_qepik() != 0 ? request.salary_qepik() : vacancy.salary_qepik());
  return absl::OkStatus();
}

absl::Status Drop(v1::NotTakenReason reason, v1::Placement& placement) {
  if (!NotTakenYet(placement)) return StepImpossible();
  placement.set_state(v1::PLACEMENT_STATE_NOT_TAKEN);
  placement.set_not_taken_reason(reason);
  return absl::OkStatus();
}

absl::Status End(const PartialDate& ended_on, v1::PlacementEndReason reason, v1::Placement& placement) {
  if (placement.state() != v1::PLACEMENT_STATE_STARTED) return StepImpossible();
  RETURN_IF_ERROR(CheckOrder(placement.starts_on(), ended_on, "ended_on", "the first day of work"));
  placement.set_state(v1::PLACEMENT_STATE_ENDED);
  placement.set_end_reason(reason);
  *placement.mutable_ended_on() = ended_on;
  return absl::OkStatus();
}

absl::Status Adapt(v1::WorkAdaptation adaptation, v1::PlaceAdaptationState state, absl::CivilDay today, v1::Placement& placement) {
  if (!NotTakenYet(placement) && placement.state() != v1::PLACEMENT_STATE_STARTED) return StepImpossible();
  auto& all = *placement.mutable_adaptations();
  auto one =
      std::find_if(all.begin(), all.end(), [&](const v1::PlaceAdaptation& known) { return known.adaptation() == adaptation; });
  v1::PlaceAdaptation& changed = one != all.end() ? *one : *all.Add();
  changed.set_adaptation(adaptation);
  changed.set_state(state);
  *changed.mutable_since() = PartialDateOf(today);
  return absl::OkStatus();
}

std::vector<v1::RetentionCheck> LooksAt(const v1::Placement& placement, const EmploymentPolicy& policy,
                                        const std::function<std::string()>& new_uid) {
  std::vector<v1::RetentionCheck> looks;
  const auto begins = Earliest(placement.starts_on());
  if (!begins.has_value()) return looks;
  for (const int months : policy.retention_months) {
    v1::RetentionCheck& look = looks.emplace_back();
    look.set_uid(new_uid());
    look.set_survivor_uid(placement.survivor_uid());
    look.set_member_uid(placement.member_uid());
    look.set_person_uid(placement.person_uid());
    look.set_register_(placement.register_());
    look.set_district(placement.district());
    look.set_institution(placement.institution());
    look.set_placement_uid(placement.uid());
    look.set_months(months);
    *look.mutable_due_on() = PartialDateOf(MonthsLater(*begins, months));
    look.set_state(v1::RETENTION_STATE_DUE);
  }
  return looks;
}

absl::Status Look(v1::RetentionResult result, absl::CivilDay today, v1::RetentionCheck& check) {
  if (check.state() != v1::RETENTION_STATE_DUE) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RETENTION_NOT_DUE,
                     "The look was done, or dropped since the work is over.");
  }
  if (IsBefore(PartialDateOf(today), check.due_on()) == Certainty::kCertainly) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RETENTION_TOO_EARLY,
                     "Nobody can say yet whether the person still works then: wait for the day.");
  }
  check.set_state(v1::RETENTION_STATE_DONE);
  check.set_result(result);
  *check.mutable_checked_on() = PartialDateOf(today);
  return absl::OkStatus();
}

}  // namespace dayaq::employment
