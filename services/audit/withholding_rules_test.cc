#include "services/audit/withholding_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/base/proto_time.h"

namespace dayaq::audit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1772352000);

v1::Withholding Proposal() {
  v1::Withholding withholding;
  *withholding.mutable_looks_from() = Timestamp(kNow - absl::Hours(24));
  *withholding.mutable_looks_until() = Timestamp(kNow);
  *withholding.mutable_end_time() = Timestamp(kNow + kLongestWithholding);
  withholding.set_state(v1::WITHHOLDING_STATE_PROPOSED);
  return withholding;
}

std::vector<std::string> FaultsOf(const v1::Withholding& withholding) {
  Violations found;
  CheckProposal(withholding, kNow, "withholding.", found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field());
  return faults;
}

TEST(CheckProposal, EndsAheadAndWithinHalfAYear) {
  v1::Withholding withholding = Proposal();
  EXPECT_THAT(FaultsOf(withholding), IsEmpty());
  *withholding.mutable_end_time() = Timestamp(kNow + kLongestWithholding + absl::Microseconds(1));
  EXPECT_THAT(FaultsOf(withholding), ElementsAre("withholding.end_time"));
  *withholding.mutable_end_time() = Timestamp(kNow);
  EXPECT_THAT(FaultsOf(withholding), ElementsAre("withholding.end_time"));
}

TEST(CheckProposal, LooksAreAPeriodThatEndsWithIt) {
  v1::Withholding withholding = Proposal();
  *withholding.mutable_looks_until() = withholding.end_time();
  EXPECT_THAT(FaultsOf(withholding), IsEmpty()) << "what comes is withheld too";
  *withholding.mutable_looks_until() = Timestamp(TimeOf(withholding.end_time()) + absl::Seconds(1));
  EXPECT_THAT(FaultsOf(withholding), ElementsAre("withholding.looks_until"));
  *withholding.mutable_looks_until() = withholding.looks_from();
  EXPECT_THAT(FaultsOf(withholding), ElementsAre("withholding.looks_until"));
}

TEST(CheckProposal, StaffIsNamedByUid) {
  v1::Withholding withholding = Proposal();
  withholding.set_looks_staff_uid("01900000-0000-7000-8000-000000000001");
  EXPECT_THAT(FaultsOf(withholding), IsEmpty());
  withholding.set_looks_staff_uid("------------------------------------");
  EXPECT_THAT(FaultsOf(withholding), ElementsAre("withholding.looks_staff_uid"));
}

TEST(CheckProposal, WhatIsMissingIsToldElsewhere) { EXPECT_THAT(FaultsOf({}), IsEmpty()); }

TEST(CheckApprovable, IsAnOpenProposalInItsTime) {
  v1::Withholding withholding = Proposal();
  EXPECT_TRUE(CheckApprovable(withholding, kNow).ok());
  EXPECT_EQ(ReasonOf(CheckApprovable(withholding, kNow + kLongestWithholding)), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  for (const auto state : {v1::WITHHOLDING_STATE_IN_FORCE, v1::WITHHOLDING_STATE_ENDED}) {
    withholding.set_state(state);
    EXPECT_EQ(ReasonOf(CheckApprovable(withholding, kNow)), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  }
}

TEST(CheckEndable, IsOneThatIsNotOver) {
  v1::Withholding withholding = Proposal();
  EXPECT_TRUE(CheckEndable(withholding).ok()) << "to say no is an end";
  withholding.set_state(v1::WITHHOLDING_STATE_IN_FORCE);
  EXPECT_TRUE(CheckEndable(withholding).ok());
  withholding.set_state(v1::WITHHOLDING_STATE_ENDED);
  EXPECT_EQ(ReasonOf(CheckEndable(withholding)), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

TEST(IsInForce, UntilTheEndTime) {
  v1::Withholding withholding = Proposal();
  EXPECT_FALSE(IsInForce(withholding, kNow));
  withholding.set_state(v1::WITHHOLDING_STATE_IN_FORCE);
  EXPECT_TRUE(IsInForce(withholding, kNow));
  EXPECT_FALSE(IsInForce(withholding, kNow + kLongestWithholding)) << "looks come back by themselves";
}

}  // namespace
}  // namespace dayaq::audit
