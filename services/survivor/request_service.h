// What people say about their own record: what is wrong in it, and how they want to be contacted. Their own word, or written down
// by the staff.
#ifndef SERVICES_SURVIVOR_REQUEST_SERVICE_H_
#define SERVICES_SURVIVOR_REQUEST_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/request_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/request_store.h"

namespace dayaq::survivor {

class RequestService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::CorrectionRequest> RequestCorrection(const v1::RequestCorrectionRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListCorrectionRequestsResponse> List(const v1::ListCorrectionRequestsRequest& request, rpc::Call& call);
  absl::Status CheckResolve(const v1::ResolveCorrectionRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::CorrectionRequest> Resolve(const v1::ResolveCorrectionRequest& request, rpc::Call& call);
  absl::StatusOr<v1::CorrectionRequest> Reread(const std::string& name, rpc::Call& call);

  absl::StatusOr<v1::ContactPreference> SetPreference(const v1::SetContactPreferenceRequest& request, rpc::Call& call);
  // By the name or uid of the survivor or, as a repeated request names what it made, of the preference.
  absl::StatusOr<v1::ContactPreference> RereadPreference(const std::string& name, rpc::Call& call);

 private:
  RequestStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REQUEST_SERVICE_H_
