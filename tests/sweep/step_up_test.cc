// What needs a strong sign-in of the last minutes is refused without it, to everyone who may do it, and granted after one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/authorisation.h"
#include "tests/support/database_observer.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

// Sign-ins that are not enough, one for each thing that may be wrong with them.
struct SignInCase {
  const char* what;
  bool strong;
  std::optional<absl::Duration> ago;
};
const std::vector<SignInCase>& TooWeak() {
  static const auto* kCases = new std::vector<SignInCase>{{"with a password", false, absl::ZeroDuration()},
                                                          {"six minutes ago", true, absl::Minutes(6)},
                                                          {"a day ago", true, absl::Hours(24)},
                                                          {"nobody knows when", true, std::nullopt}};
  return *kCases;
}

class StepUpTest : public SweepHouse {};

TEST_F(StepUpTest, NothingThatNeedsItIsDoneWithoutAStrongSignIn) {
  int refused = 0, granted = 0;
  std::set<std::string> done;
  for (const SweptMethod& swept : methods()) {
    const Action* action = policy().FindAction(swept.method.action);
    ASSERT_NE(action, nullptr) << swept.method.action;
    for (const SweepPerson& person : people()) {
      for (const std::string& purpose : PurposesOf(person, swept.method.action)) {
        const auto grant = person.role->grants.at(swept.method.action);
        if (!action->needs.Or(grant.needs).Has(Fact::kStepUp)) continue;
        const auto request = FillRequest(*swept.method.request, absent_);
        TestCaller caller = person.caller;
        caller.purpose = purpose;
        const std::string before = ContentsOf(incident_->database());
        for (const SignInCase& sign_in : TooWeak()) {
          caller.strong = sign_in.strong;
          caller.signed_in_ago = sign_in.ago;
          const absl::Status status = Call(swept, caller, *request).status;
          EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated)
              << swept.method.path << " " << sign_in.what << ": " << status;
          EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
          const auto info = DetailOf<google::rpc::ErrorInfo>(status);
          ASSERT_TRUE(info.has_value());
          EXPECT_EQ(info->metadata().at("acr"), "urn:dayaq:acr:2");
          EXPECT_EQ(info->metadata().at("max_age"), "300");
          ++refused;
        }
        EXPECT_EQ(ContentsOf(incident_->database()), before) << swept.method.path;
        TestCaller strong = person.caller;
        strong.purpose = purpose;
        // After a strong sign-in the request itself is looked at.
        const absl::Status after = Call(swept, strong, *request).status;
        EXPECT_NE(ReasonOf(after), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED) << swept.method.path << ": " << after;
        ++granted;
        done.insert(swept.method.action);
      }
    }
  }
  std::set<std::string> wanted;
  for (const Action& action : policy().actions()) {
    if (action.needs.Has(Fact::kStepUp)) wanted.insert(action.name);
  }
  EXPECT_EQ(done, wanted);
  std::cout << "step-up: " << done.size() << " of " << wanted.size() << " actions that need it, " << refused
            << " weak sign-ins refused, " << granted << " strong ones let through\n";
  EXPECT_GE(wanted.size(), 5u);
}

// The same of the decision itself, for every role and purpose of the policy.
TEST(StepUpOfThePolicy, EveryGrantOfSuchAnActionIsRefusedWithout) {
  const AccessPolicy& policy = LinkedPolicy();
  int refused = 0;
  for (const Action& action : policy.actions()) {
    if (!action.needs.Has(Fact::kStepUp)) continue;
    for (const Role& role : policy.roles()) {
      const auto grant = role.grants.find(action.name);
      if (grant == role.grants.end()) continue;
      for (const std::string& purpose : grant->second.purposes) {
        Caller caller;
        caller.role = role.name;
        caller.purpose = purpose;
        EXPECT_EQ(ReasonOf(rpc::AuthoriseBeforeRow(policy, caller, action.name, absl::Now())),
                  ErrorReason::ERROR_REASON_STEP_UP_REQUIRED)
            << role.name << " " << action.name;
        caller.acr = kStrongSignIn;
        caller.auth_time = absl::Now();
        EXPECT_TRUE(rpc::AuthoriseBeforeRow(policy, caller, action.name, absl::Now()).ok()) << role.name << " " << action.name;
        ++refused;
      }
    }
  }
  std::cout << "step-up: " << refused << " grants of the policy refused without it\n";
  EXPECT_GT(refused, 5);
}

}  // namespace
}  // namespace dayaq::testing
