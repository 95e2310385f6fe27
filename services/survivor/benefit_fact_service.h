// One method per RPC of dayaq.survivor.v1.BenefitFactService: what is recorded by act because money hangs on it.
#ifndef SERVICES_SURVIVOR_BENEFIT_FACT_SERVICE_H_
#define SERVICES_SURVIVOR_BENEFIT_FACT_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/benefit_fact_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/benefit_fact_store.h"

namespace dayaq::survivor {

class BenefitFactService {
 public:
  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::BenefitFact> Record(const v1::RecordBenefitFactRequest& request, rpc::Call& call);
  absl::StatusOr<v1::BenefitFact> End(const v1::EndBenefitFactRequest& request, rpc::Call& call);
  absl::StatusOr<v1::BenefitFact> Withdraw(const v1::WithdrawBenefitFactRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListBenefitFactsResponse> List(const v1::ListBenefitFactsRequest& request, rpc::Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::BenefitFact> Reread(const std::string& name, rpc::Call& call);

 private:
  // Tells the payment service, and answers the fact as it stands now.
  absl::StatusOr<v1::BenefitFact> Told(const v1::BenefitFact& fact, rpc::Call& call);

  BenefitFactStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_BENEFIT_FACT_SERVICE_H_
