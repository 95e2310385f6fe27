// What a service counts. Labels are names of methods, queries and codes: never anything of a request.
#ifndef SERVICES_PLATFORM_SERVICE_SERVICE_METRICS_H_
#define SERVICES_PLATFORM_SERVICE_SERVICE_METRICS_H_

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <memory>
#include <string>

#include "services/platform/database/connection_pool.h"
#include "services/platform/outbox/worker.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq {

// Counters of one service; thread-safe.
class ServiceMetrics {
 public:
  ServiceMetrics();
  void CountCall(const rpc::CallRecord& call);
  void CountStatement(absl::string_view query, absl::Duration took, absl::StatusCode code);
  void SetPool(const std::string& pool, const PoolStats& stats);
  void SetReaction(const std::string& subscriber, const OutboxWorkerStats& stats);
  // Of any reaction of the house: how late its oldest delivery is that nobody has heard, and how many are parked.
  void SetUnheard(const std::string& subscriber, double late_seconds, int64_t parked);
  void SetRefusalsHeldBack(int64_t calls);
  void SetCertificate(absl::Time expires_at, int64_t failures);
  std::shared_ptr<prometheus::Registry> registry() const { return registry_; }

 private:
  std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Histogram>& call_seconds_;
  prometheus::Family<prometheus::Counter>& statements_;
  prometheus::Family<prometheus::Histogram>& statement_seconds_;
  prometheus::Family<prometheus::Gauge>& connections_;
  prometheus::Family<prometheus::Gauge>& deliveries_;
  prometheus::Family<prometheus::Gauge>& unheard_;
  prometheus::Family<prometheus::Gauge>& refusals_;
  prometheus::Family<prometheus::Gauge>& certificate_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_SERVICE_METRICS_H_
