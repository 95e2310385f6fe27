// Settings, tokens, journal, and the small parts of signing in.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/journal.h"
#include "clients/cli/login.h"
#include "clients/cli/loopback_listener.h"
#include "clients/cli/settings.h"
#include "clients/cli/token_store.h"
#include "clients/cli/web_client.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::cli {
namespace {

using dayaq::testing::TemporaryDirectory;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSettings[] = "edge: 127.0.0.1:8443\nca: ca.pem\nissuer: https://127.0.0.1:9443\nclient_id: dayaqctl\n";

std::string WriteSettings(const TemporaryDirectory& directory, const std::string& text) {
  std::filesystem::create_directories(directory.Path(".dayaq"));
  const std::string path = directory.Path(".dayaq/dayaqctl.yaml");
  std::ofstream(path) << text;
  return path;
}

int Mode(const std::string& path) {
  struct stat found = {};
  stat(path.c_str(), &found);
  return static_cast<int>(found.st_mode & 0777);
}

TEST(Settings, KeepStateBesideADevelopmentHouseForThisUserAlone) {
  const TemporaryDirectory directory;
  const absl::StatusOr<Settings> settings = LoadSettings(WriteSettings(directory, kSettings));
  ASSERT_TRUE(settings.ok()) << settings.status();
  EXPECT_FALSE(settings->dev_login);
  EXPECT_THAT(settings->state_directory, HasSubstr(directory.Path(".dayaq/")));
  EXPECT_EQ(Mode(settings->state_directory), 0700);
}

TEST(Settings, ListEverythingThatIsWrong) {
  const TemporaryDirectory directory;
  const std::string path = WriteSettings(directory, "edge: x\nissuer: http://a\ncolour: red\ndev_login: maybe\n");
  const std::string faults(LoadSettings(path).status().message());
  EXPECT_THAT(faults, AllOf(HasSubstr("ca is missing"), HasSubstr("client_id is missing"), HasSubstr("https://"),
                            HasSubstr("colour"), HasSubstr("dev_login is true or false")));
  EXPECT_THAT(faults, HasSubstr("dayaqctl.yaml:3:"));
}

TEST(TokenStore, KeepsTokensForTheOwnerAloneAndOnlyOfThisProvider) {
  const TemporaryDirectory directory;
  const TokenStore store(directory.path());
  Tokens tokens;
  tokens.issuer = "https://a";
  tokens.access_token = "x.y.z";
  tokens.refresh_token = "r\"\\";
  tokens.expires_at = absl::FromUnixSeconds(1'900'000'000);
  ASSERT_TRUE(store.Save(tokens).ok());
  EXPECT_EQ(Mode(directory.Path("tokens.json")), 0600);
  const absl::StatusOr<Tokens> loaded = store.Load("https://a");
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(loaded->refresh_token, "r\"\\");
  EXPECT_EQ(loaded->expires_at, tokens.expires_at);
  EXPECT_EQ(store.Load("https://b").status().code(), absl::StatusCode::kUnauthenticated);
  store.Forget();
  EXPECT_EQ(store.Load("https://a").status().code(), absl::StatusCode::kUnauthenticated);
}

TEST(TokenStore, ABrokenFileMeansNobodyIsSignedIn) {
  const TemporaryDirectory directory;
  std::ofstream(directory.Path("tokens.json")) << "{\"issuer\":";
  EXPECT_EQ(TokenStore(directory.path()).Load("https://a").status().code(), absl::StatusCode::kUnauthenticated);
}

incident::v1::RegisterIncidentRequest Registration(const std::string& family_name) {
  incident::v1::RegisterIncidentRequest request;
  request.mutable_incident()->add_casualties()->mutable_facts()->mutable_identity()->set_family_name(family_name);
  return request;
}

TEST(Journal, TheSameChangeKeepsItsIdUntilItsAnswerIsIn) {
  const TemporaryDirectory directory;
  Journal journal(directory.path());
  const auto first = journal.Begin("me", "Register", Registration("Nümunəli"), absl::Now());
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_FALSE(first->continued);
  auto with_id = Registration("Nümunəli");
  with_id.set_request_id("anything");
  const auto again = Journal(directory.path()).Begin("me", "Register", with_id, absl::Now());
  EXPECT_TRUE(again->continued);
  EXPECT_EQ(again->request_id, first->request_id);
  journal.End(*again);
  EXPECT_NE(journal.Begin("me", "Register", Registration("Nümunəli"), absl::Now())->request_id, first->request_id);
}

TEST(Journal, AnotherPersonMethodOrContentIsAnotherChange) {
  const TemporaryDirectory directory;
  Journal journal(directory.path());
  const std::string id = journal.Begin("me", "Register", Registration("Nümunəli"), absl::Now())->request_id;
  EXPECT_NE(journal.Begin("you", "Register", Registration("Nümunəli"), absl::Now())->request_id, id);
  EXPECT_NE(journal.Begin("me", "Report", Registration("Nümunəli"), absl::Now())->request_id, id);
  EXPECT_NE(journal.Begin("me", "Register", Registration("Nümunəyev"), absl::Now())->request_id, id);
}

TEST(Journal, ForgetsWhatIsOlderThanADay) {
  const TemporaryDirectory directory;
  Journal journal(directory.path());
  const std::string id = journal.Begin("me", "Register", Registration("x"), absl::Now() - absl::Hours(25))->request_id;
  EXPECT_NE(journal.Begin("me", "Register", Registration("x"), absl::Now())->request_id, id);
}

TEST(Journal, HoldsNothingAboutAPerson) {
  const TemporaryDirectory directory;
  ASSERT_TRUE(Journal(directory.path()).Begin("me", "Register", Registration("Nümunəli"), absl::Now()).ok());
  for (const auto& file : std::filesystem::directory_iterator(directory.Path("journal"))) {
    EXPECT_EQ(Mode(file.path()), 0600);
    EXPECT_THAT(*ReadPrivateFile(file.path()), Not(HasSubstr("munəli")));
    EXPECT_THAT(file.path().string(), Not(HasSubstr("munəli")));
  }
}

TEST(Login, TheCodeChallengeIsThatOfTheStandard) {
  EXPECT_EQ(CodeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  EXPECT_EQ(NewCodeVerifier().size(), 43U);
  EXPECT_NE(NewCodeVerifier(), NewCodeVerifier());
}

TEST(WebClient, EncodesAndReadsParameters) {
  EXPECT_EQ(EncodeForm({{"a b", "ə&="}, {"c", ""}}), "a%20b=%C9%99%26%3D&c=");
  EXPECT_EQ(QueryParameter("http://h/p?x=1&state=a%20b+c#f", "state"), "a b c");
  EXPECT_EQ(QueryParameter("http://h/p?xstate=1", "state"), "");
  EXPECT_EQ(QueryParameter("http://h/p", "state"), "");
}

TEST(WebClient, TakesOnlyHttps) { EXPECT_FALSE(WebClient("/none").Get("http://127.0.0.1:1/").ok()); }

// Sends raw bytes to the listener and returns the first line of its answer.
std::string Visit(const std::string& redirect_uri, const std::string& request) {
  int port = 0;
  const size_t colon = redirect_uri.rfind(':');
  EXPECT_TRUE(absl::SimpleAtoi(redirect_uri.substr(colon + 1, redirect_uri.rfind('/') - colon - 1), &port));
  const int socket_number = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  EXPECT_EQ(connect(socket_number, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  EXPECT_EQ(send(socket_number, request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
  char bytes[64] = {};
  const ssize_t count = recv(socket_number, bytes, sizeof(bytes) - 1, 0);
  close(socket_number);
  return std::string(bytes, static_cast<size_t>(std::max<ssize_t>(count, 0))).substr(0, 12);
}

TEST(LoopbackListener, TakesOnlyTheAnswerToOurQuestion) {
  const auto listener = LoopbackListener::Open();
  ASSERT_TRUE(listener.ok()) << listener.status();
  const std::string uri = (*listener)->redirect_uri();
  std::thread visitor([&uri] {
    EXPECT_EQ(Visit(uri, "GET /favicon.ico HTTP/1.1\r\n\r\n"), "HTTP/1.1 404");
    EXPECT_EQ(Visit(uri, "POST /callback?state=s HTTP/1.1\r\n\r\n"), "HTTP/1.1 404");
    EXPECT_EQ(Visit(uri, "GET /callback?code=c&state=other HTTP/1.1\r\n\r\n"), "HTTP/1.1 404");
    EXPECT_EQ(Visit(uri, "GET /callback?code=c&state=s HTTP/1.1\r\n\r\n"), "HTTP/1.1 200");
  });
  const absl::StatusOr<std::string> answer = (*listener)->Wait("s", absl::Now() + absl::Seconds(20));
  visitor.join();
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(QueryParameter(*answer, "code"), "c");
}

TEST(LoopbackListener, GivesUpWhenNobodyComes) {
  const auto listener = LoopbackListener::Open();
  ASSERT_TRUE(listener.ok());
  EXPECT_EQ((*listener)->Wait("s", absl::Now() + absl::Milliseconds(50)).status().code(), absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace dayaq::cli
