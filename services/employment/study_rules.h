// Studies and their terms: what goes together, and which step follows which. Pure: no I/O, no clock.
#ifndef SERVICES_EMPLOYMENT_STUDY_RULES_H_
#define SERVICES_EMPLOYMENT_STUDY_RULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dayaq/employment/v1/study_service.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::employment {

// Faults of a study: days that are not whole, an end before the beginning (STUDY_CONTRADICTS), a foundation without a name or a
// name without one (PAYER_CONTRADICTS).
void CheckStudy(const v1::Study& study, Violations& found);

// Faults of a term: outside of the study or an end before the beginning (STUDY_CONTRADICTS), in the time of another one
// (TERM_OVERLAPS).
void CheckNewTerm(const v1::StudyTerm& term, const v1::Study& study, const std::vector<v1::StudyTerm>& others, Violations& found);

// FAILED_PRECONDITION unless the person studies.
absl::Status CheckStudies(const v1::Study& study);
// FAILED_PRECONDITION when the term was confirmed already.
absl::Status TakeConfirmation(const v1::ConfirmTermRequest& request, v1::StudyTerm& term);
// FAILED_PRECONDITION unless the term was confirmed and not paid. Faults: paid before it was confirmed.
absl::Status CheckUnpaid(const v1::StudyTerm& term);
void CheckTuition(const v1::RecordTuitionRequest& request, const v1::StudyTerm& term, Violations& found);

// FAILED_PRECONDITION: SUPPORT_WORK_OPEN while a term is not confirmed. Faults: a day before the last term, or before the study,
// began.
absl::Status CheckTermsConfirmed(const std::vector<v1::StudyTerm>& terms);
void CheckCompletion(const v1::CompleteStudyRequest& request, const v1::Study& study, const std::vector<v1::StudyTerm>& terms,
                     Violations& found);
// Faults of giving a study up: a day before it began.
void CheckGivenUp(const v1::EndStudyRequest& request, const v1::Study& study, Violations& found);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_STUDY_RULES_H_
