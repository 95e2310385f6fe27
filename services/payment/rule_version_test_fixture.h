// The payment service with everything that changes a figure: texts, proposals, comparisons, three people, other instances.
#ifndef SERVICES_PAYMENT_RULE_VERSION_TEST_FIXTURE_H_
#define SERVICES_PAYMENT_RULE_VERSION_TEST_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "dayaq/payment/v1/benefit_rule_service.grpc.pb.h"
#include "services/payment/payment_test_fixture.h"

namespace dayaq::payment {

using dayaq::testing::FaultsOf;
using dayaq::testing::Strongly;

inline const TestCaller kStrongVerifier = Strongly(kVerifier);
inline const TestCaller kStrongApprover = Strongly(TestCaller{"aytan-approver"});
inline const TestCaller kStrongReleaser = Strongly(TestCaller{"ilqar-releaser"});

inline std::string FileText(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The rule of a benefit as November 2026 had it.
inline std::string Shipped(const std::string& benefit) {
  return FileText(absl::StrCat(kRulesOfNovember2026, "/", benefit, ".yaml"));
}

// The same in another version, with other words in other places.
inline std::string Changed(const std::string& benefit, int version,
                           const std::vector<std::pair<std::string, std::string>>& words = {}) {
  std::string text = absl::StrReplaceAll(Shipped(benefit), {{"version: 1\n", absl::StrCat("version: ", version, "\n")}});
  for (const auto& [from, to] : words) {
    EXPECT_THAT(text, ::testing::HasSubstr(from));
    text = absl::StrReplaceAll(text, {{from, to}});
  }
  return text;
}

// The allowance with another amount of the middle band since July 2025.
inline std::string AllowanceOf(int version, const std::string& amount) {
  return Changed(kAllowance, version, {{"\"61-80\": \"250.00\"", absl::StrCat("\"61-80\": \"", amount, "\"")}});
}

class RuleVersionTest : public PaymentFixture {
 protected:
  using Rules = v1::BenefitRuleService::Stub;

  void SetUp() override {
    PaymentFixture::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    stub_of_rules_ = v1::BenefitRuleService::NewStub(payment_->Channel());
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Rules::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, Request request) const {
    if constexpr (requires { request.set_request_id(""); }) request.set_request_id(NewRequestId());
    return payment_->Call(*stub_of_rules_, method, caller, request);
  }
  absl::StatusOr<v1::RuleProposal> Propose(const std::string& content, const TestCaller& caller = kStrongVerifier) const {
    v1::ProposeRuleRequest request;
    request.set_content(content);
    return Ask(&Rules::ProposeRule, caller, request);
  }
  absl::StatusOr<v1::RuleComparison> Begin(const std::string& new_hash, const std::string& old_hash = "",
                                           const std::string& day = "") const {
    v1::CompareRulesRequest request;
    request.set_new_hash(new_hash);
    request.set_old_hash(old_hash);
    if (!day.empty()) *request.mutable_counted_for() = Date(day);
    return Ask(&Rules::CompareRules, kStrongReleaser, request);
  }
  absl::StatusOr<v1::RuleComparison> Comparison(const std::string& name, const TestCaller& caller = kVerifier) const {
    v1::GetRuleComparisonRequest request;
    request.set_name(name);
    return Ask(&Rules::GetRuleComparison, caller, request);
  }
  // Through.
  v1::RuleComparison Compare(const v1::RuleProposal& proposal, const std::string& old_hash = "",
                             const std::string& day = "") const {
    const auto begun = Begin(proposal.content_hash(), old_hash, day);
    EXPECT_TRUE(begun.ok()) << begun.status();
    if (!begun.ok()) return {};
    ReactToAll();
    const auto through = Comparison(begun->name());
    EXPECT_TRUE(through.ok()) << through.status();
    if (!through.ok()) return {};
    EXPECT_TRUE(through->has_finish_time());
    return *through;
  }
  absl::StatusOr<v1::RuleProposal> Approve(const v1::RuleProposal& proposal, const v1::RuleComparison& comparison,
                                           const TestCaller& caller = kStrongApprover) const {
    v1::ApproveRuleRequest request;
    request.set_name(proposal.name());
    request.set_etag(proposal.etag());
    request.set_comparison(comparison.name());
    return Ask(&Rules::ApproveRule, caller, request);
  }
  absl::StatusOr<v1::RuleProposal> Activate(const v1::RuleProposal& proposal, const TestCaller& caller = kStrongReleaser) const {
    v1::ActivateRuleRequest request;
    request.set_name(proposal.name());
    request.set_etag(proposal.etag());
    return Ask(&Rules::ActivateRule, caller, request);
  }
  // A text that is approved and may be put into force.
  v1::RuleProposal Approved(const std::string& content) const {
    const auto proposal = Propose(content);
    EXPECT_TRUE(proposal.ok()) << proposal.status();
    if (!proposal.ok()) return {};
    const auto approved = Approve(*proposal, Compare(*proposal));
    EXPECT_TRUE(approved.ok()) << approved.status();
    return approved.value_or(v1::RuleProposal());
  }
  v1::RuleProposal PutIntoForce(const std::string& content) const {
    const auto activated = Activate(Approved(content));
    EXPECT_TRUE(activated.ok()) << activated.status();
    return activated.value_or(v1::RuleProposal());
  }
  v1::ListRuleVersionsResponse Versions(const TestCaller& caller = kVerifier) const {
    const auto list = Ask(&Rules::ListRuleVersions, caller, v1::ListRuleVersionsRequest());
    EXPECT_TRUE(list.ok()) << list.status();
    return list.value_or(v1::ListRuleVersionsResponse());
  }

  void ReactToAll(const dayaq::testing::TestService* with = nullptr) const {
    for (int round = 0; round < 50; ++round) {
      const auto reacted = (with == nullptr ? *payment_ : *with).React();
      EXPECT_TRUE(reacted.ok()) << reacted.status();
      if (reacted.value_or(0) == 0) return;
    }
  }
  std::string Assessed(const TestDecision& decision = {}) const {
    const std::string survivor = OpenSurvivor();
    Decide(survivor, decision);
    React("survivor.opened", survivor);
    return survivor;
  }
  // What version of a benefit is decided by, as another instance of the service says it.
  static int VersionAt(const dayaq::testing::TestService& service, const std::string& benefit) {
    const auto stub = v1::EntitlementService::NewStub(service.Channel());
    const auto listed = service.Call(*stub, &v1::EntitlementService::Stub::ListBenefits, kVerifier, v1::ListBenefitsRequest());
    EXPECT_TRUE(listed.ok()) << listed.status();
    if (!listed.ok()) return 0;
    for (const v1::BenefitRule& rule : listed->benefits()) {
      if (rule.benefit() == benefit) return rule.version();
    }
    return 0;
  }
  // Another instance on the same database, started with these rule files.
  struct Instance {
    std::unique_ptr<PaymentParts> parts;
    std::unique_ptr<dayaq::testing::TestService> service;
  };
  Instance Start(const std::vector<v1::BenefitRule>& files) const {
    auto policies = PaymentPolicies::Load("policy");
    EXPECT_TRUE(policies.ok()) << policies.status();
    policies->benefits = files;
    Instance instance;
    instance.parts = std::make_unique<PaymentParts>(*std::move(policies));
    auto service = dayaq::testing::TestService::Start("payment", instance.parts->methods(), instance.parts->reactions(),
                                                      payment_->shared_database());
    EXPECT_TRUE(service.ok()) << service.status();
    instance.service = *std::move(service);
    EXPECT_EQ(instance.parts->Prepare(instance.service->host().kit()), absl::OkStatus());
    return instance;
  }

  std::unique_ptr<Rules> stub_of_rules_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_VERSION_TEST_FIXTURE_H_
