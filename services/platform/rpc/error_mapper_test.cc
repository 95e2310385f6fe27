#include "services/platform/rpc/error_mapper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/status.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/reason_texts.h"

namespace dayaq::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kErrorId[] = "018f0000-0000-7000-8000-00000000e1d1";

TEST(ErrorMapper, OkIsOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus(), kErrorId).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(ErrorMapper, CodeSentenceAndMetadataSurviveTheRoundTrip) {
  const absl::Status original =
      MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH, "Read it again.", {{"etag", "7"}});
  const grpc::Status wire = ToGrpcStatus(original, kErrorId);
  EXPECT_EQ(wire.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(wire.error_message(), "Read it again.");
  const absl::Status back = FromGrpcStatus(wire);
  EXPECT_EQ(back.code(), original.code());
  EXPECT_EQ(back.message(), original.message());
  EXPECT_EQ(ReasonOf(back), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  const auto info = DetailOf<google::rpc::ErrorInfo>(back);
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->domain(), "dayaq.az");
  EXPECT_EQ(info->metadata().at("etag"), "7");
}

TEST(ErrorMapper, EveryFaultSurvivesTheRoundTrip) {
  Violations found;
  found.Add("incident.casualties[0].facts.died_on", ErrorReason::ERROR_REASON_DEATH_BEFORE_INCIDENT, "Later.");
  found.Add("incident.facts.district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Use a code.");
  const auto bad = DetailOf<google::rpc::BadRequest>(FromGrpcStatus(ToGrpcStatus(found.ToStatus(), kErrorId)));
  ASSERT_TRUE(bad.has_value());
  EXPECT_EQ(bad->SerializeAsString(), found.bad_request().SerializeAsString());
}

TEST(ErrorMapper, RetryInfoSurvivesTheRoundTrip) {
  const absl::Status original =
      MakeRetryableError(absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_BUSY, "Later.", absl::Milliseconds(250));
  const auto retry = DetailOf<google::rpc::RetryInfo>(FromGrpcStatus(ToGrpcStatus(original, kErrorId)));
  ASSERT_TRUE(retry.has_value());
  EXPECT_EQ(retry->retry_delay().nanos(), 250'000'000);
}

TEST(ErrorMapper, TheStatusOnTheWireIsTheSameInItsDetails) {
  const grpc::Status mapped = ToGrpcStatus(NotFound(), kErrorId);
  google::rpc::Status wire;
  ASSERT_TRUE(wire.ParseFromString(mapped.error_details()));
  EXPECT_EQ(wire.code(), static_cast<int>(grpc::StatusCode::NOT_FOUND));
  EXPECT_EQ(wire.message(), mapped.error_message());
  EXPECT_THAT(wire.details(), SizeIs(2));
}

TEST(ErrorMapper, EveryReasonIsSaidInAzerbaijani) {
  const auto& reasons = *common::v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    const auto reason = static_cast<ErrorReason>(reasons.value(i)->number());
    if (reason == ErrorReason::ERROR_REASON_UNSPECIFIED) continue;
    const absl::Status back =
        FromGrpcStatus(ToGrpcStatus(MakeError(absl::StatusCode::kInvalidArgument, reason, "English."), kErrorId));
    const auto localized = DetailOf<google::rpc::LocalizedMessage>(back);
    ASSERT_TRUE(localized.has_value());
    EXPECT_EQ(localized->locale(), "az");
    EXPECT_EQ(localized->message(), ReasonTextAz(reason));
  }
}

class ForeignStatus : public ::testing::TestWithParam<absl::StatusCode> {};

TEST_P(ForeignStatus, IsMaskedAndLeavesOnlyAnErrorIdBehind) {
  const char kSecret[] = "duplicate key (national_id)=(5ABCDE7)";
  absl::Status foreign(GetParam(), kSecret);
  foreign.SetPayload("type.googleapis.com/somebody.Else", absl::Cord(kSecret));
  ::testing::internal::CaptureStderr();
  const grpc::Status mapped = ToGrpcStatus(foreign, kErrorId);
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(mapped.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(mapped.error_message(), Not(HasSubstr("5ABCDE7")));
  EXPECT_THAT(mapped.error_details(), Not(HasSubstr("5ABCDE7")));
  const absl::Status back = FromGrpcStatus(mapped);
  EXPECT_EQ(ReasonOf(back), ErrorReason::ERROR_REASON_INTERNAL);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(back)->metadata().at("error_id"), kErrorId);
  EXPECT_THAT(log, HasSubstr(kErrorId));
}

INSTANTIATE_TEST_SUITE_P(All, ForeignStatus,
                         ::testing::Values(absl::StatusCode::kCancelled, absl::StatusCode::kUnknown,
                                           absl::StatusCode::kInvalidArgument, absl::StatusCode::kNotFound,
                                           absl::StatusCode::kFailedPrecondition, absl::StatusCode::kInternal,
                                           absl::StatusCode::kUnavailable, absl::StatusCode::kDataLoss));

TEST(ErrorMapper, AReasonWeDoNotHaveIsMasked) {
  absl::Status forged = absl::NotFoundError("forged");
  google::rpc::ErrorInfo info;
  info.set_reason("FORGED");
  forged.SetPayload("type.googleapis.com/google.rpc.ErrorInfo", absl::Cord(info.SerializeAsString()));
  ::testing::internal::CaptureStderr();
  const grpc::Status mapped = ToGrpcStatus(forged, kErrorId);
  ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(mapped.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(mapped.error_details(), Not(HasSubstr("FORGED")));
}

TEST(ErrorMapper, AStatusOfSomebodyElsesServerKeepsCodeAndSentence) {
  for (const char* details : {"", "\xff no message"}) {
    const absl::Status back = FromGrpcStatus(grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection refused", details));
    EXPECT_EQ(back.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(back.message(), "connection refused");
    EXPECT_EQ(ReasonOf(back), ErrorReason::ERROR_REASON_UNSPECIFIED);
  }
}

}  // namespace
}  // namespace dayaq::rpc
