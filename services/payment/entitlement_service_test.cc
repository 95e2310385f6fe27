// What people read and ask of entitlements, each in their role and place, and what bad requests are told.
#include "services/payment/entitlement_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "services/payment/payment_test_fixture.h"

namespace dayaq::payment {
namespace {

using dayaq::testing::FaultsOf;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EntitlementServiceTest : public PaymentFixture {
 protected:
  absl::StatusOr<v1::ListEntitlementsResponse> List(const TestCaller& caller, const v1::ListEntitlementsRequest& request) const {
    return Call(&Stub::ListEntitlements, caller, request);
  }
  absl::StatusOr<v1::Entitlement> Get(const TestCaller& caller, const std::string& name) const {
    v1::GetEntitlementRequest request;
    request.set_name(name);
    return Call(&Stub::GetEntitlement, caller, request);
  }
  absl::StatusOr<v1::ExplainEntitlementResponse> Explain(const TestCaller& caller, const std::string& name) const {
    v1::ExplainEntitlementRequest request;
    request.set_name(name);
    return Call(&Stub::ExplainEntitlement, caller, request);
  }
  // Someone with an allowance from May 2025, and nothing else.
  std::string Assessed() const {
    const std::string survivor = OpenSurvivor("2024-02-04");
    Decide(survivor, {.percent = 65, .from = "2025-05-01"});
    React("survivor.opened", survivor);
    return survivor;
  }
};

TEST_F(EntitlementServiceTest, ExplainsWhy250AndNot220InBothLanguages) {
  const v1::Entitlement allowance = EntitlementOf(Assessed(), kAllowance);
  const auto explained = Explain(kCaseworker, allowance.name());
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_EQ(explained->rule().benefit(), kAllowance);
  EXPECT_EQ(explained->rule().version(), allowance.rule_version());
  EXPECT_FALSE(explained->rule().legal_basis().number().empty());
  EXPECT_EQ(explained->entitlement().instalments_size(), allowance.instalments_size());
  const v1::Explanation& explanation = explained->entitlement().explanation();
  EXPECT_EQ(explanation.rule_hash(), explained->rule().content_hash());
  ASSERT_THAT(explanation.amounts(), SizeIs(2));
  const v1::AmountAnswer& now = explanation.amounts(1);
  EXPECT_EQ(now.first_period(), "2025-07");
  EXPECT_EQ(now.amount_qepik(), 25000);
  EXPECT_EQ(now.band(), survivor::v1::DISABILITY_BAND_61_80);
  EXPECT_EQ(ToText(now.step_from()), "2025-07-01");
  for (const std::string& words : {now.words().az(), now.words().en()}) {
    EXPECT_THAT(words, HasSubstr("250"));
    EXPECT_THAT(words, HasSubstr("2025-07-01"));
  }
  EXPECT_NE(now.words().az(), now.words().en());
  ASSERT_THAT(explained->assessments(), SizeIs(1));
  EXPECT_EQ(explained->assessments(0).because_of(), "survivor.opened");
  EXPECT_EQ(explained->assessments(0).uid(), explained->entitlement().instalments(0).assessment_uid());
}

TEST_F(EntitlementServiceTest, ADecisionIsExplainedByTheVersionItWasMadeUnder) {
  const std::string survivor = Assessed();
  std::vector<v1::BenefitRule> raised = rules_;
  for (v1::BenefitRule& rule : raised) {
    if (rule.benefit() != kAllowance) continue;
    rule.set_version(rule.version() + 1);
    rule.set_content_hash(std::string(64, 'b'));
    for (v1::BandAmount& amount : *rule.mutable_steps()->rbegin()->mutable_by_band()) amount.set_amount_qepik(99900);
  }
  ASSERT_EQ(KeepBenefits(payment_->host().kit(), raised), absl::OkStatus());
  const v1::Entitlement before = EntitlementOf(survivor, kAllowance);
  auto explained = Explain(kVerifier, before.name());
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_NE(explained->rule().content_hash(), std::string(64, 'b'));

  ASSERT_EQ(ReassessAt(absl::Now(), "survivor.changed", survivor, raised), absl::OkStatus());
  explained = Explain(kVerifier, before.name());
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_EQ(explained->rule().version(), before.rule_version() + 1);
  EXPECT_EQ(explained->rule().content_hash(), std::string(64, 'b'));
  EXPECT_EQ(SumOf(explained->entitlement(), "2025-07"), 99900);
  ASSERT_THAT(explained->assessments(), SizeIs(2));
  EXPECT_EQ(explained->assessments(0).explanation().rule_version(), before.rule_version() + 1) << "newest first";
  EXPECT_EQ(explained->assessments(1).explanation().rule_version(), before.rule_version());
}

TEST_F(EntitlementServiceTest, EachSeesItInTheirRoleAndPlace) {
  const std::string name = EntitlementOf(Assessed(), kAllowance).name();
  for (const TestCaller& caller : {kCaseworker, kVerifier, kAuditor}) {
    const auto entitlement = Get(caller, name);
    ASSERT_TRUE(entitlement.ok()) << caller.subject << entitlement.status();
    EXPECT_GT(entitlement->entitled_qepik(), 0) << caller.subject;
    EXPECT_FALSE(entitlement->instalments().empty()) << caller.subject;
    EXPECT_THAT(entitlement->redacted_fields(), IsEmpty()) << caller.subject;
  }
  EXPECT_EQ(Get(kOtherCaseworker, name).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Explain(kOtherCaseworker, name).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get(kOtherCaseworker, name).status().message(),
            Get(kOtherCaseworker, "entitlements/" + NewRequestId()).status().message());
  const auto none = List(kOtherCaseworker, {});
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_EQ(none->total(), 0);
  EXPECT_EQ(none->entitled_qepik(), 0);

  EXPECT_EQ(Get(kRegistrar, name).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Explain(kRegistrar, name).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(List(kRegistrar, {}).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Call(&Stub::ListBenefits, kRegistrar, v1::ListBenefitsRequest()).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(List(kAnama, {}).status().code(), absl::StatusCode::kPermissionDenied);
}

TEST_F(EntitlementServiceTest, AFilterFindsWhatItSays) {
  const std::string first = Assessed();
  const std::string second = OpenSurvivor();
  React("survivor.opened", second);
  v1::ListEntitlementsRequest request;
  auto found = List(kVerifier, request);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->total(), 2);
  EXPECT_EQ(found->entitled_qepik(), Count("SELECT sum(entitled_qepik) FROM payment.entitlement"));
  EXPECT_EQ(found->entitlements(0).survivor_uid(), second) << "newest first";
  EXPECT_THAT(found->entitlements(0).instalments(), IsEmpty()) << "not in lists";

  request.mutable_filter()->set_without_examples(true);
  found = List(kVerifier, request);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_THAT(found->entitlements(), SizeIs(1));
  EXPECT_EQ(found->entitlements(0).benefit(), kAllowance);

  request.mutable_filter()->set_survivor("survivors/" + second);
  EXPECT_EQ(List(kVerifier, request)->total(), 0);
  request.mutable_filter()->set_without_examples(false);
  EXPECT_EQ(List(kVerifier, request)->total(), 1);
  request.mutable_filter()->add_states(v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(List(kVerifier, request)->total(), 0);

  request.clear_filter();
  request.mutable_filter()->add_districts("AZ-BAR");
  EXPECT_EQ(List(kVerifier, request)->total(), 0);
  request.mutable_filter()->add_districts("AZ-TAR");
  EXPECT_EQ(List(kVerifier, request)->total(), 2);
  request.mutable_filter()->set_with_questions(true);
  EXPECT_EQ(List(kVerifier, request)->total(), 0);
  Die(first, "2025");
  React("survivor.died", first);
  found = List(kVerifier, request);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_GT(found->total(), 0) << "of a death only the year is known";
  for (const v1::Entitlement& entitlement : found->entitlements()) {
    EXPECT_FALSE(entitlement.explanation().questions().empty());
    EXPECT_FALSE(entitlement.releasable());
  }
}

TEST_F(EntitlementServiceTest, PagesShowEachOnceAndBelongToOnePerson) {
  for (int i = 0; i < 5; ++i) React("survivor.opened", OpenSurvivor());
  v1::ListEntitlementsRequest request;
  request.set_page_size(2);
  std::set<std::string> seen;
  int pages = 0;
  std::string second_page;
  do {
    const auto page = List(kVerifier, request);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total(), pages == 0 ? 5 : 0) << "totals stand on the first page";
    for (const v1::Entitlement& entitlement : page->entitlements()) EXPECT_TRUE(seen.insert(entitlement.name()).second);
    request.set_page_token(page->next_page_token());
    if (++pages == 1) second_page = page->next_page_token();
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, 3);
  EXPECT_THAT(seen, SizeIs(5));

  request.set_page_token(second_page);
  EXPECT_TRUE(List(kVerifier, request).ok());
  EXPECT_EQ(ReasonOf(List(kAuditor, request).status()), ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID);
  request.mutable_filter()->set_without_examples(true);
  EXPECT_EQ(ReasonOf(List(kVerifier, request).status()), ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(EntitlementServiceTest, FaultyRequestsAreToldEveryFault) {
  v1::ListEntitlementsRequest request;
  request.mutable_filter()->set_survivor("survivors/1");
  request.mutable_filter()->add_benefits("Disability Allowance");
  request.mutable_filter()->add_states(static_cast<v1::EntitlementState>(77));
  request.mutable_filter()->add_districts("az-tar");
  request.set_page_size(-1);
  EXPECT_THAT(FaultsOf(List(kVerifier, request).status()),
              ::testing::UnorderedElementsAre("filter.survivor PATTERN_MISMATCH", "filter.benefits[0] PATTERN_MISMATCH",
                                              "filter.states[0] ENUM_UNDEFINED", "filter.districts[0] PATTERN_MISMATCH",
                                              "page_size OUT_OF_RANGE"));
  EXPECT_THAT(FaultsOf(Get(kVerifier, "").status()), ElementsAre("name REQUIRED"));
  EXPECT_THAT(FaultsOf(Get(kVerifier, "entitlements/'; DROP TABLE payment.instalment").status()),
              ElementsAre("name PATTERN_MISMATCH"));
  EXPECT_THAT(FaultsOf(Explain(kVerifier, "survivors/" + NewRequestId()).status()), ElementsAre("name PATTERN_MISMATCH"));
}

TEST_F(EntitlementServiceTest, BenefitsAreListedInForceOrInAllVersions) {
  auto listed = Call(&Stub::ListBenefits, kVerifier, v1::ListBenefitsRequest());
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(listed->benefits_size(), static_cast<int>(rules_.size()));
  std::vector<v1::BenefitRule> raised = rules_;
  raised[0].set_version(raised[0].version() + 1);
  raised[0].set_content_hash(std::string(64, 'c'));
  ASSERT_EQ(KeepBenefits(payment_->host().kit(), raised), absl::OkStatus());
  v1::ListBenefitsRequest request;
  request.set_all_versions(true);
  listed = Call(&Stub::ListBenefits, kVerifier, request);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->benefits_size(), static_cast<int>(rules_.size()) + 1);
  EXPECT_EQ(listed->benefits(0).benefit(), raised[0].benefit());
  EXPECT_EQ(listed->benefits(0).version(), raised[0].version()) << "newest version first";
  EXPECT_EQ(listed->benefits(1).SerializeAsString(), rules_[0].SerializeAsString()) << "kept as it was read";
}

TEST_F(EntitlementServiceTest, AVersionWithAnotherContentStopsTheServiceAndKeepsNothing) {
  std::vector<v1::BenefitRule> changed = rules_;
  changed[0].set_content_hash(std::string(64, 'd'));
  changed[1].set_version(changed[1].version() + 1);
  const absl::Status status = KeepBenefits(payment_->host().kit(), changed);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr(absl::StrCat("benefits/", changed[0].benefit(), ".yaml")));
  EXPECT_THAT(std::string(status.message()), HasSubstr("raise the version"));
  EXPECT_EQ(Count("SELECT count(*) FROM payment.benefit_rule"), static_cast<int64_t>(rules_.size()));
  EXPECT_EQ(KeepBenefits(payment_->host().kit(), rules_), absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::payment
