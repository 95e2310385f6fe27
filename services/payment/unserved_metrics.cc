#include "services/payment/unserved_metrics.h"

#include <prometheus/gauge.h>

#include <cstdint>

#include "absl/time/clock.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/as_service.h"

namespace dayaq::payment {

absl::Status UnservedMetrics::Start(const rpc::Kit& kit, prometheus::Registry& registry) {
  kit_ = &kit;
  gauges_ = &prometheus::BuildGauge()
                 .Name("dayaq_payment_unserved")
                 .Help("Whoever is owed something and was passed over, and how long ago everybody was looked at")
                 .Register(registry);
  return absl::OkStatus();
}

void UnservedMetrics::Refresh() {
  int64_t people = 0;
  double age = -1;
  const absl::Time now = absl::Now();
  const absl::Status looked = rpc::AsService(*kit_, now + absl::Seconds(5), [&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(people, store_.CountAllUnserved(transaction));
    const absl::StatusOr<v1::Recount> check = store_.Last(transaction, v1::RECOUNT_KIND_CHECK, true);
    if (absl::IsNotFound(check.status())) return absl::OkStatus();
    RETURN_IF_ERROR(check.status());
    age = absl::ToDoubleSeconds(now - absl::FromUnixSeconds(check->finish_time().seconds()));
    return absl::OkStatus();
  });
  // What is not known is not shown as what it was.
  if (!looked.ok()) LogWarning("payment.unserved_not_counted", {{"reason", ReasonName(ReasonOf(looked))}});
  gauges_->Add({{"kind", "people"}}).Set(looked.ok() ? static_cast<double>(people) : -1);
  gauges_->Add({{"kind", "check_age_seconds"}}).Set(looked.ok() ? age : -1);
}

}  // namespace dayaq::payment
