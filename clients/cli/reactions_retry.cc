#include "clients/cli/reactions_retry.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "dayaq/outbox/v1/outbox_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

// Of ListParkedDeliveries.
constexpr int kMostListed = 500;

}  // namespace

absl::StatusOr<int64_t> RetryAll(Client& client, const RetryFilter& filter, const std::function<void(int64_t)>& tell) {
  outbox::v1::ListParkedDeliveriesRequest list;
  list.set_subscriber(filter.subscriber);
  std::set<std::string> tried;
  int64_t requeued = 0;
  while (true) {
    ASSIGN_OR_RETURN(const outbox::v1::ListParkedDeliveriesResponse parked,
                     client.Call(&outbox::v1::OutboxService::Stub::ListParkedDeliveries, list));
    const size_t tried_before = tried.size();
    for (const outbox::v1::ParkedDelivery& delivery : parked.deliveries()) {
      if (!filter.reason.empty() && delivery.reason() != filter.reason) continue;
      if (!tried.insert(delivery.name()).second) continue;
      outbox::v1::RequeueDeliveryRequest request;
      request.set_name(delivery.name());
      const absl::Status status = client.Change(&outbox::v1::OutboxService::Stub::RequeueDelivery, std::move(request)).status();
      if (absl::IsNotFound(status)) continue;
      RETURN_IF_ERROR(status);
      tell(++requeued);
    }
    if (tried.size() > tried_before) continue;
    if (parked.deliveries_size() < kMostListed) return requeued;
    return absl::ResourceExhaustedError(
        absl::StrCat(requeued, " wait again; ", kMostListed,
                     " others are parked before what may be left: name a --subscriber, or mend those first"));
  }
}

}  // namespace dayaq::cli
