#include "services/platform/service/outbox_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/platform/base/error.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"

namespace dayaq {
namespace {

using outbox::v1::ParkedDelivery;
using outbox::v1::WaitingDeliveries;
using rpc::Call;

constexpr int kMostParked = 500;
// One for each reaction of the house.
constexpr int kMostSubscribers = 200;

constexpr Query kParked{"outbox.parked", R"sql(
  SELECT 'parked/' || delivery_uid AS name, subscriber, kind, resource, time, attempts, reason FROM outbox.parked()
  WHERE $1::text IS NULL OR subscriber = $1 LIMIT 500
)sql"};

constexpr Query kParkedByUid{"outbox.parked_by_uid", R"sql(
  SELECT 'parked/' || delivery_uid AS name, subscriber, kind, resource, time, attempts, reason FROM outbox.parked()
  WHERE delivery_uid = $1::uuid
)sql"};

constexpr Query kWaiting{"outbox.waiting", R"sql(
  SELECT subscriber, due, oldest_due_time, parked FROM outbox.waiting() WHERE $1::text IS NULL OR subscriber = $1 LIMIT 200
)sql"};

constexpr Query kRequeue{"outbox.requeue", R"sql(
  SELECT outbox.requeue($1::uuid) AS requeued
)sql"};

}  // namespace

absl::StatusOr<outbox::v1::ListParkedDeliveriesResponse> OutboxService::ListParkedDeliveries(
    const outbox::v1::ListParkedDeliveriesRequest& request, Call& call) {
  const Params subscriber = {OrNull(request.subscriber())};
  ASSIGN_OR_RETURN(std::vector<ParkedDelivery> parked, call.transaction().All<ParkedDelivery>(kParked, subscriber, kMostParked));
  ASSIGN_OR_RETURN(std::vector<WaitingDeliveries> waiting,
                   call.transaction().All<WaitingDeliveries>(kWaiting, subscriber, kMostSubscribers));
  outbox::v1::ListParkedDeliveriesResponse response;
  for (ParkedDelivery& delivery : parked) *response.add_deliveries() = std::move(delivery);
  for (WaitingDeliveries& deliveries : waiting) *response.add_waiting() = std::move(deliveries);
  return response;
}

absl::StatusOr<ParkedDelivery> OutboxService::RequeueDelivery(const outbox::v1::RequeueDeliveryRequest& request, Call& call) {
  const std::string uid = UidOf(request.name());
  ASSIGN_OR_RETURN(ParkedDelivery delivery, call.transaction().One<ParkedDelivery>(kParkedByUid, {uid}));
  call.Before(delivery);
  ASSIGN_OR_RETURN(const Row row, call.transaction().One<Row>(kRequeue, {uid}));
  bool requeued = false;
  RETURN_IF_ERROR(row.Read({{"requeued", &requeued}}));
  // Somebody else was faster.
  if (!requeued) return NotFound();
  delivery.clear_attempts();
  delivery.clear_reason();
  return delivery;
}

absl::StatusOr<ParkedDelivery> OutboxService::RereadDelivery(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(std::optional<ParkedDelivery> parked, call.transaction().Maybe<ParkedDelivery>(kParkedByUid, {UidOf(name)}));
  if (parked.has_value()) return *std::move(parked);
  ParkedDelivery delivery;
  delivery.set_name(name);
  return delivery;
}

void OutboxService::Bind(rpc::Methods& methods) {
  using S = OutboxService;
  methods.Read("ListParkedDeliveries", *this, &S::ListParkedDeliveries);
  methods.Change("RequeueDelivery", *this, &S::RequeueDelivery, &S::RereadDelivery);
}

}  // namespace dayaq
