// Appeals against disability decisions: lodged, and decided by a commission.
#ifndef SERVICES_SURVIVOR_APPEAL_SERVICE_H_
#define SERVICES_SURVIVOR_APPEAL_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/appeal_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/appeal_store.h"

namespace dayaq::survivor {

class AppealService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::DecisionAppeal> Lodge(const v1::LodgeAppealRequest& request, rpc::Call& call);
  absl::StatusOr<v1::DecisionAppeal> Decide(const v1::DecideAppealRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListAppealsResponse> List(const v1::ListAppealsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::DecisionAppeal> Reread(const std::string& name, rpc::Call& call);

 private:
  AppealStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_APPEAL_SERVICE_H_
