// Everything around a service's own code: flags, keys, certificates, pools, wrapper, gRPC server, reactions, metrics, orderly end.
// A service's main.cc makes one, names its methods and reactions, and serves.
#ifndef SERVICES_PLATFORM_SERVICE_HOST_H_
#define SERVICES_PLATFORM_SERVICE_HOST_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/dispatcher.h"
#include "services/platform/rpc/reactions.h"
#include "services/platform/service/background_work.h"

namespace dayaq {

// Where things are; a service reads them from flags (host_flags.cc), tests set them.
struct HostOptions {
  std::string service;                // "incident"
  std::string service_address;        // "127.0.0.1:7001": mutual TLS only
  std::string metrics_address;        // "127.0.0.1:9001": plain http, see AdminServer; empty: none
  std::string database;               // libpq conninfo of the service's own login
  int connections = 8;                // calls inside at a time; more than about 8 do not help two cores
  std::string policy_directory;       // access.yaml, calls.yaml
  std::string certificate_directory;  // cert.pem, key.pem, ca.pem; watched
  std::string staging_directory;      // this process's checked copies of them
  std::string key_directory;          // context.key, index.key, request.key, receipt.key, kek/<id>.key
  std::string token_issuer;
  std::string token_audience;
  std::string token_keys;                       // https URL of the issuer's key set, or a file
  std::string token_keys_ca;                    // PEM of whom to trust for that URL
  absl::Duration lame_duck = absl::Seconds(2);  // NOT_SERVING before the port closes: twice the probe period
  absl::Duration shutdown_grace = absl::Seconds(10);
  // What time it is. A flag cannot change it: only a test that starts a host of its own (docs/adr/0040-people-and-their-time.md).
  std::function<absl::Time()> clock = absl::Now;
};

// The options as the flags of this process give them (--flagfile works).
HostOptions HostOptionsFromFlags(const std::string& service, int argc, char** argv);

// One running service.
class Host {
 public:
  // Loads and checks everything that does not need the network, and the database. FAILED_PRECONDITION says what to mend.
  static absl::StatusOr<std::unique_ptr<Host>> Create(HostOptions options);
  virtual ~Host() = default;

  virtual const rpc::Kit& kit() const = 0;

  // Checks bindings, rules and data classes of every method, starts serving, reacting and the works. Bindings and works outlive the
  // host; the methods that every service has (dayaq.outbox.v1.OutboxService, dayaq.keys.v1.KeyService) it binds by itself.
  virtual absl::Status Start(const std::vector<rpc::Methods*>& bindings, std::vector<rpc::Reaction> reactions,
                             std::vector<BackgroundWork*> works = {}) = 0;
  // The port that is served, for tests that asked for port 0.
  virtual int port() const = 0;
  // NOT_SERVING, a while for the probes to see it, then no new calls, those inside end or are cancelled.
  virtual void Stop() = 0;

  // Starts, serves until SIGTERM or SIGINT, stops. Returns the exit code.
  int Run(const std::vector<rpc::Methods*>& bindings, std::vector<rpc::Reaction> reactions,
          std::vector<BackgroundWork*> works = {});
};

// What main.cc does when Create fails: says why, in one line of the log, and gives exit code 1.
int FailedToStart(const absl::Status& status);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_HOST_H_
