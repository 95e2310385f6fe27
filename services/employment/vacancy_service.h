// dayaq.employment.v1.VacancyService: employers, vacancies, who suits what. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_EMPLOYMENT_VACANCY_SERVICE_H_
#define SERVICES_EMPLOYMENT_VACANCY_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/employment/v1/vacancy_service.pb.h"
#include "services/employment/employment_policy.h"
#include "services/employment/profile_store.h"
#include "services/employment/vacancy_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

using rpc::Call;

class VacancyService {
 public:
  // `policy` outlives it.
  explicit VacancyService(const EmploymentPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Employer> RegisterEmployer(const v1::RegisterEmployerRequest& request, Call& call);
  absl::StatusOr<v1::Employer> CorrectEmployer(const v1::CorrectEmployerRequest& request, Call& call);
  absl::StatusOr<v1::Employer> GetEmployer(const v1::GetEmployerRequest& request, Call& call);
  absl::StatusOr<v1::ListEmployersResponse> ListEmployers(const v1::ListEmployersRequest& request, Call& call);
  absl::StatusOr<v1::Vacancy> PublishVacancy(const v1::PublishVacancyRequest& request, Call& call);
  absl::StatusOr<v1::Vacancy> CloseVacancy(const v1::CloseVacancyRequest& request, Call& call);
  absl::StatusOr<v1::Vacancy> GetVacancy(const v1::GetVacancyRequest& request, Call& call);
  absl::StatusOr<v1::ListVacanciesResponse> ListVacancies(const v1::ListVacanciesRequest& request, Call& call);
  absl::StatusOr<v1::MatchVacanciesResponse> MatchVacancies(const v1::MatchVacanciesRequest& request, Call& call);
  absl::StatusOr<v1::ListProposalsResponse> ListProposals(const v1::ListProposalsRequest& request, Call& call);
  absl::StatusOr<v1::Proposal> DeclineProposal(const v1::DeclineProposalRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckNew(const v1::RegisterEmployerRequest& request, Call& call, Violations& found);
  absl::Status CheckCorrection(const v1::CorrectEmployerRequest& request, Call& call, Violations& found);
  absl::Status CheckPublishing(const v1::PublishVacancyRequest& request, Call& call, Violations& found);
  absl::Status CheckClosing(const v1::CloseVacancyRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Employer> RereadEmployer(const std::string& name, Call& call);
  absl::StatusOr<v1::Vacancy> RereadVacancy(const std::string& name, Call& call);
  absl::StatusOr<v1::Proposal> RereadProposal(const std::string& name, Call& call);

 private:
  absl::Status CheckDistrict(const std::string& district, const std::string& field, Call& call, Violations& found) const;

  const EmploymentPolicy& policy_;
  ProfileStore profiles_;
  VacancyStore store_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_VACANCY_SERVICE_H_
