// Takes the browser's one visit after a login (RFC 8252): a listener on the loopback, on a port nobody else has.
#ifndef CLIENTS_CLI_LOOPBACK_LISTENER_H_
#define CLIENTS_CLI_LOOPBACK_LISTENER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace dayaq::cli {

class LoopbackListener {
 public:
  static absl::StatusOr<std::unique_ptr<LoopbackListener>> Open();
  ~LoopbackListener();
  LoopbackListener(const LoopbackListener&) = delete;
  LoopbackListener& operator=(const LoopbackListener&) = delete;

  std::string redirect_uri() const;

  // The address (path and query) of the first visit to /callback that carries `state`; others get 404 and are forgotten.
  // DEADLINE_EXCEEDED when none came.
  absl::StatusOr<std::string> Wait(const std::string& state, absl::Time until);

 private:
  explicit LoopbackListener(int socket, int port) : socket_(socket), port_(port) {}
  int socket_;
  int port_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_LOOPBACK_LISTENER_H_
