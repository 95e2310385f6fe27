// Call-in lists, attempts to reach people, decisions about the day. No SQL, no gRPC, no clock of its own. Slots for those who are
// called in: call_in_service.h; the forecast: forecast_service.h.
#ifndef SERVICES_REHABILITATION_RENEWAL_SERVICE_H_
#define SERVICES_REHABILITATION_RENEWAL_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/renewal_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/device_store.h"
#include "services/rehabilitation/renewal_store.h"

namespace dayaq::rehabilitation {

class RenewalService {
 public:
  // `policy` outlives it.
  explicit RenewalService(const DevicePolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListRenewalsResponse> ListRenewals(const v1::ListRenewalsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Renewal> GetRenewal(const v1::GetRenewalRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Renewal> RecordRenewalContact(const v1::RecordRenewalContactRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Renewal> DecideRenewal(const v1::DecideRenewalRequest& request, rpc::Call& call);
  // What a change answers when it comes a second time.
  absl::StatusOr<v1::Renewal> Reread(const std::string& name, rpc::Call& call);

 private:
  absl::StatusOr<v1::Renewal> GetToChange(const std::string& name, const std::string& etag, rpc::Call& call) const;

  const DevicePolicy& policy_;
  RenewalStore store_;
  DeviceStore devices_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_RENEWAL_SERVICE_H_
