// Functioning, treatments and the directory of services of dayaq.survivor.v1.CaseService. No SQL, no gRPC, no clock of its own.
// Cases: case_service.h.
#ifndef SERVICES_SURVIVOR_CARE_SERVICE_H_
#define SERVICES_SURVIVOR_CARE_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/case_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/care_store.h"
#include "services/survivor/case_store.h"
#include "services/survivor/directory_store.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

using rpc::Call;

class CareService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::Status CheckFunctioning(const v1::AddFunctioningRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Functioning> AddFunctioning(const v1::AddFunctioningRequest& request, Call& call);
  absl::StatusOr<v1::Functioning> WithdrawFunctioning(const v1::WithdrawFunctioningRequest& request, Call& call);
  absl::StatusOr<v1::ListFunctioningResponse> ListFunctioning(const v1::ListFunctioningRequest& request, Call& call);
  absl::StatusOr<v1::Functioning> RereadFunctioning(const std::string& name, Call& call);

  absl::Status CheckAdded(const v1::AddTreatmentRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Treatment> AddTreatment(const v1::AddTreatmentRequest& request, Call& call);
  absl::Status CheckCorrected(const v1::CorrectTreatmentRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Treatment> CorrectTreatment(const v1::CorrectTreatmentRequest& request, Call& call);
  absl::StatusOr<v1::ListTreatmentsResponse> ListTreatments(const v1::ListTreatmentsRequest& request, Call& call);
  absl::StatusOr<v1::Treatment> RereadTreatment(const std::string& name, Call& call);

  absl::Status CheckNewProvider(const v1::AddProviderRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Provider> AddProvider(const v1::AddProviderRequest& request, Call& call);
  absl::Status CheckProviderAsIs(const v1::CorrectProviderRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Provider> CorrectProvider(const v1::CorrectProviderRequest& request, Call& call);
  absl::StatusOr<v1::ListProvidersResponse> ListProviders(const v1::ListProvidersRequest& request, Call& call);
  absl::StatusOr<v1::Provider> RereadProvider(const std::string& name, Call& call);

 private:
  absl::Status CheckPlace(const v1::Provider& provider, Call& call) const;

  CareStore store_;
  CaseStore cases_;
  SurvivorStore survivors_;
  DirectoryStore directory_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CARE_SERVICE_H_
