// What the medical-social expertise decides about survivors.
#ifndef SERVICES_SURVIVOR_DECISION_SERVICE_H_
#define SERVICES_SURVIVOR_DECISION_SERVICE_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/survivor_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/disability_policy.h"
#include "services/survivor/examination_store.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

using rpc::Call;

class DecisionService {
 public:
  explicit DecisionService(DisabilityPolicy policy) : policy_(std::move(policy)) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  // Faults of the decision that take more than one field to see.
  absl::Status CheckDecide(const v1::DecideDisabilityRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Survivor> DecideDisability(const v1::DecideDisabilityRequest& request, Call& call);
  absl::StatusOr<v1::Survivor> RereadSurvivor(const std::string& name, Call& call);

 private:
  // The referral that the decision answers, kept from changing; nothing when it names none. Fault: REFERRAL_INVALID.
  absl::StatusOr<std::optional<v1::ExaminationReferral>> AnsweredReferral(const v1::DisabilityDecision& stated,
                                                                          const v1::Survivor& survivor, Call& call,
                                                                          Violations& found) const;

  const DisabilityPolicy policy_;
  SurvivorStore store_;
  ExaminationStore examinations_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_DECISION_SERVICE_H_
