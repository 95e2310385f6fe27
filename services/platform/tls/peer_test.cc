#include "services/platform/tls/peer.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/tls/certificate_stager.h"
#include "services/platform/tls/test_peer_server.h"
#include "tests/support/temporary_directory.h"

namespace dayaq {
namespace {

using testing::Ask;
using testing::CertificateSpec;
using testing::ClientOf;
using ::testing::HasSubstr;
using testing::IssuedCertificate;
using testing::PeerServer;
using testing::Svid;
using testing::TemporaryDirectory;
using testing::TestAuthority;

constexpr char kEdge[] = "spiffe://dayaq.az/service/edge";

// A running server of the workload service/incident.
class PeerTest : public ::testing::Test {
 protected:
  PeerTest() {
    testing::WriteCertificateSet(directory_.Path("source"), authority_.Issue(Svid("service/incident")), authority_.pem());
    stager_ = *CertificateStager::Start(directory_.Path("source"), directory_.Path("staged"));
    server_ = std::make_unique<PeerServer>(stager_->ServerCredentials());
  }

  testing::PeerAnswer AskAs(const CertificateSpec& spec) {
    return Ask(server_->address(), ClientOf(authority_.Issue(spec), authority_.pem()));
  }

  const TestAuthority authority_;
  const TemporaryDirectory directory_;
  std::unique_ptr<CertificateStager> stager_;
  std::unique_ptr<PeerServer> server_;
};

TEST_F(PeerTest, KnowsItsCallerByTheCertificate) {
  const auto answer = AskAs(Svid("service/edge"));
  EXPECT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_EQ(answer.caller, kEdge);
  EXPECT_EQ(answer.server_serial, stager_->serial());
}

TEST_F(PeerTest, RefusesEveryCertificateThatIsNoIdentityOfOurs) {
  const auto changed = [](const std::function<void(CertificateSpec&)>& change) {
    CertificateSpec spec = Svid("service/edge");
    change(spec);
    return spec;
  };
  const std::vector<std::pair<const char*, CertificateSpec>> cases = {
      {"two URI names", changed([](CertificateSpec& spec) { spec.uris.push_back("spiffe://dayaq.az/service/gateway"); })},
      {"no URI name", changed([](CertificateSpec& spec) { spec.uris.clear(); })},
      {"an authority", changed([](CertificateSpec& spec) { spec.basic_constraints = "critical,CA:TRUE"; })},
      {"keyCertSign", changed([](CertificateSpec& spec) { spec.key_usage = "critical,digitalSignature,keyCertSign"; })},
      {"no digitalSignature", changed([](CertificateSpec& spec) { spec.key_usage = "critical,keyAgreement"; })},
      {"the root path", changed([](CertificateSpec& spec) { spec.uris = {"spiffe://dayaq.az/"}; })},
      {"another trust domain", changed([](CertificateSpec& spec) { spec.uris = {"spiffe://evil.example/service/edge"}; })},
      {"expired", changed([](CertificateSpec& spec) { spec.not_after = absl::Now() - absl::Minutes(1); })},
      {"not yet valid", changed([](CertificateSpec& spec) { spec.not_before = absl::Now() + absl::Hours(1); })},
      {"for servers only", changed([](CertificateSpec& spec) { spec.extended_key_usage = "serverAuth"; })},
  };
  for (const auto& [name, spec] : cases) {
    const auto answer = AskAs(spec);
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAVAILABLE) << name << ": " << answer.caller;
  }
  const auto foreign = Ask(server_->address(), ClientOf(TestAuthority().Issue(Svid("service/edge")), authority_.pem()));
  EXPECT_EQ(foreign.status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(AskAs(Svid("service/edge")).status.ok()) << "the server must still serve";
}

TEST_F(PeerTest, RefusesPlaintextAndClientsWithoutACertificate) {
  EXPECT_EQ(Ask(server_->address(), grpc::InsecureChannelCredentials()).status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Ask(server_->address(), grpc::SslCredentials({.pem_root_certs = authority_.pem()})).status.error_code(),
            grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(AskAs(Svid("service/edge")).status.ok());
}

// Shakes hands at most at that version, with all the leniency OpenSSL has; "connected", or how it failed.
std::string ShakeHands(int port, int version, const IssuedCertificate& client) {
  const TemporaryDirectory files;
  testing::WriteCertificateSet(files.path(), client, "");
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  SSL_CTX_use_certificate_file(context.get(), files.Path("cert.pem").c_str(), SSL_FILETYPE_PEM);
  SSL_CTX_use_PrivateKey_file(context.get(), files.Path("key.pem").c_str(), SSL_FILETYPE_PEM);
  const unsigned char http2[] = {2, 'h', '2'};
  SSL_CTX_set_alpn_protos(context.get(), http2, sizeof(http2));
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  EXPECT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
  SSL_set_fd(tls.get(), connection);
  ERR_clear_error();
  const bool is_connected = SSL_connect(tls.get()) == 1;
  const char* const reason = ERR_reason_error_string(ERR_get_error());
  close(connection);
  return is_connected ? "connected" : reason == nullptr ? "closed" : reason;
}

TEST_F(PeerTest, RefusesOutdatedVersionsOfTls) {
  const IssuedCertificate client = authority_.Issue(Svid("service/edge"));
  EXPECT_EQ(ShakeHands(server_->port(), TLS1_3_VERSION, client), "connected");
  EXPECT_EQ(ShakeHands(server_->port(), TLS1_2_VERSION, client), "connected");
  // gRPC hangs up without an alert.
  EXPECT_EQ(ShakeHands(server_->port(), TLS1_1_VERSION, client), "unexpected eof while reading");
  EXPECT_EQ(ShakeHands(server_->port(), TLS1_VERSION, client), "unexpected eof while reading");
}

TEST_F(PeerTest, AClientReachesOnlyTheServerItMeans) {
  EXPECT_TRUE(Ask(server_->address(), stager_->ChannelCredentials("spiffe://dayaq.az/service/incident")).status.ok());
  EXPECT_FALSE(Ask(server_->address(), stager_->ChannelCredentials(kEdge)).status.ok());
  EXPECT_FALSE(Ask(server_->address(), stager_->ChannelCredentials("")).status.ok());
  EXPECT_TRUE(Ask(server_->address(), stager_->ChannelCredentials()).status.ok());

  CertificateSpec elsewhere = Svid("service/incident");
  elsewhere.dns_names = {"incident.example"};
  elsewhere.ips.clear();
  testing::WriteCertificateSet(directory_.Path("other"), authority_.Issue(elsewhere), authority_.pem());
  const auto other = CertificateStager::Start(directory_.Path("other"), directory_.Path("other-staged"));
  ASSERT_TRUE(other.ok()) << other.status();
  const PeerServer other_server((*other)->ServerCredentials());
  EXPECT_FALSE(Ask(other_server.address(), stager_->ChannelCredentials()).status.ok());
  EXPECT_TRUE(Ask(other_server.address(), stager_->ChannelCredentials("spiffe://dayaq.az/service/incident")).status.ok());
}

// The same questions to a server whose handshake lets any certificate of the authority through.
TEST_F(PeerTest, APeersNameIsCheckedAgainForEachCall) {
  const IssuedCertificate own = authority_.Issue(Svid("service/incident"));
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = authority_.pem();
  options.pem_key_cert_pairs = {{own.key_pem, own.certificate_pem}};
  const PeerServer lax(grpc::SslServerCredentials(options));
  const auto ask = [&](std::vector<std::string> uris) {
    CertificateSpec spec = Svid("service/edge");
    spec.uris = std::move(uris);
    return Ask(lax.address(), ClientOf(authority_.Issue(spec), authority_.pem())).status.error_code();
  };
  EXPECT_EQ(ask({kEdge}), grpc::StatusCode::OK);
  EXPECT_EQ(ask({}), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ask({kEdge, "spiffe://dayaq.az/service/gateway"}), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ask({"spiffe://dayaq.az/"}), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ask({"spiffe://evil.example/service/edge"}), grpc::StatusCode::PERMISSION_DENIED);
  const PeerServer open(grpc::InsecureServerCredentials());
  EXPECT_EQ(Ask(open.address(), grpc::InsecureChannelCredentials()).status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST(CallTable, TheShippedTableLetsInExactlyTheNamedCallers) {
  const auto table = CallTable::Load("policy/calls.yaml");
  ASSERT_TRUE(table.ok()) << table.status();
  // Every service of the house: whoever adds one finds it here.
  std::vector<std::string> services;
  for (const auto& folder : std::filesystem::directory_iterator("services")) {
    if (std::filesystem::exists(folder.path() / "main.cc")) services.push_back(folder.path().filename().string());
  }
  ASSERT_GE(services.size(), 5u);
  std::vector<std::string> workloads = services;
  workloads.insert(workloads.end(), {"edge", "gateway", "probe"});
  for (const std::string& service : workloads) {
    const bool serves = service != "edge" && service != "gateway" && service != "probe";
    EXPECT_EQ(table->CheckNamed(service).ok(), serves) << service;
    for (const std::string& caller : workloads) {
      const absl::Status status = table->Check(service, absl::StrCat("spiffe://dayaq.az/service/", caller));
      EXPECT_EQ(status.ok(), serves && (caller == "edge" || caller == "gateway")) << caller << " -> " << service;
      if (status.ok()) continue;
      EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
      EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_PEER_REFUSED);
    }
  }
  for (const char* const stranger :
       {"", "edge", "spiffe://dayaq.az/service/edge/", "spiffe://dayaq.az/service/edg", "spiffe://dayaq.az/edge"}) {
    EXPECT_FALSE(table->Check("incident", stranger).ok()) << stranger;
  }
}

TEST(CallTable, RefusesWhatItDoesNotUnderstandAndSaysWhere) {
  const std::string good = "services:\n  incident:\n    - spiffe://dayaq.az/service/edge\n";
  EXPECT_TRUE(CallTable::Parse(good).ok());
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "'services'"},
      {"[]", "'services'"},
      {"services:", "at least one service"},
      {"services: {}", "at least one service"},
      {"services: [incident]", "at least one service"},
      {good + "callers: {}\n", "Line 4: only the key"},
      {good + good, "Line 4: 'services' stands twice"},
      {good + "  incident:\n    - spiffe://dayaq.az/service/gateway\n", "Line 4: the service stands twice"},
      {good + "    - spiffe://dayaq.az/service/edge\n", "Line 4: the caller stands twice"},
      {good + "    - spiffe://dayaq.az/*\n", "Line 4: The path"},
      {good + "    - spiffe://evil.example/service/edge\n", "Line 4: The SPIFFE id is of another trust domain"},
      {good + "    - [spiffe://dayaq.az/service/gateway]\n", "Line 4: a caller must be a text"},
      {good + "  audit:\n", "a list of callers"},
      {good + "  audit: []\n", "a list of callers"},
      {good + "  audit: spiffe://dayaq.az/service/edge\n", "a list of callers"},
      {good + "  [audit]: [spiffe://dayaq.az/service/edge]\n", "name must be a text"},
      {"services: {", "Line 1"},
      {"services: *unknown", "Line 1"},
  };
  for (const auto& [yaml, fault] : cases) {
    const auto table = CallTable::Parse(yaml);
    EXPECT_EQ(table.status().code(), absl::StatusCode::kInvalidArgument) << yaml;
    EXPECT_THAT(std::string(table.status().message()), HasSubstr(fault)) << yaml;
  }
  EXPECT_EQ(CallTable::Load("policy/absent.yaml").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace dayaq
