// People who look for work, vacancies and placements as people read them.
#ifndef CLIENTS_CLI_EMPLOYMENT_VIEW_H_
#define CLIENTS_CLI_EMPLOYMENT_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/employment/v1/placement_service.pb.h"
#include "dayaq/employment/v1/profile_service.pb.h"
#include "dayaq/employment/v1/vacancy_service.pb.h"

namespace dayaq::cli {

void PrintProfile(const employment::v1::Profile& profile, Language language, std::ostream& out);
void PrintProfiles(const employment::v1::ListProfilesResponse& list, Language language, std::ostream& out);
void PrintEmployer(const employment::v1::Employer& employer, Language language, std::ostream& out);
void PrintEmployers(const employment::v1::ListEmployersResponse& list, Language language, std::ostream& out);
void PrintVacancy(const employment::v1::Vacancy& vacancy, Language language, std::ostream& out);
void PrintVacancies(const employment::v1::ListVacanciesResponse& list, Language language, std::ostream& out);
void PrintMatches(const employment::v1::MatchVacanciesResponse& answer, Language language, std::ostream& out);
void PrintProposal(const employment::v1::Proposal& proposal, Language language, std::ostream& out);
void PrintProposals(const employment::v1::ListProposalsResponse& list, Language language, std::ostream& out);
void PrintPlacement(const employment::v1::Placement& placement, Language language, std::ostream& out);
void PrintPlacements(const employment::v1::ListPlacementsResponse& list, Language language, std::ostream& out);
void PrintLooksDue(const employment::v1::ListRetentionDueResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_EMPLOYMENT_VIEW_H_
