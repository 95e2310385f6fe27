// Signing in while the identity provider is down: a sentence, and an exit code that says try again.
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/program.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"
#include "tests/support/tls_server.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ProviderDownTest : public ::testing::Test {
 protected:
  ProviderDownTest() {
    dayaq::testing::WriteFileWhole(directory_.Path("ca.pem"), authority_.pem());
    std::filesystem::create_directories(directory_.Path("state"));
  }

  // What `dayaqctl login` ends with when the provider is at that address.
  std::pair<ExitCode, std::string> Login(const std::string& issuer, const char* language) const {
    const std::string config = directory_.Path("dayaqctl.yaml");
    std::ofstream(config) << "edge: 127.0.0.1:1\nca: " << directory_.Path("ca.pem") << "\nissuer: " << issuer
                          << "\nclient_id: dayaqctl\ndev_login: true\n";
    std::ostringstream out, err;
    const char* arguments[] = {"dayaqctl", "login", "--as", "tural-anama", "--lang", language, "--config", config.c_str()};
    const ExitCode code = RunProgram(std::size(arguments), arguments, out, err);
    EXPECT_EQ(out.str(), "");
    return {code, err.str()};
  }

  const dayaq::testing::TestAuthority authority_;
  const dayaq::testing::TemporaryDirectory directory_;
};

TEST_F(ProviderDownTest, NobodyListens) {
  int logins = 0;
  for (const char* language : {"az", "en"}) {
    const auto [code, text] = Login("https://127.0.0.1:1", language);
    EXPECT_EQ(code, ExitCode::kUnreachable) << text;
    EXPECT_THAT(text, HasSubstr("identity provider cannot be reached"));
    ++logins;
  }
  std::cout << "logins while the provider is down: " << logins << " of 2 end with exit code 4\n";
}

TEST_F(ProviderDownTest, ItAnswersThatItCannot) {
  const dayaq::testing::TlsServer server(authority_.Issue(dayaq::testing::Svid("login")),
                                         dayaq::testing::TlsAnswer("503 Service Unavailable", "{}"));
  const auto [code, text] = Login(server.Url(), "en");
  EXPECT_EQ(code, ExitCode::kUnreachable) << text;
  EXPECT_THAT(text, AllOf(HasSubstr("identity provider"), Not(HasSubstr("{}"))));
}

}  // namespace
}  // namespace dayaq::cli
