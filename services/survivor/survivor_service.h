// One method per RPC of dayaq.survivor.v1.SurvivorService but the decisions (decision_service.h): what happens, in which order. No
// SQL, no gRPC, no clock of its own.
#ifndef SERVICES_SURVIVOR_SURVIVOR_SERVICE_H_
#define SERVICES_SURVIVOR_SURVIVOR_SERVICE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/survivor_store.h"
#include "services/survivor/worn_device_store.h"

namespace dayaq::survivor {

using rpc::Call;

class SurvivorService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Survivor> GetSurvivor(const v1::GetSurvivorRequest& request, Call& call);
  absl::StatusOr<v1::ListSurvivorsResponse> ListSurvivors(const v1::ListSurvivorsRequest& request, Call& call);
  absl::StatusOr<v1::Survivor> CorrectSurvivor(const v1::CorrectSurvivorRequest& request, Call& call);
  absl::StatusOr<v1::Survivor> ConfirmIdentity(const v1::ConfirmIdentityRequest& request, Call& call);
  absl::StatusOr<v1::Survivor> RecordDeath(const v1::RecordDeathRequest& request, Call& call);
  absl::StatusOr<v1::Survivor> WithdrawDeath(const v1::WithdrawDeathRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Survivor> RereadSurvivor(const std::string& name, Call& call);
  // The same for a correction, which may have moved the record out of the caller's sight: then its name alone.
  absl::StatusOr<v1::Survivor> RereadCorrected(const std::string& name, Call& call);

 private:
  absl::StatusOr<v1::Survivor> GetToChange(const std::string& name, const std::string& etag, Call& call) const;
  absl::StatusOr<std::optional<std::vector<std::string>>> Find(const v1::SurvivorFilter& filter, Call& call) const;
  absl::Status CheckHome(const v1::Survivor& survivor, Call& call, Violations& found) const;
  absl::Status LockStatedId(const v1::CorrectSurvivorRequest& request, Call& call) const;
  absl::Status CheckNationalId(const common::v1::PersonIdentity& before, v1::Survivor& survivor, Call& call,
                               Violations& found) const;

  SurvivorStore store_;
  WornDeviceStore devices_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_SERVICE_H_
