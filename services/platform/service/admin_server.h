// The plain http port for whoever runs the service: /metrics (Prometheus), /live, /ready. Loopback or a cluster network only; it
// tells nothing about people.
#ifndef SERVICES_PLATFORM_SERVICE_ADMIN_SERVER_H_
#define SERVICES_PLATFORM_SERVICE_ADMIN_SERVER_H_

#include <prometheus/registry.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/service/background_work.h"

namespace dayaq {

// Serves from its start until it is destroyed.
class AdminServer {
 public:
  // `address` is "127.0.0.1:9100"; port 0 takes a free one. `ready` is asked for /ready: 200 or 503. `refresh` runs before metrics
  // are read, for gauges that are looked up rather than counted. Each of the works answers for itself at /ready/<name>.
  static absl::StatusOr<std::unique_ptr<AdminServer>> Start(const std::string& address,
                                                            std::shared_ptr<prometheus::Registry> registry,
                                                            std::function<bool()> ready, std::function<void()> refresh,
                                                            const std::vector<BackgroundWork*>& works = {});
  virtual ~AdminServer() = default;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_ADMIN_SERVER_H_
