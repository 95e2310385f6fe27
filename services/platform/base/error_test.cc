#include "services/platform/base/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(Error, TheReasonOnTheWireHasNoPrefix) {
  EXPECT_EQ(ReasonName(ErrorReason::ERROR_REASON_ETAG_MISMATCH), "ETAG_MISMATCH");
  EXPECT_EQ(ReasonName(ErrorReason::ERROR_REASON_NOT_FOUND), "NOT_FOUND");
}

TEST(Error, AnErrorCarriesCodeSentenceReasonAndMetadata) {
  const absl::Status status = MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH, "Read it again.",
                                        {{"etag", "7"}, {"state", "REPORTED"}});
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(status.message(), "Read it again.");
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->reason(), "ETAG_MISMATCH");
  EXPECT_EQ(info->domain(), "dayaq.az");
  EXPECT_THAT(info->metadata(), SizeIs(2));
  EXPECT_EQ(info->metadata().at("etag"), "7");
  EXPECT_FALSE(DetailOf<google::rpc::RetryInfo>(status).has_value());
  EXPECT_FALSE(DetailOf<google::rpc::BadRequest>(status).has_value());
}

TEST(Error, EveryReasonComesBackFromItsStatus) {
  const auto& reasons = *common::v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    const auto reason = static_cast<ErrorReason>(reasons.value(i)->number());
    EXPECT_EQ(ReasonOf(MakeError(absl::StatusCode::kInvalidArgument, reason, "x")), reason) << reasons.value(i)->name();
  }
}

TEST(Error, ReasonsThatAreNotOursAreUnspecified) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), ErrorReason::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), ErrorReason::ERROR_REASON_UNSPECIFIED);
  absl::Status foreign = absl::InternalError("x");
  google::rpc::ErrorInfo info;
  info.set_reason("SOMEBODY_ELSES");
  foreign.SetPayload("type.googleapis.com/google.rpc.ErrorInfo", absl::Cord(info.SerializeAsString()));
  EXPECT_EQ(ReasonOf(foreign), ErrorReason::ERROR_REASON_UNSPECIFIED);
  foreign.SetPayload("type.googleapis.com/google.rpc.ErrorInfo", absl::Cord("\xff\xff no message"));
  EXPECT_EQ(ReasonOf(foreign), ErrorReason::ERROR_REASON_UNSPECIFIED);
}

TEST(Error, WhatMayBeTriedAgainSaysWhen) {
  const absl::Status status = MakeRetryableError(absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_BUSY, "Try again.",
                                                 absl::Milliseconds(1500));
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_BUSY);
  const auto retry = DetailOf<google::rpc::RetryInfo>(status);
  ASSERT_TRUE(retry.has_value());
  EXPECT_EQ(retry->retry_delay().seconds(), 1);
  EXPECT_EQ(retry->retry_delay().nanos(), 500'000'000);
}

TEST(Error, HiddenAndAbsentAreTheSameStatus) {
  EXPECT_EQ(NotFound(), NotFound());
  EXPECT_EQ(NotFound().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(NotFound()), ErrorReason::ERROR_REASON_NOT_FOUND);
}

TEST(Violations, NoneIsOk) {
  const Violations found;
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(found.size(), 0);
  EXPECT_TRUE(found.ToStatus().ok());
}

TEST(Violations, AllFaultsStandInOneStatus) {
  Violations found;
  found.Add("incident.facts.district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Use a district code.");
  EXPECT_THAT(std::string(found.ToStatus().message()), HasSubstr("One field is faulty"));
  found.Add("incident.casualties[0].facts.died_on", ErrorReason::ERROR_REASON_DEATH_BEFORE_INCIDENT, "Later.");
  const absl::Status status = found.ToStatus();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_FIELDS_INVALID);
  EXPECT_THAT(std::string(status.message()), HasSubstr("2 fields are faulty"));
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  ASSERT_TRUE(bad.has_value());
  ASSERT_THAT(bad->field_violations(), SizeIs(2));
  EXPECT_EQ(bad->field_violations(0).field(), "incident.facts.district");
  EXPECT_EQ(bad->field_violations(0).reason(), "DISTRICT_UNKNOWN");
  EXPECT_EQ(bad->field_violations(0).description(), "Use a district code.");
  EXPECT_EQ(bad->field_violations(1).reason(), "DEATH_BEFORE_INCIDENT");
}

TEST(Violations, AtMostTwoHundredAreListedAndAllAreCounted) {
  Violations found;
  for (int i = 0; i < 10000; ++i) found.Add(absl::StrCat("f", i), ErrorReason::ERROR_REASON_REQUIRED, "Say it.");
  EXPECT_EQ(found.size(), 200);
  const absl::Status status = found.ToStatus();
  EXPECT_THAT(DetailOf<google::rpc::BadRequest>(status)->field_violations(), SizeIs(200));
  EXPECT_THAT(std::string(status.message()), HasSubstr("10000 fields are faulty"));
}

}  // namespace
}  // namespace dayaq
