// The client against a real TLS server that answers as the edge would.
#include "clients/cli/client.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/time_util.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"

namespace dayaq::cli {
namespace {

using dayaq::testing::TemporaryDirectory;
using ::testing::MatchesRegex;
using ::testing::SizeIs;

grpc::Status Wire(const absl::Status& status) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    auto* detail = wire.add_details();
    detail->set_type_url(std::string(type));
    detail->set_value(std::string(payload));
  });
  return {static_cast<grpc::StatusCode>(status.code()), std::string(status.message()), wire.SerializeAsString()};
}

// Answers what the test says, in order, and remembers what it was asked.
class FakeIncidents : public incident::v1::IncidentService::Service {
 public:
  grpc::Status VerifyIncident(grpc::ServerContext* context, const incident::v1::VerifyIncidentRequest* request,
                              incident::v1::Incident* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    request_ids.push_back(request->request_id());
    for (const auto& [key, value] : context->client_metadata()) {
      metadata[std::string(key.data(), key.size())] = std::string(value.data(), value.size());
    }
    has_deadline = context->deadline() < std::chrono::system_clock::now() + std::chrono::hours(1);
    absl::Status status;
    if (!answers.empty()) {
      status = answers.front();
      answers.erase(answers.begin());
    }
    response->set_name(request->name());
    return status.ok() ? grpc::Status::OK : Wire(status);
  }

  std::mutex mutex;
  std::vector<absl::Status> answers;
  std::vector<std::string> request_ids;
  std::map<std::string, std::string> metadata;
  bool has_deadline = false;
};

class ClientTest : public ::testing::Test {
 protected:
  ClientTest() {
    dayaq::testing::CertificateSpec spec;
    spec.dns_names = {"localhost"};
    spec.ips = {"127.0.0.1"};
    const auto issued = authority_.Issue(spec);
    grpc::SslServerCredentialsOptions tls;
    tls.pem_key_cert_pairs.push_back({issued.key_pem, issued.certificate_pem});
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(tls), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    std::ofstream(directory_.Path("ca.pem")) << authority_.pem();
    settings_.edge = absl::StrCat("127.0.0.1:", port);
    settings_.ca = directory_.Path("ca.pem");
    settings_.issuer = "https://127.0.0.1:1";
    settings_.state_directory = directory_.path();
    SignIn();
  }
  ~ClientTest() override { server_->Shutdown(std::chrono::system_clock::now()); }

  void SignIn() {
    Tokens tokens;
    tokens.issuer = settings_.issuer;
    tokens.access_token = "e30.e30.x";
    tokens.expires_at = absl::Now() + absl::Minutes(5);
    tokens.role_assignment = "01900000-0000-7000-9000-000000000014";
    EXPECT_TRUE(TokenStore(directory_.path()).Save(tokens).ok());
  }

  absl::StatusOr<incident::v1::Incident> Verify(CallOptions options = {}) {
    const auto client = Client::Open(settings_, std::move(options));
    if (!client.ok()) return client.status();
    incident::v1::VerifyIncidentRequest request;
    request.set_name("incidents/1");
    return (*client)->Change(&Client::Incidents::VerifyIncident, request);
  }

  TemporaryDirectory directory_;
  dayaq::testing::TestAuthority authority_;
  FakeIncidents service_;
  std::unique_ptr<grpc::Server> server_;
  Settings settings_;
};

TEST_F(ClientTest, CarriesTokenRolePurposeTraceAndDeadline) {
  CallOptions options;
  options.purpose = "verification";
  ASSERT_TRUE(Verify(options).ok());
  EXPECT_EQ(service_.metadata["authorization"], "Bearer e30.e30.x");
  EXPECT_EQ(service_.metadata["dayaq-role-assignment"], "01900000-0000-7000-9000-000000000014");
  EXPECT_EQ(service_.metadata["dayaq-purpose"], "verification");
  EXPECT_THAT(service_.metadata["traceparent"], MatchesRegex("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
  EXPECT_TRUE(service_.has_deadline);
}

TEST_F(ClientTest, TriesAgainWithTheSameIdAndWaitsAsLongAsItIsTold) {
  service_.answers = {
      MakeRetryableError(absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_BUSY, "busy", absl::Milliseconds(400)),
      absl::UnavailableError("away"), absl::OkStatus()};
  const absl::Time begun = absl::Now();
  ASSERT_TRUE(Verify().ok());
  EXPECT_GE(absl::Now() - begun, absl::Milliseconds(600));
  ASSERT_THAT(service_.request_ids, SizeIs(3));
  EXPECT_EQ(service_.request_ids[0], service_.request_ids[2]);
}

TEST_F(ClientTest, DoesNotRepeatWhatWasRefused) {
  service_.answers = {MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH, "changed")};
  const auto answer = Verify();
  EXPECT_EQ(ReasonOf(answer.status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_THAT(service_.request_ids, SizeIs(1));
}

TEST_F(ClientTest, ARerunAfterAnUnknownOutcomeIsTheSameRequest) {
  CallOptions impatient;
  impatient.patience = absl::ZeroDuration();
  service_.answers = {absl::UnavailableError("connection lost"), absl::OkStatus(), absl::OkStatus()};
  EXPECT_EQ(Verify(impatient).status().code(), absl::StatusCode::kUnavailable);
  ASSERT_TRUE(Verify(impatient).ok());
  ASSERT_TRUE(Verify(impatient).ok());
  ASSERT_THAT(service_.request_ids, SizeIs(3));
  EXPECT_EQ(service_.request_ids[0], service_.request_ids[1]);
  EXPECT_NE(service_.request_ids[1], service_.request_ids[2]) << "an answered request is over";
}

TEST_F(ClientTest, AServerOfAnotherAuthorityIsNotTalkedTo) {
  std::ofstream(settings_.ca, std::ios::trunc) << dayaq::testing::TestAuthority("Another").pem();
  CallOptions impatient;
  impatient.patience = absl::ZeroDuration();
  EXPECT_EQ(Verify(impatient).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(service_.request_ids, SizeIs(0));
}

TEST_F(ClientTest, NobodySignedInMeansNoCall) {
  TokenStore(directory_.path()).Forget();
  EXPECT_EQ(Verify().status().code(), absl::StatusCode::kUnauthenticated);
}

TEST_F(ClientTest, AnExpiredTokenIsNotSent) {
  Tokens tokens;
  tokens.issuer = settings_.issuer;
  tokens.access_token = "e30.e30.x";
  tokens.expires_at = absl::Now() + absl::Seconds(29);
  ASSERT_TRUE(TokenStore(directory_.path()).Save(tokens).ok());
  EXPECT_EQ(Verify().status().code(), absl::StatusCode::kUnauthenticated) << "there is no refresh token either";
  EXPECT_THAT(service_.request_ids, SizeIs(0));
}

TEST(RetryDelay, GrowsAndOnlyForWhatMayPass) {
  EXPECT_FALSE(RetryDelay(NotFound(), 1).has_value());
  EXPECT_FALSE(RetryDelay(absl::ResourceExhaustedError("message too large"), 1).has_value());
  EXPECT_TRUE(RetryDelay(MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_CONFLICT, "x"), 1).has_value());
  EXPECT_LE(*RetryDelay(absl::UnavailableError("x"), 1), absl::Milliseconds(300));
  EXPECT_GE(*RetryDelay(absl::UnavailableError("x"), 5), absl::Seconds(3));
  EXPECT_LE(*RetryDelay(absl::UnavailableError("x"), 30), absl::Seconds(15));
}

}  // namespace
}  // namespace dayaq::cli
