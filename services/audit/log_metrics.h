// What the keeping of the log counts.
#ifndef SERVICES_AUDIT_LOG_METRICS_H_
#define SERVICES_AUDIT_LOG_METRICS_H_

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "services/audit/log_store.h"
#include "services/audit/sequencer.h"

namespace dayaq::audit {

// Thread-safe.
class LogMetrics {
 public:
  explicit LogMetrics(prometheus::Registry& registry);
  void CountRound(const SequencingRound& round);
  void CountPublication() { publications_.Increment(); }
  // `sound`: nothing keeps the log from going on.
  void SetState(const LogState& state, const QueueState& queue, bool leads, bool sound, absl::Time now);

 private:
  prometheus::Family<prometheus::Gauge>& log_;
  prometheus::Counter& placed_;
  prometheus::Counter& publications_;
  // Of the oldest entry of each look at the queue: no other waited longer.
  prometheus::Histogram& lag_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOG_METRICS_H_
