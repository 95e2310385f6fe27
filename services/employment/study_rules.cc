#include "services/employment/study_rules.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/employment/support_rules.h"

namespace dayaq::employment {

void CheckStudy(const v1::Study& study, Violations& found) {
  const bool first = CheckFullDay(study.first_day(), "study.first_day", found);
  const bool last = CheckFullDay(study.planned_last_day(), "study.planned_last_day", found);
  if (first && last && DayOf(study.planned_last_day()) < DayOf(study.first_day())) {
    found.Add("study.planned_last_day", ErrorReason::ERROR_REASON_STUDY_CONTRADICTS, "Give a last day behind the first.");
  }
  if ((study.payer() == v1::TUITION_PAYER_FOUNDATION) == study.payer_name().empty()) {
    found.Add("study.payer_name", ErrorReason::ERROR_REASON_PAYER_CONTRADICTS, "Name the foundation, and only where one pays.");
  }
}

void CheckNewTerm(const v1::StudyTerm& term, const v1::Study& study, const std::vector<v1::StudyTerm>& others, Violations& found) {
  const bool first = CheckFullDay(term.first_day(), "term.first_day", found);
  const bool last = CheckFullDay(term.last_day(), "term.last_day", found);
  if (!first || !last) return;
  const absl::CivilDay begins = DayOf(term.first_day()), ends = DayOf(term.last_day());
  if (begins < DayOf(study.first_day())) {
    found.Add("term.first_day", ErrorReason::ERROR_REASON_STUDY_CONTRADICTS,
              absl::StrCat("Give a day from the first of the study on: ", ToText(study.first_day()), "."));
  }
  if (ends < begins || ends > DayOf(study.planned_last_day())) {
    found.Add("term.last_day", ErrorReason::ERROR_REASON_STUDY_CONTRADICTS,
              absl::StrCat("Give a day behind the first of the term and until ", ToText(study.planned_last_day()), "."));
  }
  for (const v1::StudyTerm& other : others) {
    if (begins > DayOf(other.last_day()) || ends < DayOf(other.first_day())) continue;
    found.Add("term.first_day", ErrorReason::ERROR_REASON_TERM_OVERLAPS,
              absl::StrCat("Another term lies there: ", ToText(other.first_day()), " to ", ToText(other.last_day()), "."));
  }
}

absl::Status CheckStudies(const v1::Study& study) {
  return study.state() == v1::STUDY_STATE_ACTIVE ? absl::OkStatus() : StepImpossible();
}

absl::Status TakeConfirmation(const v1::ConfirmTermRequest& request, v1::StudyTerm& term) {
  if (term.has_confirmed_on()) return StepImpossible();
  *term.mutable_confirmed_on() = request.confirmed_on();
  term.set_confirmation_number(request.confirmation_number());
  return absl::OkStatus();
}

absl::Status CheckUnpaid(const v1::StudyTerm& term) {
  return term.has_confirmed_on() && !term.has_paid_on() ? absl::OkStatus() : StepImpossible();
}

void CheckTuition(const v1::RecordTuitionRequest& request, const v1::StudyTerm& term, Violations& found) {
  CheckNotBefore(term.confirmed_on(), request.paid_on(), "paid_on", found);
}

absl::Status CheckTermsConfirmed(const std::vector<v1::StudyTerm>& terms) {
  const bool open = terms.empty() || absl::c_any_of(terms, [](const v1::StudyTerm& term) { return !term.has_confirmed_on(); });
  if (!open) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_SUPPORT_WORK_OPEN,
                   "Something that must be done before is not done.", {{"open", "terms"}});
}

void CheckCompletion(const v1::CompleteStudyRequest& request, const v1::Study& study, const std::vector<v1::StudyTerm>& terms,
                     Violations& found) {
  CheckNotBefore(terms.empty() ? study.first_day() : terms.back().first_day(), request.ended_on(), "ended_on", found);
}

void CheckGivenUp(const v1::EndStudyRequest& request, const v1::Study& study, Violations& found) {
  CheckNotBefore(study.first_day(), request.ended_on(), "ended_on", found);
}

}  // namespace dayaq::employment
