// The client against a real TLS server that answers as the edge would.
#include "clients/cli/client.h"

#include <fstream>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/fake_edge.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/time_util.h"
#include "gtest/gtest.h"
#include "services/platform/base/error.h"

namespace dayaq::cli {
namespace {

using ::testing::MatchesRegex;
using ::testing::SizeIs;

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
    return status.ok() ? grpc::Status::OK : FakeEdge::Wire(status);
  }

  std::mutex mutex;
  std::vector<absl::Status> answers;
  std::vector<std::string> request_ids;
  std::map<std::string, std::string> metadata;
  bool has_deadline = false;
};

class ClientTest : public ::testing::Test {
 protected:
  ClientTest() { SignIn(absl::Minutes(5)); }

  void SignIn(absl::Duration lasting) { EXPECT_TRUE(store_.Save(edge_.TokensFor(lasting)).ok()); }

  absl::StatusOr<incident::v1::Incident> Verify(CallOptions options = {}) {
    const auto client = Client::Open(edge_.settings(), std::move(options));
    if (!client.ok()) return client.status();
    incident::v1::VerifyIncidentRequest request;
    request.set_name("incidents/1");
    return (*client)->Change(&incident::v1::IncidentService::Stub::VerifyIncident, request);
  }

  FakeIncidents service_;
  FakeEdge edge_{{&service_}};
  TokenStore store_{edge_.settings().state_directory};
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
  std::ofstream(edge_.settings().ca, std::ios::trunc) << dayaq::testing::TestAuthority("Another").pem();
  CallOptions impatient;
  impatient.patience = absl::ZeroDuration();
  EXPECT_EQ(Verify(impatient).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(service_.request_ids, SizeIs(0));
}

TEST_F(ClientTest, NobodySignedInMeansNoCall) {
  store_.Forget();
  EXPECT_EQ(Verify().status().code(), absl::StatusCode::kUnauthenticated);
}

TEST_F(ClientTest, AnExpiredTokenIsNotSent) {
  SignIn(absl::Seconds(29));
  EXPECT_EQ(Verify().status().code(), absl::StatusCode::kUnauthenticated) << "there is no refresh token either";
  EXPECT_THAT(service_.request_ids, SizeIs(0));
}

TEST_F(ClientTest, TokensOfItsOwnNeitherNeedNorChangeWhoIsSignedIn) {
  store_.Forget();
  const auto client = Client::OpenWith(edge_.settings(), {}, edge_.TokensFor(absl::Minutes(5)));
  ASSERT_TRUE(client.ok()) << client.status();
  incident::v1::VerifyIncidentRequest request;
  EXPECT_TRUE((*client)->Change(&incident::v1::IncidentService::Stub::VerifyIncident, request).ok());
  EXPECT_EQ(service_.metadata["authorization"], "Bearer e30.e30.x");
  EXPECT_EQ(store_.Load(edge_.settings().issuer).status().code(), absl::StatusCode::kUnauthenticated);
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
