// Who is calling, by certificate, and whether that workload may call this service.
#ifndef SERVICES_PLATFORM_TLS_PEER_H_
#define SERVICES_PLATFORM_TLS_PEER_H_

#include <grpcpp/security/auth_context.h>

#include <map>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq {

// The SPIFFE id of the peer of a connection, for example "spiffe://dayaq.az/service/edge": proven by its certificate, exactly one,
// of our trust domain. Everything else is PERMISSION_DENIED with PEER_REFUSED.
absl::StatusOr<std::string> PeerSpiffeId(const grpc::AuthContext& context);

// Which workloads may call which service: policy/calls.yaml. Immutable; may be used by many threads at once.
class CallTable {
 public:
  // INVALID_ARGUMENT names the line of a fault: an unknown or repeated key, a caller that is no SPIFFE id of ours or stands twice,
  // a service without callers.
  static absl::StatusOr<CallTable> Parse(const std::string& yaml);
  // The same of a file; UNAVAILABLE when it cannot be read.
  static absl::StatusOr<CallTable> Load(const std::string& path);

  // FAILED_PRECONDITION when nobody at all may call the service: it has been forgotten.
  absl::Status CheckNamed(absl::string_view service) const;

  // OK, or PERMISSION_DENIED with PEER_REFUSED. A service that the table does not know may be called by nobody.
  absl::Status Check(absl::string_view service, absl::string_view peer_id) const;

 private:
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> callers_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_TLS_PEER_H_
