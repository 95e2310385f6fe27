// Tokens over the wire: hostile ones are told nothing and leave nothing, and good ones outlive an identity provider that is down.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/incident/duplicate_service.h"
#include "services/incident/incident_service.h"
#include "services/platform/base/error.h"
#include "tests/support/database_observer.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_service.h"
#include "tests/support/tls_server.h"

namespace dayaq::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Stub = incident::v1::IncidentService::Stub;

constexpr char kPerson[] = "aysel-registrar";

class TokenWireTest : public ::testing::Test {
 protected:
  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    incidents_.Bind(methods_);
    duplicates_.Bind(methods_);
  }

  void Start(const std::function<void(HostOptions&)>& adjust = nullptr) {
    auto started = TestService::Start("incident", {&methods_}, {}, nullptr, adjust);
    ASSERT_TRUE(started.ok()) << started.status();
    service_ = *std::move(started);
    stub_ = incident::v1::IncidentService::NewStub(service_->Channel());
  }

  absl::Status Call(const std::string& token) const {
    TestCaller caller{kPerson};
    caller.token = token;
    incident::v1::GetIncidentRequest request;
    request.set_name("incidents/01900000-0000-7000-8000-00000000dead");
    return service_->Call(*stub_, &Stub::GetIncident, caller, request).status();
  }
  bool ComesIn(const std::string& token) const { return ReasonOf(Call(token)) == ErrorReason::ERROR_REASON_NOT_FOUND; }
  bool IsRefused(const std::string& token) const {
    const absl::Status status = Call(token);
    return status.code() == absl::StatusCode::kUnauthenticated && ReasonOf(status) == ErrorReason::ERROR_REASON_TOKEN_INVALID;
  }

  incident::IncidentService incidents_;
  incident::DuplicateService duplicates_;
  rpc::Methods methods_{"dayaq.incident.v1.IncidentService"};
  std::unique_ptr<TestService> service_;
  std::unique_ptr<Stub> stub_;
};

// Message and every detail of a refusal.
std::string Everything(const absl::Status& status) {
  std::string all(status.message());
  status.ForEachPayload([&](absl::string_view, const absl::Cord& payload) { absl::StrAppend(&all, "\n", std::string(payload)); });
  return all;
}

TEST_F(TokenWireTest, AHostileTokenIsToldNothingAndLeavesNothing) {
  Start();
  const TestSigner& ours = service_->signer();
  const TestSigner stranger = TestSigner::EdDsa(ours.kid());
  const std::string claims = AccessClaims(kPerson, absl::Now(), "session-hostile");
  const std::string good = ours.Token(claims);
  ASSERT_TRUE(ComesIn(good));
  ASSERT_TRUE(service_->database().Execute("DELETE FROM access.session").ok());
  const auto with = [&](absl::string_view from, absl::string_view to) {
    return ours.Token(absl::StrReplaceAll(claims, {{from, to}}));
  };
  const std::string header = absl::StrCat(R"({"alg":"EdDSA","typ":"at+jwt","kid":")", ours.kid(), "\"");
  const std::vector<std::string> hostile = {
      EncodeBase64Url(R"({"alg":"none","typ":"at+jwt","kid":"test"})") + "." + EncodeBase64Url(claims) + ".",
      stranger.Token(claims),
      TestSigner::Rs256(ours.kid()).Token(claims),
      ours.Token(absl::StrCat(header, R"(,"jwk":)", stranger.Jwk(), "}"), claims),
      ours.Token(absl::StrCat(header, R"(,"crit":["exp"]})"), claims),
      ours.Token(absl::StrReplaceAll(header, {{"at+jwt", "JWT"}}) + "}", claims),
      TestSigner::EdDsa("nobodys").Token(claims),
      ours.Token(AccessClaims(kPerson, absl::Now() - absl::Hours(1), "session-hostile")),
      ours.Token(AccessClaims(kPerson, absl::Now() + absl::Hours(1), "session-hostile")),
      with(kTestIssuer, "https://login.example"),
      with(kTestAudience, "console"),
      with("\"sid\"", "\"sit\""),
      with(R"("sub":)", R"("sub":"tural-anama","sub":)"),
      good.substr(0, good.size() - 8),
      good + "." + good,
      std::string(8000, 'A')};
  ::testing::internal::CaptureStderr();
  int refused = 0;
  std::string told;
  for (const std::string& token : hostile) {
    refused += IsRefused(token) ? 1 : 0;
    absl::StrAppend(&told, Everything(Call(token)), "\n");
  }
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(refused, static_cast<int>(hostile.size()));
  EXPECT_THAT(log, HasSubstr("TOKEN_INVALID"));
  for (const std::string& text : {log, told}) {
    for (const char* secret : {kPerson, "session-hostile", "token-1", "tural-anama", "login.example", "nobodys"}) {
      EXPECT_THAT(text, Not(HasSubstr(secret)));
    }
    // No piece of a token either: every part of a good one stands in some of the others.
    for (size_t at = 0; at + 24 <= good.size(); at += 24) EXPECT_THAT(text, Not(HasSubstr(good.substr(at, 24))));
  }
  EXPECT_EQ(*service_->database().Value("SELECT count(*) FROM access.session"), "0");
  std::cout << "hostile tokens over the wire: " << refused << " of " << hostile.size() << " refused, " << log.size()
            << " octets of log and " << told.size() << " of refusals hold nothing of them\n";
  EXPECT_TRUE(ComesIn(good));
}

