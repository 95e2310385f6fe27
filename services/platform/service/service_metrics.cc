#include "services/platform/service/service_metrics.h"

namespace dayaq {
namespace {

const prometheus::Histogram::BucketBoundaries& Seconds() {
  static const auto* kBuckets = new prometheus::Histogram::BucketBoundaries{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                                            0.25,   0.5,   1,      2.5,   5,    10,    30};
  return *kBuckets;
}

template <typename M>
prometheus::Family<M>& Family(prometheus::Registry& registry, const char* name, const char* help);

template <>
prometheus::Family<prometheus::Counter>& Family(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
template <>
prometheus::Family<prometheus::Gauge>& Family(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}
template <>
prometheus::Family<prometheus::Histogram>& Family(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

ServiceMetrics::ServiceMetrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      calls_(Family<prometheus::Counter>(*registry_, "dayaq_calls_total", "Calls by method and code")),
      call_seconds_(
          Family<prometheus::Histogram>(*registry_, "dayaq_call_seconds", "Time from entering the wrapper to the answer")),
      statements_(Family<prometheus::Counter>(*registry_, "dayaq_statements_total", "Statements by name and code")),
      statement_seconds_(Family<prometheus::Histogram>(*registry_, "dayaq_statement_seconds", "Time of statements by name")),
      connections_(Family<prometheus::Gauge>(*registry_, "dayaq_database_connections", "Connections of each pool by kind")),
      deliveries_(Family<prometheus::Gauge>(*registry_, "dayaq_reactions",
                                            "Deliveries of each reaction since the start, and its lag in seconds")),
      unheard_(Family<prometheus::Gauge>(*registry_, "dayaq_events_unheard",
                                         "Of every reaction of the house: seconds that its oldest delivery "
                                         "is late, and how many are parked")),
      refusals_(Family<prometheus::Gauge>(*registry_, "dayaq_refusals_held_back",
                                          "Calls of callers who proved nothing that no audit entry tells of yet")),
      certificate_(Family<prometheus::Gauge>(*registry_, "dayaq_certificate",
                                             "End of the served certificate (Unix time) and refused replacements")) {}

void ServiceMetrics::CountCall(const rpc::CallRecord& call) {
  const std::string method(call.method);
  calls_.Add({{"method", method}, {"code", absl::StatusCodeToString(call.code)}}).Increment();
  call_seconds_.Add({{"method", method}}, Seconds()).Observe(absl::ToDoubleSeconds(call.took));
}

void ServiceMetrics::CountStatement(absl::string_view query, absl::Duration took, absl::StatusCode code) {
  const std::string name(query);
  statements_.Add({{"query", name}, {"code", absl::StatusCodeToString(code)}}).Increment();
  statement_seconds_.Add({{"query", name}}, Seconds()).Observe(absl::ToDoubleSeconds(took));
}

void ServiceMetrics::SetPool(const std::string& pool, const PoolStats& stats) {
  const auto set = [&](const char* kind, double value) { connections_.Add({{"pool", pool}, {"kind", kind}}).Set(value); };
  set("size", stats.size);
  set("in_use", stats.in_use);
  set("waiting", stats.waiting);
  set("created", static_cast<double>(stats.created));
  set("discarded", static_cast<double>(stats.discarded));
  set("refused", static_cast<double>(stats.refused));
}

void ServiceMetrics::SetReaction(const std::string& subscriber, const OutboxWorkerStats& stats) {
  const auto set = [&](const char* kind, double value) {
    deliveries_.Add({{"subscriber", subscriber}, {"kind", kind}}).Set(value);
  };
  set("done", static_cast<double>(stats.done));
  set("failed", static_cast<double>(stats.failed));
  set("parked", static_cast<double>(stats.parked));
  set("troubles", static_cast<double>(stats.troubles));
  set("lag_seconds", absl::ToDoubleSeconds(stats.lag));
}

void ServiceMetrics::SetUnheard(const std::string& subscriber, double late_seconds, int64_t parked) {
  unheard_.Add({{"subscriber", subscriber}, {"kind", "late_seconds"}}).Set(late_seconds);
  unheard_.Add({{"subscriber", subscriber}, {"kind", "parked"}}).Set(static_cast<double>(parked));
}

void ServiceMetrics::SetRefusalsHeldBack(int64_t calls) { refusals_.Add({}).Set(static_cast<double>(calls)); }

void ServiceMetrics::SetCertificate(absl::Time expires_at, int64_t failures) {
  certificate_.Add({{"kind", "expires_at"}}).Set(static_cast<double>(absl::ToUnixSeconds(expires_at)));
  certificate_.Add({{"kind", "refused"}}).Set(static_cast<double>(failures));
}

}  // namespace dayaq
