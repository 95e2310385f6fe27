// The edge's place before a service of a test house (dev/test-house.sh): its certificate, and tokens of the house's identity
// provider.
#ifndef TESTS_SUPPORT_EDGE_CLIENT_H_
#define TESTS_SUPPORT_EDGE_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace dayaq::testing {

// Thread-safe.
class EdgeClient {
 public:
  // `address` is host:port of the service, `certificates` the folder of the peer's cert.pem, key.pem and ca.pem. `token_command` is
  // run by the shell and prints an access token; it is run again every four minutes, since tokens live for five.
  EdgeClient(std::string address, const std::string& certificates, std::string token_command);

  // A connection of its own each time, as the edge keeps one for each call under way; comes back within a quarter of a second of
  // the service's return.
  std::shared_ptr<grpc::Channel> NewChannel() const;

  // Puts token and deadline on a call, which waits for a service that is away.
  void Prepare(grpc::ClientContext& context, absl::Duration deadline);

 private:
  std::string Token();

  const std::string address_;
  const std::string token_command_;
  std::string root_, certificate_, key_;
  absl::Mutex mutex_;
  std::string token_ ABSL_GUARDED_BY(mutex_);
  absl::Time renew_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_EDGE_CLIENT_H_
