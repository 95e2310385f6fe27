#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/platform/identity/key_endpoint.h"
#include "tests/support/must.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"
#include "tests/support/test_tokens.h"

namespace dayaq {
namespace {

using testing::IssuedCertificate;
using testing::KeySetJson;
using testing::Must;
using testing::Svid;
using testing::TemporaryDirectory;
using testing::TestAuthority;
using testing::TestSigner;
using testing::WriteFileWhole;

// Answers every TLS connection on a port of its own with the same bytes, then closes it.
class TlsServer {
 public:
  TlsServer(const IssuedCertificate& certificate, std::string answer, int latest_version = TLS1_3_VERSION)
      : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free), answer_(std::move(answer)) {
    signal(SIGPIPE, SIG_IGN);
    TemporaryDirectory files;
    WriteFileWhole(files.Path("cert.pem"), certificate.certificate_pem);
    WriteFileWhole(files.Path("key.pem"), certificate.key_pem);
    SSL_CTX_set_security_level(context_.get(), 0);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), latest_version);
    Must(SSL_CTX_use_certificate_file(context_.get(), files.Path("cert.pem").c_str(), SSL_FILETYPE_PEM) == 1,
         "use the certificate");
    Must(SSL_CTX_use_PrivateKey_file(context_.get(), files.Path("key.pem").c_str(), SSL_FILETYPE_PEM) == 1, "use the key");
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    Must(bind(listener_, reinterpret_cast<sockaddr*>(&address), length) == 0 && listen(listener_, 8) == 0, "listen");
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Run(); });
  }

  ~TlsServer() {
    is_stopping_ = true;
    thread_.join();
    close(listener_);
  }

  std::string Url(const std::string& host = "127.0.0.1", const std::string& scheme = "https") const {
    return absl::StrCat(scheme, "://", host, ":", port_, "/jwks");
  }
  int requests() const { return requests_; }

 private:
  void Run() {
    while (!is_stopping_) {
      pollfd waiting{listener_, POLLIN, 0};
      if (poll(&waiting, 1, 20) != 1) continue;
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      Serve(connection);
      close(connection);
    }
  }

  void Serve(int connection) {
    const timeval patience{2, 0};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context_.get()), SSL_free);
    SSL_set_fd(tls.get(), connection);
    char request[4096];
    if (SSL_accept(tls.get()) != 1 || SSL_read(tls.get(), request, sizeof(request)) <= 0) return;
    ++requests_;
    SSL_write(tls.get(), answer_.data(), static_cast<int>(answer_.size()));
    SSL_shutdown(tls.get());
  }

  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  const std::string answer_;
  int listener_ = -1;
  uint16_t port_ = 0;
  std::atomic<bool> is_stopping_{false};
  std::atomic<int> requests_{0};
  std::thread thread_;
};

std::string Answer(absl::string_view status, absl::string_view body, absl::string_view headers = "") {
  return absl::StrCat("HTTP/1.1 ", status, "\r\nContent-Type: application/json\r\nConnection: close\r\n", headers, "\r\n", body);
}

class HttpsFetchTest : public ::testing::Test {
 protected:
  HttpsFetchTest() { WriteFileWhole(ca_file_, authority_.pem()); }
  absl::StatusOr<std::string> Fetch(const std::string& url) { return FetchFromHttps(url, ca_file_)(); }

  const TestAuthority authority_;
  const IssuedCertificate certificate_ = authority_.Issue(Svid("login"));
  const TemporaryDirectory directory_;
  const std::string ca_file_ = directory_.Path("ca.pem");
  const std::string keys_ = KeySetJson({TestSigner::EdDsa("a").Jwk()});
};

TEST_F(HttpsFetchTest, FetchesFromAProviderOfThePinnedAuthority) {
  const TlsServer server(certificate_, Answer("200 OK", keys_));
  const auto text = Fetch(server.Url());
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(*text, keys_);
  KeyEndpoint endpoint(FetchFromHttps(server.Url("localhost"), ca_file_));
  ASSERT_TRUE(endpoint.WaitForKeys(absl::Seconds(20)));
  EXPECT_NE(endpoint.Current()->Find("a"), nullptr);
}

TEST_F(HttpsFetchTest, RefusesAProviderThatCannotProveItself) {
  const TlsServer foreign(TestAuthority("Another authority").Issue(Svid("login")), Answer("200 OK", keys_));
  EXPECT_FALSE(Fetch(foreign.Url()).ok());
  EXPECT_EQ(foreign.requests(), 0);

  testing::CertificateSpec other_host;
  other_host.dns_names = {"login.example"};
  const TlsServer misnamed(authority_.Issue(other_host), Answer("200 OK", keys_));
  EXPECT_FALSE(Fetch(misnamed.Url()).ok());
  EXPECT_EQ(misnamed.requests(), 0);

  testing::CertificateSpec old = Svid("login");
  old.not_after = absl::Now() - absl::Minutes(1);
  const TlsServer expired(authority_.Issue(old), Answer("200 OK", keys_));
  EXPECT_FALSE(Fetch(expired.Url()).ok());

  const TlsServer outdated(certificate_, Answer("200 OK", keys_), TLS1_1_VERSION);
  EXPECT_FALSE(Fetch(outdated.Url()).ok());
  EXPECT_EQ(outdated.requests(), 0);
}

TEST_F(HttpsFetchTest, RefusesOtherSchemesAndAMissingAuthorityFile) {
  const TlsServer server(certificate_, Answer("200 OK", keys_));
  EXPECT_FALSE(Fetch(server.Url("127.0.0.1", "http")).ok());
  EXPECT_FALSE(Fetch("file://" + ca_file_).ok());
  EXPECT_FALSE(FetchFromHttps(server.Url(), directory_.Path("absent.pem"))().ok());
  EXPECT_EQ(server.requests(), 0);
}

TEST_F(HttpsFetchTest, FollowsNoRedirect) {
  const TlsServer target(certificate_, Answer("200 OK", keys_));
  const TlsServer server(certificate_, Answer("302 Found", "", absl::StrCat("Location: ", target.Url(), "\r\n")));
  EXPECT_FALSE(Fetch(server.Url()).ok());
  EXPECT_EQ(server.requests(), 1);
  EXPECT_EQ(target.requests(), 0);
}

TEST_F(HttpsFetchTest, RefusesErrorsAndAnswersThatAreTooLong) {
  const TlsServer broken(certificate_, Answer("500 Internal Server Error", keys_));
  EXPECT_FALSE(Fetch(broken.Url()).ok());
  const TlsServer longest(certificate_, Answer("200 OK", std::string(KeySet::kMostBytes, ' ')));
  EXPECT_TRUE(Fetch(longest.Url()).ok());
  const TlsServer longer(certificate_, Answer("200 OK", std::string(KeySet::kMostBytes + 1, ' ')));
  EXPECT_FALSE(Fetch(longer.Url()).ok());
}

TEST_F(HttpsFetchTest, GivesUpOnAProviderThatSaysNothing) {
  // A port that accepts connections and never answers: the listener's queue takes them, nobody reads.
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), length), 0);
  ASSERT_EQ(listen(listener, 8), 0);
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  const absl::Time start = absl::Now();
  EXPECT_FALSE(Fetch(absl::StrCat("https://127.0.0.1:", ntohs(address.sin_port), "/jwks")).ok());
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
  close(listener);
}

}  // namespace
}  // namespace dayaq
