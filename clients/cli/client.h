// Calls the services through the edge: TLS, the user's token, deadlines, retries that never act twice.
#ifndef CLIENTS_CLI_CLIENT_H_
#define CLIENTS_CLI_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "clients/cli/journal.h"
#include "clients/cli/login.h"
#include "clients/cli/receipt_store.h"
#include "clients/cli/settings.h"
#include "clients/cli/token_store.h"

namespace dayaq::cli {

// What every call of this run carries beside its request.
struct CallOptions {
  std::string role_assignment;                  // empty: the one chosen at login, or the only one there is
  std::string purpose;                          // empty: the role's first
  absl::Duration timeout = absl::Seconds(30);   // of one try
  absl::Duration patience = absl::Seconds(20);  // of all tries together
};

// How long to wait before the next try of a call that failed; nothing when it must not be tried again.
std::optional<absl::Duration> RetryDelay(const absl::Status& status, int tries);

// A grpc::Status with its details.
absl::Status FromGrpc(const grpc::Status& status);

// Safe to call from many threads.
class Client {
 public:
  // As whoever is signed in; renewed tokens are kept for the next command. UNAUTHENTICATED when nobody is.
  static absl::StatusOr<std::unique_ptr<Client>> Open(const Settings& settings, CallOptions options);
  // With these tokens, which stay in memory: who is signed in on this machine is neither asked nor changed.
  static absl::StatusOr<std::unique_ptr<Client>> OpenWith(const Settings& settings, CallOptions options, Tokens tokens);

  // Who has several role assignments and chose none may still ask which there are; any other call is refused as before.
  void AskBeforeChoosing();

  // A call that changes nothing, or whose request carries its own id. A method is named by the stub of its service, which whoever
  // calls includes: with all of them here, each command would read the contract of the whole house.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    Stub stub(channel_);
    Response response;
    const absl::Status status = Try([&](grpc::ClientContext& context) {
      response.Clear();
      return (stub.*method)(&context, request, &response);
    });
    if (!status.ok()) return status;
    return response;
  }

  // A change: takes its request id from the journal, or puts a fresh one there, and forgets it when the answer is in.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Change(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Request request) {
    absl::StatusOr<Journal::Entry> entry = Begin(request);
    if (!entry.ok()) return entry.status();
    request.set_request_id(entry->request_id);
    absl::StatusOr<Response> response = Call(method, request);
    End(*entry, response.status());
    return response;
  }

 private:
  Client(const Settings& settings, CallOptions options, Tokens tokens);

  absl::Status Try(const std::function<grpc::Status(grpc::ClientContext&)>& call);
  absl::StatusOr<std::string> AccessToken(bool renew);
  absl::StatusOr<Journal::Entry> Begin(const google::protobuf::Message& request);
  void End(const Journal::Entry& entry, const absl::Status& status) const;
  const Settings settings_;
  const CallOptions options_;
  std::optional<TokenStore> store_;  // none: tokens stay in memory
  ReceiptStore receipts_;
  Journal journal_;
  std::shared_ptr<grpc::Channel> channel_;
  absl::Mutex mutex_;
  Tokens tokens_ ABSL_GUARDED_BY(mutex_);
  bool before_choosing_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_CLIENT_H_
