// What a service does besides answering calls and reacting to events, on threads of its own.
#ifndef SERVICES_PLATFORM_SERVICE_BACKGROUND_WORK_H_
#define SERVICES_PLATFORM_SERVICE_BACKGROUND_WORK_H_

#include <prometheus/registry.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq {

// One such work. The host starts it when the service serves, and stops it before the service ends.
class BackgroundWork {
 public:
  virtual ~BackgroundWork() = default;

  // "log": /ready/log answers for it.
  virtual absl::string_view name() const = 0;
  // Starts its threads; what it counts goes into `registry`. An error keeps the service from starting: for wrong settings, not for
  // a database that is away.
  virtual absl::Status Start(const rpc::Kit& kit, prometheus::Registry& registry) = 0;
  // Ends its threads. Called once, also after a Start that failed.
  virtual void Stop() = 0;
  // Before metrics are read, for gauges that are looked up rather than counted.
  virtual void Refresh() {}
  // Why it cannot do its work at the moment, in one line for the operator; "" when all is well. Calls are served all the same.
  virtual std::string trouble() const { return ""; }
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_BACKGROUND_WORK_H_
