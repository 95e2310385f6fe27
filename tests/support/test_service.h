// A service as it runs, inside a test: real PostgreSQL, mutual TLS, tokens of a test identity provider, the whole call wrapper.
#ifndef TESTS_SUPPORT_TEST_SERVICE_H_
#define TESTS_SUPPORT_TEST_SERVICE_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/database/transaction.h"
#include "services/platform/rpc/error_mapper.h"
#include "services/platform/service/host.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"
#include "tests/support/test_database.h"
#include "tests/support/test_tokens.h"

namespace dayaq::testing {

// Who calls, as what.
struct TestCaller {
  std::string subject;     // of db/sample/staff.yaml, for example "aysel-registrar"
  std::string assignment;  // role assignment; empty: the only one
  absl::Duration deadline = absl::Seconds(20);
  std::string purpose = "";  // stated; empty: the role's first
  // Signed in with a second factor, so long ago; none: the token does not say when.
  bool strong = false;
  std::optional<absl::Duration> signed_in_ago = absl::Minutes(1);
  std::string token = "";  // instead of a good one
};

// The same person after a strong sign-in of a minute ago.
TestCaller Strongly(TestCaller caller);

// A host with a database of its own, or one it shares with other services. Reactions do not run by themselves: a test says when
// (React), or has workers run them as in production (StartWorkers).
class TestService {
 public:
  // `database`: see TestDatabase::Create; none: one of its own. `adjust` changes the host's options before it is made.
  static absl::StatusOr<std::unique_ptr<TestService>> Start(const std::string& service, const std::vector<rpc::Methods*>& methods,
                                                            std::vector<rpc::Reaction> reactions = {},
                                                            std::shared_ptr<TestDatabase> database = nullptr,
                                                            const std::function<void(HostOptions&)>& adjust = nullptr);
  ~TestService();

  // A channel as the edge has it, or any other peer of spiffe://dayaq.az/service/.
  std::shared_ptr<grpc::Channel> Channel(const std::string& peer = "edge") const;
  // Puts token, role assignment and deadline on a call.
  void Prepare(const TestCaller& caller, grpc::ClientContext& context) const;
  std::string Token(const std::string& subject, absl::Time issued = absl::Now()) const;
  std::string TokenOf(const TestCaller& caller) const;
  const TestSigner& signer() const { return signer_; }
  // Whom a client has to trust to speak to the service.
  const std::string& authority_pem() const { return authority_.pem(); }

  // Calls a method of a stub as the caller: Call(*stub, &Stub::GetIncident, caller, request).
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const TestCaller& caller, const Request& request) const {
    grpc::ClientContext context;
    Prepare(caller, context);
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return response;
  }

  // Runs `body` in a transaction opened for that person, or for the service itself: in its background role when `subject` is empty,
  // in another role of its own when `subject` names one.
  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const;

  // Handles deliveries until none is due, of one subscriber or of all; returns how many, or the first reaction's error (which is
  // recorded with the delivery, too).
  absl::StatusOr<int> React(absl::string_view subscriber = "") const;

  // Reactions run by themselves from here on, until StopWorkers or the end.
  absl::Status StartWorkers();
  void StopWorkers();

  TestDatabase& database() const { return *database_; }
  // For another service to share.
  std::shared_ptr<TestDatabase> shared_database() const { return database_; }
  Host& host() const { return *host_; }

 private:
  TestService();

  TemporaryDirectory directory_;
  TestAuthority authority_;
  TestSigner signer_;
  std::shared_ptr<TestDatabase> database_;
  std::unique_ptr<Host> host_;
  // What the host takes for the time, and whoever signs in, too.
  std::function<absl::Time()> clock_ = absl::Now;
  std::vector<rpc::Reaction> reactions_;
  std::vector<std::unique_ptr<OutboxWorker>> workers_;
};

// Has services that share a database react to each other until nothing is due anywhere; returns how many deliveries they handled,
// or the first reaction's error.
absl::StatusOr<int> ReactAll(const std::vector<const TestService*>& services);

// "<field> <REASON>" of each fault that a refusal names.
std::vector<std::string> FaultsOf(const absl::Status& status);

// A fresh request id (UUIDv4-shaped).
std::string NewRequestId();

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_TEST_SERVICE_H_