// A service that fetches the keys of its provider.
class KeyProviderTest : public TokenWireTest {
 protected:
  static constexpr int kCallers = 8, kEach = 60;

  void SetUp() override {
    TokenWireTest::SetUp();
    if (IsSkipped()) return;
    WriteFileWhole(directory_.Path("ca.pem"), authority_.pem());
    provider_ = std::make_unique<TlsServer>(authority_.Issue(Svid("login")), TlsAnswer("200 OK", KeySetJson({known_.Jwk()})));
    Start([this](HostOptions& options) {
      options.token_keys = provider_->Url();
      options.token_keys_ca = directory_.Path("ca.pem");
    });
    good_ = known_.Token(AccessClaims(kPerson, absl::Now()));
    foreign_ = TestSigner::EdDsa("unknown").Token(AccessClaims(kPerson, absl::Now()));
  }

  // How many of many calls at once went as expected.
  int Storm(const std::string& token, bool comes_in) const {
    std::atomic<int> as_expected = 0;
    std::vector<std::thread> callers;
    for (int caller = 0; caller < kCallers; ++caller) {
      callers.emplace_back([&] {
        for (int i = 0; i < kEach; ++i) as_expected += (comes_in ? ComesIn(token) : IsRefused(token)) ? 1 : 0;
      });
    }
    for (std::thread& caller : callers) caller.join();
    return as_expected;
  }

  const TestAuthority authority_;
  const TestSigner known_ = TestSigner::EdDsa("known");
  const TemporaryDirectory directory_;
  std::unique_ptr<TlsServer> provider_;
  std::string good_, foreign_;
};

TEST_F(KeyProviderTest, AStormOfUnknownKeysIsOneFetchInThirtySeconds) {
  ASSERT_TRUE(ComesIn(good_)) << Call(good_);
  const int before = provider_->requests();
  const absl::Time begun = absl::Now();
  EXPECT_EQ(Storm(foreign_, false), kCallers * kEach);
  const int fetches = provider_->requests() - before;
  EXPECT_LE(fetches, 1 + static_cast<int>((absl::Now() - begun) / absl::Seconds(30)));
  EXPECT_GE(fetches, 1);
  std::cout << "provider up: " << kCallers * kEach << " tokens of an unknown key caused " << fetches << " fetches\n";
}

TEST_F(KeyProviderTest, AProviderThatIsDownStopsNewKeysAndNobodyElse) {
  ASSERT_TRUE(ComesIn(good_)) << Call(good_);
  provider_.reset();
  // The first token of an unknown key makes the service ask, in vain.
  const absl::Time asked = absl::Now();
  EXPECT_TRUE(IsRefused(foreign_));
  EXPECT_LT(absl::Now() - asked, absl::Seconds(10)) << "a key that cannot be fetched is waited for only a moment";
  const int went_on = Storm(good_, true);
  EXPECT_EQ(went_on, kCallers * kEach);
  EXPECT_EQ(Storm(foreign_, false), kCallers * kEach);
  std::cout << "provider down: " << went_on << " of " << kCallers * kEach << " calls went on with cached keys, " << kCallers * kEach
            << " of an unknown key refused\n";
}

}  // namespace
}  // namespace dayaq::testing
