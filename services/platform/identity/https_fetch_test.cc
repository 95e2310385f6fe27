#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/tls1.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/identity/key_endpoint.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"
#include "tests/support/test_tokens.h"
#include "tests/support/tls_server.h"

namespace dayaq {
namespace {

using testing::IssuedCertificate;
using testing::KeySetJson;
using testing::Svid;
using testing::TemporaryDirectory;
using testing::TestAuthority;
using testing::TestSigner;
using testing::TlsAnswer;
using testing::TlsServer;
using testing::WriteFileWhole;

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
  const TlsServer server(certificate_, TlsAnswer("200 OK", keys_));
  const auto text = Fetch(server.Url());
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(*text, keys_);
  KeyEndpoint endpoint(FetchFromHttps(server.Url("localhost"), ca_file_));
  ASSERT_TRUE(endpoint.WaitForKeys(absl::Seconds(20)));
  EXPECT_NE(endpoint.Current()->Find("a"), nullptr);
}

TEST_F(HttpsFetchTest, RefusesAProviderThatCannotProveItself) {
  const TlsServer foreign(TestAuthority("Another authority").Issue(Svid("login")), TlsAnswer("200 OK", keys_));
  EXPECT_FALSE(Fetch(foreign.Url()).ok());
  EXPECT_EQ(foreign.requests(), 0);

  testing::CertificateSpec other_host;
  other_host.dns_names = {"login.example"};
  const TlsServer misnamed(authority_.Issue(other_host), TlsAnswer("200 OK", keys_));
  EXPECT_FALSE(Fetch(misnamed.Url()).ok());
  EXPECT_EQ(misnamed.requests(), 0);

  testing::CertificateSpec old = Svid("login");
  old.not_after = absl::Now() - absl::Minutes(1);
  const TlsServer expired(authority_.Issue(old), TlsAnswer("200 OK", keys_));
  EXPECT_FALSE(Fetch(expired.Url()).ok());

  const TlsServer outdated(certificate_, TlsAnswer("200 OK", keys_), TLS1_1_VERSION);
  EXPECT_FALSE(Fetch(outdated.Url()).ok());
  EXPECT_EQ(outdated.requests(), 0);
}

TEST_F(HttpsFetchTest, RefusesOtherSchemesAndAMissingAuthorityFile) {
  const TlsServer server(certificate_, TlsAnswer("200 OK", keys_));
  EXPECT_FALSE(Fetch(server.Url("127.0.0.1", "http")).ok());
  EXPECT_FALSE(Fetch("file://" + ca_file_).ok());
  EXPECT_FALSE(FetchFromHttps(server.Url(), directory_.Path("absent.pem"))().ok());
  EXPECT_EQ(server.requests(), 0);
}

TEST_F(HttpsFetchTest, FollowsNoRedirect) {
  const TlsServer target(certificate_, TlsAnswer("200 OK", keys_));
  const TlsServer server(certificate_, TlsAnswer("302 Found", "", absl::StrCat("Location: ", target.Url(), "\r\n")));
  EXPECT_FALSE(Fetch(server.Url()).ok());
  EXPECT_EQ(server.requests(), 1);
  EXPECT_EQ(target.requests(), 0);
}

TEST_F(HttpsFetchTest, RefusesErrorsAndAnswersThatAreTooLong) {
  const TlsServer broken(certificate_, TlsAnswer("500 Internal Server Error", keys_));
  EXPECT_FALSE(Fetch(broken.Url()).ok());
  const TlsServer longest(certificate_, TlsAnswer("200 OK", std::string(KeySet::kMostBytes, ' ')));
  EXPECT_TRUE(Fetch(longest.Url()).ok());
  const TlsServer longer(certificate_, TlsAnswer("200 OK", std::string(KeySet::kMostBytes + 1, ' ')));
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
