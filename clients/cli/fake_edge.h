// A TLS server on the loopback that stands where the edge would, and settings that lead there. For tests.
#ifndef CLIENTS_CLI_FAKE_EDGE_H_
#define CLIENTS_CLI_FAKE_EDGE_H_

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <memory>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/settings.h"
#include "clients/cli/token_store.h"
#include "google/rpc/status.pb.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"

namespace dayaq::cli {

class FakeEdge {
 public:
  explicit FakeEdge(const std::vector<grpc::Service*>& services) {
    dayaq::testing::CertificateSpec spec;
    spec.dns_names = {"localhost"};
    spec.ips = {"127.0.0.1"};
    const auto issued = authority_.Issue(spec);
    grpc::SslServerCredentialsOptions tls;
    tls.pem_key_cert_pairs.push_back({issued.key_pem, issued.certificate_pem});
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(tls), &port);
    for (grpc::Service* service : services) builder.RegisterService(service);
    server_ = builder.BuildAndStart();
    std::ofstream(directory_.Path("ca.pem")) << authority_.pem();
    settings_.edge = absl::StrCat("127.0.0.1:", port);
    settings_.ca = directory_.Path("ca.pem");
    settings_.issuer = "https://127.0.0.1:1";
    settings_.state_directory = directory_.path();
  }
  ~FakeEdge() { server_->Shutdown(std::chrono::system_clock::now()); }

  Settings& settings() { return settings_; }

  // Tokens that nobody looks at, good for that long.
  Tokens TokensFor(absl::Duration lasting) const {
    Tokens tokens;
    tokens.issuer = settings_.issuer;
    tokens.access_token = "e30.e30.x";
    tokens.expires_at = absl::Now() + lasting;
    tokens.role_assignment = "01900000-0000-7000-9000-000000000014";
    return tokens;
  }

  // A refusal as a service would send it.
  static grpc::Status Wire(const absl::Status& status) {
    google::rpc::Status wire;
    wire.set_code(static_cast<int>(status.code()));
    status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
      auto* detail = wire.add_details();
      detail->set_type_url(std::string(type));
      detail->set_value(std::string(payload));
    });
    return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message()), wire.SerializeAsString()};
  }

 private:
  dayaq::testing::TemporaryDirectory directory_;
  dayaq::testing::TestAuthority authority_;
  std::unique_ptr<grpc::Server> server_;
  Settings settings_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_FAKE_EDGE_H_
