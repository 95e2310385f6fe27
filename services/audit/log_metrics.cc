#include "services/audit/log_metrics.h"

namespace dayaq::audit {
namespace {

const prometheus::Histogram::BucketBoundaries kLagSeconds{0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2, 5, 10, 30, 60, 300};

}  // namespace

LogMetrics::LogMetrics(prometheus::Registry& registry)
    : log_(
          prometheus::BuildGauge().Name("dayaq_audit_log").Help("How the audit log stands: sizes, and seconds").Register(registry)),
      placed_(prometheus::BuildCounter()
                  .Name("dayaq_audit_placed_total")
                  .Help("Entries that this process gave a place")
                  .Register(registry)
                  .Add({})),
      publications_(prometheus::BuildCounter()
                        .Name("dayaq_audit_publications_total")
                        .Help("Checkpoints that this process published")
                        .Register(registry)
                        .Add({})),
      lag_(prometheus::BuildHistogram()
               .Name("dayaq_audit_placing_seconds")
               .Help("From the beginning of a call to the place of its entry, of the oldest entry of each look at the queue")
               .Register(registry)
               .Add({}, kLagSeconds)) {}

void LogMetrics::CountRound(const SequencingRound& round) {
  if (round.placed == 0) return;
  placed_.Increment(static_cast<double>(round.placed));
  lag_.Observe(absl::ToDoubleSeconds(round.lag));
}

void LogMetrics::SetState(const LogState& state, const QueueState& queue, bool leads, bool sound, absl::Time now) {
  const auto set = [this](const char* kind, double value) { log_.Add({{"kind", kind}}).Set(value); };
  const auto age = [now](const std::optional<absl::Time>& time) {
    return time.has_value() ? absl::ToDoubleSeconds(std::max(absl::ZeroDuration(), now - *time)) : -1.0;
  };
  set("leads", leads ? 1 : 0);
  set("sound", sound ? 1 : 0);
  set("size", static_cast<double>(state.size));
  set("published", static_cast<double>(state.published));
  set("witnessed", static_cast<double>(state.witnessed));
  set("indexed", static_cast<double>(state.indexed));
  set("waiting", static_cast<double>(queue.waiting));
  set("oldest_waiting_seconds", queue.oldest.has_value() ? age(queue.oldest) : 0.0);
  set("checkpoint_age_seconds", age(state.checkpoint_time));
  set("witnessed_age_seconds", age(state.witnessed_time));
}

}  // namespace dayaq::audit
