// The forecast of renewals, from counts that name nobody. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_REHABILITATION_FORECAST_SERVICE_H_
#define SERVICES_REHABILITATION_FORECAST_SERVICE_H_

#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/renewal_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/renewal_store.h"

namespace dayaq::rehabilitation {

class ForecastService {
 public:
  // `policy` outlives it.
  explicit ForecastService(const DevicePolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ForecastRenewalsResponse> Forecast(const v1::ForecastRenewalsRequest& request, rpc::Call& call);

 private:
  const DevicePolicy& policy_;
  RenewalStore store_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_FORECAST_SERVICE_H_
