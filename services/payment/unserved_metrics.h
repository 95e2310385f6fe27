// Whoever is owed something and was passed over, as a number that is watched: it should be 0, and looked at every day.
#ifndef SERVICES_PAYMENT_UNSERVED_METRICS_H_
#define SERVICES_PAYMENT_UNSERVED_METRICS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/payment/recount_store.h"
#include "services/platform/service/background_work.h"

namespace dayaq::payment {

// dayaq_payment_unserved{kind="people"}: answers that meet a rule without an entitlement or a question, found and not over;
// {kind="check_age_seconds"}: since the last check of everybody was through, -1 before the first. Looked up when metrics are read.
class UnservedMetrics : public BackgroundWork {
 public:
  absl::string_view name() const override { return "unserved"; }
  absl::Status Start(const rpc::Kit& kit, prometheus::Registry& registry) override;
  void Stop() override {}
  void Refresh() override;

 private:
  const rpc::Kit* kit_ = nullptr;
  prometheus::Family<prometheus::Gauge>* gauges_ = nullptr;
  RecountStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_UNSERVED_METRICS_H_
