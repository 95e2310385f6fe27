// Collects what a run pays, one batch of entitlements after the other, each in a transaction of its own: it may be stopped and
// started at any point, and a nation's worth takes no long transaction.
#ifndef SERVICES_PAYMENT_RUN_COLLECTOR_H_
#define SERVICES_PAYMENT_RUN_COLLECTOR_H_

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/payment/order_rules.h"
#include "services/payment/order_store.h"
#include "services/payment/payment_policy.h"
#include "services/payment/run_store.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

class RunCollector {
 public:
  // `policy` outlives this. `recovery` holds where nobody decided otherwise for an entitlement; `batch` entitlements a time.
  RunCollector(const PaymentPolicy& policy, const RecoveryTerms& recovery, int batch = 2000)
      : policy_(policy), recovery_(recovery), batch_(batch) {}

  // Hears payment.run_proposed, and payment.run_goes_on of itself.
  absl::Status Collect(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  const PaymentPolicy& policy_;
  const RecoveryTerms recovery_;
  const int batch_;
  const RunStore runs_;
  const OrderStore orders_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RUN_COLLECTOR_H_
