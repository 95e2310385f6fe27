// dayaq.employment.v1.ProfileService: people who look for work. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_EMPLOYMENT_PROFILE_SERVICE_H_
#define SERVICES_EMPLOYMENT_PROFILE_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/employment/v1/profile_service.pb.h"
#include "services/employment/employment_policy.h"
#include "services/employment/profile_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

using rpc::Call;

class ProfileService {
 public:
  // `policy` outlives it.
  explicit ProfileService(const EmploymentPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Profile> OpenProfile(const v1::OpenProfileRequest& request, Call& call);
  absl::StatusOr<v1::Profile> UpdateProfile(const v1::UpdateProfileRequest& request, Call& call);
  absl::StatusOr<v1::Profile> GiveProposalConsent(const v1::GiveProposalConsentRequest& request, Call& call);
  absl::StatusOr<v1::Profile> WithdrawProposalConsent(const v1::WithdrawProposalConsentRequest& request, Call& call);
  absl::StatusOr<v1::Profile> CloseProfile(const v1::CloseProfileRequest& request, Call& call);
  absl::StatusOr<v1::Profile> GetProfile(const v1::GetProfileRequest& request, Call& call);
  absl::StatusOr<v1::ListProfilesResponse> ListProfiles(const v1::ListProfilesRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckNew(const v1::OpenProfileRequest& request, Call& call, Violations& found);
  absl::Status CheckChange(const v1::UpdateProfileRequest& request, Call& call, Violations& found);
  absl::Status CheckConsent(const v1::GiveProposalConsentRequest& request, Call& call, Violations& found);
  absl::Status CheckClosing(const v1::CloseProfileRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Profile> Reread(const std::string& name, Call& call);

 private:
  absl::StatusOr<PersonHere> PersonFor(const v1::OpenProfileRequest& request, Call& call) const;
  // Kept from changing, as the request decided on it, and open.
  template <typename Request>
  absl::StatusOr<v1::Profile> GetToChange(const Request& request, Call& call) const;

  const EmploymentPolicy& policy_;
  ProfileStore store_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PROFILE_SERVICE_H_
