// All SQL on employers, vacancies and proposals. Holds no rules. Names are set on all that comes out.
#ifndef SERVICES_EMPLOYMENT_VACANCY_STORE_H_
#define SERVICES_EMPLOYMENT_VACANCY_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/vacancy_service.pb.h"
#include "services/employment/match_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

class VacancyStore {
 public:
  absl::StatusOr<v1::Employer> GetEmployer(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Employer> EmployerToChange(Transaction& transaction, absl::string_view uid) const;
  // Behind the title and uid of `after`.
  absl::StatusOr<std::vector<v1::Employer>> Employers(Transaction& transaction, absl::string_view district,
                                                      const v1::Employer& after, int limit) const;
  // ALREADY_EXISTS with EMPLOYER_EXISTS.
  absl::Status Add(Transaction& transaction, const v1::Employer& employer) const;
  // FAILED_PRECONDITION with QUOTA_FULL.
  absl::Status Correct(Transaction& transaction, const v1::Employer& employer) const;

  absl::StatusOr<v1::Vacancy> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Vacancy> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Vacancy>> WithUids(Transaction& transaction, const std::vector<std::string>& uids) const;
  absl::StatusOr<std::vector<v1::Vacancy>> List(Transaction& transaction, const v1::ListVacanciesRequest& request,
                                                absl::string_view after, int limit) const;
  absl::Status Add(Transaction& transaction, const v1::Vacancy& vacancy) const;
  absl::Status Close(Transaction& transaction, const v1::Vacancy& vacancy) const;
  // Those whose last day is over before that day.
  absl::Status Expire(Transaction& transaction, absl::CivilDay today) const;

  // Vacancies that could be meant for the person, by the plan of the search.
  absl::StatusOr<std::vector<VacancyKey>> Candidates(Transaction& transaction, const Seeker& seeker, const SearchPlan& plan,
                                                     const Distances& distances, absl::CivilDay today) const;
  absl::StatusOr<std::vector<VacancyKey>> AllOpen(Transaction& transaction, const Distances& distances, absl::CivilDay today) const;

  // People to propose something to, behind that uid: of their profiles only what a match goes by.
  absl::StatusOr<std::vector<v1::Profile>> Proposable(Transaction& transaction, absl::string_view after, int most) const;
  absl::StatusOr<std::optional<v1::Profile>> ProposableOne(Transaction& transaction, absl::string_view profile_uid) const;
  absl::Status Write(Transaction& transaction, const std::vector<v1::Proposal>& proposals,
                     const std::vector<std::string>& profile_uids) const;
  absl::StatusOr<v1::Proposal> GetProposal(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Proposal> ProposalToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Proposal>> ProposalsTo(Transaction& transaction, absl::string_view profile_uid) const;
  absl::StatusOr<std::vector<v1::Proposal>> ProposalsOf(Transaction& transaction, absl::string_view vacancy_uid) const;
  absl::Status Answer(Transaction& transaction, const v1::Proposal& proposal) const;
  absl::Status Introduced(Transaction& transaction, absl::string_view profile_uid, absl::string_view vacancy_uid) const;
  // Vacancies that the person declined or was introduced to.
  absl::StatusOr<std::vector<std::string>> SpokenOf(Transaction& transaction, absl::string_view profile_uid) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_VACANCY_STORE_H_
