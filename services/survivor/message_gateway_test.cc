#include "services/survivor/message_gateway.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"
#include "tests/support/tls_server.h"

namespace dayaq::survivor {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using testing::IssuedCertificate;
using testing::Svid;
using testing::TemporaryDirectory;
using testing::TestAuthority;
using testing::TlsAnswer;
using testing::TlsServer;
using testing::WriteFileWhole;

const OutgoingMessage kMessage{
    .uid = "01900000-0000-7000-8000-000000000001", .phone = "+994501234567", .text = "Dayaq: \"yenilik\". 142"};

std::string FileText(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(FileGatewayTest, WritesALineThatNobodyElseReads) {
  const TemporaryDirectory directory;
  const std::string path = directory.Path("messages.jsonl");
  WriteFileWhole(path, "");
  ASSERT_EQ(chmod(path.c_str(), 0644), 0);
  auto gateway = FileGateway(path);
  ASSERT_TRUE(gateway.ok()) << gateway.status();
  EXPECT_EQ((*gateway)->Send(kMessage).how, Handover::kTaken);
  EXPECT_EQ((*gateway)->Send(kMessage).how, Handover::kTaken);
  const std::string line =
      "{\"id\":\"01900000-0000-7000-8000-000000000001\",\"to\":\"+994501234567\",\"text\":\"Dayaq: \\\"yenilik\\\". 142\"}\n";
  EXPECT_EQ(FileText(path), line + line);
  struct stat about {};
  ASSERT_EQ(stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST(FileGatewayTest, RefusesAPlaceThatCannotBeWritten) {
  EXPECT_FALSE(FileGateway("/nowhere/messages.jsonl").ok());
  EXPECT_FALSE(FileGateway("/").ok());
}

class HttpGatewayTest : public ::testing::Test {
 protected:
  HttpGatewayTest() {
    WriteFileWhole(ca_file_, authority_.pem());
    WriteFileWhole(token_file_, "first-token\n");
  }
  std::unique_ptr<MessageGateway> To(const std::string& url) const {
    auto gateway = HttpGateway({.url = url, .ca_file = ca_file_, .token_file = token_file_});
    EXPECT_TRUE(gateway.ok()) << gateway.status();
    return gateway.ok() ? *std::move(gateway) : nullptr;
  }
  HandedOver After(const std::string& status) const {
    const TlsServer server(certificate_, TlsAnswer(status, "{\"to\":\"+994501234567\"}"));
    return To(server.Url())->Send(kMessage);
  }

  const TestAuthority authority_;
  const IssuedCertificate certificate_ = authority_.Issue(Svid("gateway"));
  const TemporaryDirectory directory_;
  const std::string ca_file_ = directory_.Path("ca.pem");
  const std::string token_file_ = directory_.Path("token");
};

TEST_F(HttpGatewayTest, PostsOneMessageUnderItsKey) {
  const TlsServer server(certificate_, TlsAnswer("202 Accepted", "{}"));
  const auto gateway = To(server.Url());
  EXPECT_EQ(gateway->Send(kMessage).how, Handover::kTaken);
  EXPECT_THAT(server.last_request(),
              AllOf(HasSubstr("POST /jwks HTTP/"), HasSubstr("Idempotency-Key: 01900000-0000-7000-8000-000000000001\r\n"),
                    HasSubstr("Authorization: Bearer first-token\r\n"), HasSubstr("Content-Type: application/json"),
                    HasSubstr("{\"id\":\"01900000-0000-7000-8000-000000000001\",\"to\":\"+994501234567\",\"text\":\"Dayaq:")));
  // The number stands in the body alone, never where an address is logged.
  EXPECT_THAT(server.last_request().substr(0, server.last_request().find("\r\n\r\n")), Not(HasSubstr("501234567")));
  WriteFileWhole(token_file_, "second-token\n");
  EXPECT_EQ(gateway->Send(kMessage).how, Handover::kTaken);
  EXPECT_THAT(server.last_request(), HasSubstr("Bearer second-token\r\n")) << "replaced while it runs";
}

TEST_F(HttpGatewayTest, OnlyWhatIsWrongWithTheMessageIsFinal) {
  for (const char* final : {"400 Bad Request", "410 Gone", "413 Too Large", "422 Unprocessable"}) {
    EXPECT_EQ(After(final).how, Handover::kRefused) << final;
  }
  for (const char* later : {"401 Unauthorized", "403 Forbidden", "404 Not Found", "408 Timeout", "429 Too Many", "500 Error",
                            "503 Unavailable", "302 Found"}) {
    const HandedOver over = After(later);
    EXPECT_EQ(over.how, Handover::kNoAnswer) << later;
    EXPECT_EQ(over.why, absl::StrCat("http ", std::string(later).substr(0, 3)));
  }
}

TEST_F(HttpGatewayTest, SpeaksToNobodyWhoCannotProveWhoTheyAre) {
  const TlsServer foreign(TestAuthority("Another authority").Issue(Svid("gateway")), TlsAnswer("200 OK", "{}"));
  EXPECT_EQ(To(foreign.Url())->Send(kMessage).how, Handover::kNoAnswer);
  EXPECT_EQ(foreign.requests(), 0);
  testing::CertificateSpec other_host;
  other_host.dns_names = {"gateway.example"};
  const TlsServer misnamed(authority_.Issue(other_host), TlsAnswer("200 OK", "{}"));
  EXPECT_EQ(To(misnamed.Url())->Send(kMessage).how, Handover::kNoAnswer);
  EXPECT_EQ(misnamed.requests(), 0);
}

TEST_F(HttpGatewayTest, FollowsNoRedirectAndWaitsForNobody) {
  const TlsServer target(certificate_, TlsAnswer("200 OK", "{}"));
  const TlsServer server(certificate_, TlsAnswer("307 Temporary", "", absl::StrCat("Location: ", target.Url(), "\r\n")));
  EXPECT_EQ(To(server.Url())->Send(kMessage).how, Handover::kNoAnswer);
  EXPECT_EQ(target.requests(), 0);
  const HandedOver nobody = To("https://127.0.0.1:1/messages")->Send(kMessage);
  EXPECT_EQ(nobody.how, Handover::kNoAnswer);
  EXPECT_THAT(nobody.why, HasSubstr("curl "));
}

TEST_F(HttpGatewayTest, WithoutATokenNothingLeaves) {
  const TlsServer server(certificate_, TlsAnswer("200 OK", "{}"));
  WriteFileWhole(token_file_, "");
  EXPECT_EQ(To(server.Url())->Send(kMessage).why, "no token");
  EXPECT_EQ(server.requests(), 0);
}

TEST_F(HttpGatewayTest, WrongOptionsAreRefusedAtTheStart) {
  EXPECT_FALSE(HttpGateway({.url = "http://127.0.0.1/", .ca_file = ca_file_, .token_file = token_file_}).ok());
  EXPECT_FALSE(HttpGateway({.url = "https://127.0.0.1/", .ca_file = "", .token_file = token_file_}).ok());
  EXPECT_FALSE(HttpGateway({.url = "https://127.0.0.1/", .ca_file = ca_file_, .token_file = ""}).ok());
}

}  // namespace
}  // namespace dayaq::survivor
