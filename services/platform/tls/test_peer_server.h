// A gRPC server that answers every call with the SPIFFE id of its caller, and a client for it: for tests of what a handshake lets
// in.
#ifndef SERVICES_PLATFORM_TLS_TEST_PEER_SERVER_H_
#define SERVICES_PLATFORM_TLS_TEST_PEER_SERVER_H_

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "tests/support/test_certificates.h"

namespace dayaq::testing {

class PeerServer {
 public:
  explicit PeerServer(const std::shared_ptr<grpc::ServerCredentials>& credentials);
  ~PeerServer();

  int port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  class Service;
  std::unique_ptr<grpc::CallbackGenericService> service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

struct PeerAnswer {
  grpc::Status status;
  // Who the server says the caller is.
  std::string caller;
  // The serial number of the server's certificate, upper-case hexadecimal.
  std::string server_serial;
};

// A channel that shares its connection with no other.
std::shared_ptr<grpc::Channel> OwnChannel(const std::string& address, const std::shared_ptr<grpc::ChannelCredentials>& credentials);
// One call, with a deadline of ten seconds.
PeerAnswer Ask(const std::shared_ptr<grpc::Channel>& channel);
// One call over a new connection.
PeerAnswer Ask(const std::string& address, const std::shared_ptr<grpc::ChannelCredentials>& credentials);
// A client's credentials without any check of its own certificate, good or bad.
std::shared_ptr<grpc::ChannelCredentials> ClientOf(const IssuedCertificate& issued, const std::string& ca_pem);

}  // namespace dayaq::testing

#endif  // SERVICES_PLATFORM_TLS_TEST_PEER_SERVER_H_
