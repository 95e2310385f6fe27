// Vacancies and placements: what may be offered, and which step follows which. Pure: no I/O, no clock.
#ifndef SERVICES_EMPLOYMENT_PLACEMENT_RULES_H_
#define SERVICES_EMPLOYMENT_PLACEMENT_RULES_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/placement_service.pb.h"
#include "dayaq/employment/v1/profile.pb.h"
#include "dayaq/employment/v1/vacancy_service.pb.h"
#include "services/employment/employment_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::employment {

// TOO_MANY_ITEMS for a code that is named again; DATE_NOT_WHOLE, DAY_OUT_OF_ORDER for a last day that is over.
void CheckVacancy(const v1::Vacancy& vacancy, absl::CivilDay today, const std::string& path, Violations& found);
void CheckEmployer(const v1::Employer& employer, const std::string& path, Violations& found);
void CheckCloseReason(const v1::CloseVacancyRequest& request, Violations& found);
// DATE_NOT_WHOLE.
void CheckWholeDate(const common::v1::PartialDate& day, const std::string& field, Violations& found);
void CheckEndReason(const v1::EndPlacementRequest& request, Violations& found);

// FAILED_PRECONDITION EMPLOYER_ENDED; QUOTA_FULL for more quota places than the employer keeps.
absl::Status CheckOffer(const v1::Vacancy& vacancy, const v1::Employer& employer, absl::CivilDay today);
// FAILED_PRECONDITION VACANCY_CLOSED, VACANCY_FULL; QUOTA_NOT_FOR_FAMILY for a member of a family, for whom no place is kept.
absl::Status CheckOpen(const v1::Vacancy& vacancy, const v1::Profile& profile, absl::CivilDay today);

// An introduction of the person to the vacancy, without its uid.
v1::Placement IntroductionOf(const v1::Profile& profile, const v1::Vacancy& vacancy, absl::CivilDay today);

// Steps. FAILED_PRECONDITION PLACEMENT_STEP_IMPOSSIBLE from any other place; INVALID_ARGUMENT DAY_OUT_OF_ORDER.
absl::Status Interview(const v1::RecordInterviewRequest& request, v1::Placement& placement);
absl::Status Start(const v1::StartPlacementRequest& request, const v1::Vacancy& vacancy, v1::Placement& placement);
absl::Status Drop(v1::NotTakenReason reason, v1::Placement& placement);
absl::Status End(const common::v1::PartialDate& ended_on, v1::PlacementEndReason reason, v1::Placement& placement);
// Says how far an adaptation is; what is dropped or done may be needed again.
absl::Status Adapt(v1::WorkAdaptation adaptation, v1::PlaceAdaptationState state, absl::CivilDay today, v1::Placement& placement);

// Looks at whether the person still works, of a placement that has begun.
std::vector<v1::RetentionCheck> LooksAt(const v1::Placement& placement, const EmploymentPolicy& policy,
                                        const std::function<std::string()>& new_uid);
// FAILED_PRECONDITION RETENTION_NOT_DUE, RETENTION_TOO_EARLY.
absl::Status Look(v1::RetentionResult result, absl::CivilDay today, v1::RetentionCheck& check);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PLACEMENT_RULES_H_
