// dayaq.outbox.v1.OutboxService, which every service serves: what failed for good, what waits, and trying again.
#ifndef SERVICES_PLATFORM_SERVICE_OUTBOX_SERVICE_H_
#define SERVICES_PLATFORM_SERVICE_OUTBOX_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/outbox_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq {

class OutboxService {
 public:
  void Bind(rpc::Methods& methods);

  absl::StatusOr<outbox::v1::ListParkedDeliveriesResponse> ListParkedDeliveries(
      const outbox::v1::ListParkedDeliveriesRequest& request, rpc::Call& call);
  // Answers with the delivery as it waits now: not tried yet, no reason.
  absl::StatusOr<outbox::v1::ParkedDelivery> RequeueDelivery(const outbox::v1::RequeueDeliveryRequest& request, rpc::Call& call);
  // Of a delivery that waits again, or was handled since, nothing but its name is known.
  absl::StatusOr<outbox::v1::ParkedDelivery> RereadDelivery(const std::string& name, rpc::Call& call);
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_OUTBOX_SERVICE_H_
