// Places in the queues of benefits in kind, one method per RPC of dayaq.payment.v1.InKindService that is about people who wait.
// What is set aside and handed over: in_kind_round_service.h.
#ifndef SERVICES_PAYMENT_IN_KIND_SERVICE_H_
#define SERVICES_PAYMENT_IN_KIND_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"
#include "services/payment/in_kind_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class InKindService {
 public:
  // `in_force` are the rules that decide, which outlive this.
  explicit InKindService(const std::vector<v1::InKindRule>& in_force) : in_force_(in_force) {}

  // Names the handler of each of its methods.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListInKindBenefitsResponse> ListInKindBenefits(const v1::ListInKindBenefitsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListQueueResponse> ListQueue(const v1::ListQueueRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindPlace> GetPlace(const v1::GetPlaceRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindEntry> DeclineBenefit(const v1::DeclineBenefitRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindEntry> TakeBackDecline(const v1::TakeBackDeclineRequest& request, rpc::Call& call);
  absl::StatusOr<v1::InKindEntry> PassOver(const v1::PassOverRequest& request, rpc::Call& call);

 private:
  absl::Status CheckPassOver(const v1::PassOverRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::InKindEntry> Begin(const std::string& name, const std::string& etag, rpc::Call& call);
  absl::StatusOr<v1::InKindEntry> Reread(const std::string& name, rpc::Call& call);

  const std::vector<v1::InKindRule>& in_force_;
  const InKindStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_SERVICE_H_
