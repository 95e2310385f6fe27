// dayaq.employment.v1.PlacementService: from the introduction to work that lasts. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_EMPLOYMENT_PLACEMENT_SERVICE_H_
#define SERVICES_EMPLOYMENT_PLACEMENT_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/employment/v1/placement_service.pb.h"
#include "services/employment/employment_policy.h"
#include "services/employment/placement_store.h"
#include "services/employment/profile_store.h"
#include "services/employment/vacancy_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

using rpc::Call;

class PlacementService {
 public:
  // `policy` outlives it.
  explicit PlacementService(const EmploymentPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Placement> IntroducePerson(const v1::IntroducePersonRequest& request, Call& call);
  absl::StatusOr<v1::Placement> RecordInterview(const v1::RecordInterviewRequest& request, Call& call);
  absl::StatusOr<v1::Placement> StartPlacement(const v1::StartPlacementRequest& request, Call& call);
  absl::StatusOr<v1::Placement> DropPlacement(const v1::DropPlacementRequest& request, Call& call);
  absl::StatusOr<v1::Placement> AdaptPlace(const v1::AdaptPlaceRequest& request, Call& call);
  absl::StatusOr<v1::Placement> EndPlacement(const v1::EndPlacementRequest& request, Call& call);
  absl::StatusOr<v1::Placement> RecordRetention(const v1::RecordRetentionRequest& request, Call& call);
  absl::StatusOr<v1::Placement> GetPlacement(const v1::GetPlacementRequest& request, Call& call);
  absl::StatusOr<v1::ListPlacementsResponse> ListPlacements(const v1::ListPlacementsRequest& request, Call& call);
  absl::StatusOr<v1::ListRetentionDueResponse> ListRetentionDue(const v1::ListRetentionDueRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckInterview(const v1::RecordInterviewRequest& request, Call& call, Violations& found);
  absl::Status CheckStart(const v1::StartPlacementRequest& request, Call& call, Violations& found);
  absl::Status CheckEnding(const v1::EndPlacementRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Placement> Reread(const std::string& name, Call& call);

 private:
  // The placement as the request decided on it, kept from changing.
  template <typename Request>
  absl::StatusOr<v1::Placement> GetToChange(const Request& request, Call& call) const;
  absl::StatusOr<v1::Placement> MoveOn(const v1::Placement& placement, Call& call);

  const EmploymentPolicy& policy_;
  ProfileStore profiles_;
  VacancyStore vacancies_;
  PlacementStore store_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PLACEMENT_SERVICE_H_
