// Against the database, as the service runs: a figure is proposed, compared, approved and put into force, by three people, and is
// decided by everywhere from then on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "dayaq/payment/v1/recount_service.grpc.pb.h"
#include "dayaq/payment/v1/replay_service.grpc.pb.h"
#include "services/payment/rule_diff_queries.h"
#include "services/payment/rule_version_queries.h"
#include "services/payment/rule_version_test_fixture.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::payment {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(RuleVersionTest, WithoutAStrongSignInOrInAnotherRoleNothingIsDone) {
  for (const TestCaller& caller : {Strongly(kCaseworker), Strongly(kAuditor)}) {
    EXPECT_EQ(Propose(AllowanceOf(2, "260.00"), caller).status().code(), absl::StatusCode::kPermissionDenied) << caller.subject;
  }
  EXPECT_EQ(Propose(AllowanceOf(2, "260.00"), kVerifier).status().code(), absl::StatusCode::kUnauthenticated);
  const v1::RuleProposal approved = Approved(AllowanceOf(2, "260.00"));
  EXPECT_EQ(Activate(approved, TestCaller{"ilqar-releaser"}).status().code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(VersionAt(*payment_, kAllowance), 1);
  EXPECT_THAT(Versions(kAuditor).proposals(), SizeIs(1));
}

TEST_F(RuleVersionTest, EveryFaultOfATextIsNamedWithItsPlaceAndNothingIsKept) {
  int texts = 0;
  for (const auto& file : std::filesystem::directory_iterator("tests/data/benefits/bad")) {
    // Faulty by the name of the file alone, which a text has not.
    if (file.path().stem() == "other-code") continue;
    SCOPED_TRACE(file.path().string());
    const auto proposal = Propose(FileText(file.path().string()));
    EXPECT_EQ(proposal.status().code(), absl::StatusCode::kInvalidArgument) << proposal.status();
    const auto faults = FaultsOf(proposal.status());
    if (FileText(file.path().string()).empty()) continue;
    EXPECT_THAT(faults, Not(IsEmpty()));
    EXPECT_THAT(faults, Each("content RULE_FILE_FAULTY"));
    const auto detail = DetailOf<google::rpc::BadRequest>(proposal.status());
    ASSERT_TRUE(detail.has_value());
    EXPECT_THAT(detail->field_violations(0).description(), ::testing::MatchesRegex(".*:[0-9]+:[0-9]+: .*"));
    ++texts;
  }
  EXPECT_GT(texts, 40);
  const auto many = DetailOf<google::rpc::BadRequest>(Propose(Changed(kAllowance, 2,
                                                                      {{"until: \"2025-02-28\"", "until: \"2025-01-31\""},
                                                                       {"\"180.00\"", "\"180.000\""},
                                                                       {"from: \"2025-07-01\"", "from: \"2025-06-01\""}}))
                                                          .status());
  ASSERT_TRUE(many.has_value());
  std::string all;
  for (const auto& fault : many->field_violations()) absl::StrAppend(&all, fault.description(), "\n");
  EXPECT_THAT(all, HasSubstr("disability-allowance.yaml:43:11: a gap: no amount from 2025-02-01 to 2025-02-28"));
  EXPECT_THAT(all, HasSubstr("an overlap"));
  EXPECT_THAT(all, HasSubstr("47:24: '180.000' is no amount"));
  EXPECT_EQ(many->field_violations_size(), 3) << all;

  EXPECT_THAT(FaultsOf(Propose(std::string(1 << 20, '#')).status()), Contains("content TOO_LONG"));
  EXPECT_THAT(FaultsOf(Propose("").status()), ElementsAre("content REQUIRED"));
  for (const std::string& text : {Changed(kAllowance, 2, {{"973", "97\xff"}}), Changed(kAllowance, 2) + std::string("\0x: 1\n", 6),
                                  Changed(kAllowance, 2, {{"number: \"973\"", "number: &a \"973\""}}),
                                  std::string("a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]\n"), std::string("{[{[{[{["),
                                  Changed(kAllowance, 2) + Changed(kAllowance, 2)}) {
    EXPECT_THAT(FaultsOf(Propose(text).status()), ElementsAre("content RULE_FILE_FAULTY")) << text.substr(0, 40);
  }
  // Beside the other rules.
  EXPECT_THAT(FaultsOf(Propose(Changed(kAllowance, 2) + "yields_to: [no-such-benefit]\n").status()),
              ElementsAre("content RULE_FILE_FAULTY"));
  EXPECT_EQ(Count("SELECT count(*) FROM payment.rule_proposal"), 0);
}

TEST_F(RuleVersionTest, AVersionIsNeverAnotherText) {
  EXPECT_EQ(ReasonOf(Propose(Shipped(kAllowance)).status()), ErrorReason::ERROR_REASON_RULE_IN_FORCE_ALREADY);
  EXPECT_EQ(ReasonOf(Propose(Shipped(kAllowance) + "# another remark\n").status()), ErrorReason::ERROR_REASON_RULE_VERSION_TAKEN);
  PutIntoForce(AllowanceOf(5, "260.00"));
  EXPECT_EQ(ReasonOf(Propose(AllowanceOf(4, "270.00")).status()), ErrorReason::ERROR_REASON_RULE_VERSION_NOT_HIGHER);
  EXPECT_EQ(ReasonOf(Propose(AllowanceOf(5, "270.00")).status()), ErrorReason::ERROR_REASON_RULE_VERSION_TAKEN);
  ASSERT_TRUE(Propose(AllowanceOf(6, "270.00")).ok());
  EXPECT_EQ(ReasonOf(Propose(AllowanceOf(6, "270.00")).status()), ErrorReason::ERROR_REASON_RULE_PROPOSED_ALREADY);
  EXPECT_TRUE(Propose(AllowanceOf(6, "280.00")).ok()) << "until one of them is in force";
}

TEST_F(RuleVersionTest, OnlyAFreshComparisonWithWhatIsInForceCounts) {
  const auto proposal = Propose(AllowanceOf(2, "260.00"));
  const auto other = Propose(AllowanceOf(3, "270.00"));
  ASSERT_TRUE(proposal.ok() && other.ok());
  const auto reason = [&](const v1::RuleComparison& comparison) { return ReasonOf(Approve(*proposal, comparison).status()); };
  const auto begun = Begin(proposal->content_hash());
  ASSERT_TRUE(begun.ok()) << begun.status();
  EXPECT_EQ(reason(*begun), ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT) << "not through";
  EXPECT_EQ(ReasonOf(Begin(other->content_hash()).status()), ErrorReason::ERROR_REASON_RECOUNT_GOES_ON) << "one at a time";
  ReactToAll();
  EXPECT_EQ(reason(Compare(*other)), ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT) << "of another rule";
  EXPECT_EQ(reason(Compare(*proposal, other->content_hash())), ErrorReason::ERROR_REASON_RULE_COMPARISON_UNFIT)
      << "with another rule than the one in force";
  Write(
      absl::StrCat("UPDATE payment.rule_comparison SET create_time = now() - interval '15 days' WHERE uid = '", begun->uid(), "'"));
  EXPECT_EQ(reason(*begun), ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE);
  const v1::RuleComparison fresh = Compare(*proposal);
  const auto approved = Approve(*proposal, fresh);
  ASSERT_TRUE(approved.ok()) << approved.status();
  // Something else comes into force between the two: the decision was about another difference.
  PutIntoForce(Changed(kFuneral, 2));
  EXPECT_EQ(ReasonOf(Activate(*approved).status()), ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE);
  const auto again = Approve(*approved, Compare(*proposal));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(Activate(*again).ok());
  EXPECT_EQ(ReasonOf(Activate(*again).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);

  EXPECT_EQ(ReasonOf(Begin(std::string(64, 'a')).status()), ErrorReason::ERROR_REASON_RULE_UNKNOWN);
  EXPECT_EQ(ReasonOf(Begin(proposal->content_hash()).status()), ErrorReason::ERROR_REASON_RULES_NOT_COMPARABLE) << "the same";
  EXPECT_EQ(ReasonOf(Begin(other->content_hash(), RuleOf(kFuneral).content_hash()).status()),
            ErrorReason::ERROR_REASON_RULES_NOT_COMPARABLE);
  EXPECT_THAT(FaultsOf(Begin(other->content_hash(), "", "2020-01-01").status()), ElementsAre("counted_for OUT_OF_RANGE"));
  EXPECT_THAT(FaultsOf(Begin(other->content_hash(), "", "2027-01").status()), ElementsAre("counted_for DATE_NOT_WHOLE"));
}

TEST_F(RuleVersionTest, WhatIsPutIntoForceDecidesEverywhereAtOnceWithoutARestart) {
  const Instance other = Start(rules_);
  EXPECT_EQ(VersionAt(*other.service, kAllowance), 1);
  const std::string survivor = Assessed();
  const std::string month = "2025-07";
  EXPECT_EQ(SumOf(EntitlementOf(survivor, kAllowance), month), 25000);
  const v1::RuleProposal activated = PutIntoForce(AllowanceOf(2, "260.00"));
  EXPECT_EQ(VersionAt(*other.service, kAllowance), 2);
  // The other one goes through everybody.
  ReactToAll(other.service.get());
  const v1::Entitlement after = EntitlementOf(survivor, kAllowance);
  EXPECT_EQ(SumOf(after, month), 26000);
  EXPECT_EQ(after.rule_version(), 2);
  EXPECT_EQ(
      Count("SELECT count(*) FROM outbox.event WHERE kind = 'benefit.rule_activated' AND resource = '" + activated.name() + "'"),
      1);
  // Decisions of before are made once more by the rule of before.
  const auto replays = v1::ReplayService::NewStub(payment_->Channel());
  v1::ReplayAssessmentsRequest request;
  request.set_name(after.name());
  const auto replayed = payment_->Call(*replays, &v1::ReplayService::Stub::ReplayAssessments, kCaseworker, request);
  ASSERT_TRUE(replayed.ok()) << replayed.status();
  EXPECT_THAT(replayed->replays(), SizeIs(2));
  for (const v1::Replay& replay : replayed->replays()) EXPECT_THAT(replay.differences(), IsEmpty());
}

TEST_F(RuleVersionTest, AFormerVersionComesIntoForceTheSameWay) {
  const std::string survivor = Assessed();
  PutIntoForce(AllowanceOf(2, "260.00"));
  ReactToAll();
  ASSERT_EQ(SumOf(EntitlementOf(survivor, kAllowance), "2025-07"), 26000);
  const v1::RuleProposal back = PutIntoForce(Shipped(kAllowance));
  EXPECT_EQ(back.version(), 1);
  ReactToAll();
  EXPECT_EQ(SumOf(EntitlementOf(survivor, kAllowance), "2025-07"), 25000);
  EXPECT_EQ(VersionAt(*payment_, kAllowance), 1);
  EXPECT_THAT(Versions().sets(0).rules(), Contains("disability-allowance/1/3"));
}

TEST_F(RuleVersionTest, OfTwoThatAreActivatedAtOnceOneIs) {
  for (int round = 0; round < 5; ++round) {
    const auto first = Propose(AllowanceOf(10 + round, "260.00"));
    const auto second = Propose(Changed(kFuneral, 10 + round));
    ASSERT_TRUE(first.ok() && second.ok());
    const auto one = Approve(*first, Compare(*first));
    const auto two = Approve(*second, Compare(*second));
    ASSERT_TRUE(one.ok() && two.ok()) << one.status() << two.status();
    absl::Status ended[2];
    std::thread other([&] { ended[1] = Activate(*two).status(); });
    ended[0] = Activate(*one).status();
    other.join();
    EXPECT_NE(ended[0].ok(), ended[1].ok()) << ended[0] << "\n" << ended[1];
    EXPECT_EQ(ReasonOf(ended[0].ok() ? ended[1] : ended[0]), ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE);
    ReactToAll();
  }
  EXPECT_EQ(Count("SELECT count(*) FROM payment.rule_set"), 6);
}

TEST_F(RuleVersionTest, AfterAStopBetweenActivationAndAssessmentEverybodyIsAssessedAllTheSame) {
  const std::string survivor = Assessed();
  PutIntoForce(AllowanceOf(2, "260.00"));
  // Nothing of this instance goes on: another one starts, with the files of before.
  const Instance next = Start(rules_);
  EXPECT_EQ(VersionAt(*next.service, kAllowance), 2) << "files put nothing into force any more";
  ReactToAll(next.service.get());
  EXPECT_EQ(SumOf(EntitlementOf(survivor, kAllowance), "2025-07"), 26000);
}

TEST_F(RuleVersionTest, ARuleThatComesIntoForceWhileEverybodyIsGoneThroughIsAssessedBehindIt) {
  const std::string survivor = Assessed();
  const v1::RuleProposal approved = Approved(AllowanceOf(2, "260.00"));
  const auto recounts = v1::RecountService::NewStub(payment_->Channel());
  v1::StartRecountRequest request;
  request.set_request_id(NewRequestId());
  ASSERT_TRUE(payment_->Call(*recounts, &v1::RecountService::Stub::StartRecount, kStrongApprover, request).ok());
  ASSERT_TRUE(Activate(approved).ok());
  ReactToAll();
  EXPECT_EQ(SumOf(EntitlementOf(survivor, kAllowance), "2025-07"), 26000);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.recount WHERE finish_time IS NULL"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.recount WHERE benefits ? 'disability-allowance/2/2'"), 1);
  request.set_request_id(NewRequestId());
  request.set_kind(v1::RECOUNT_KIND_COMPARE);
  EXPECT_THAT(FaultsOf(payment_->Call(*recounts, &v1::RecountService::Stub::StartRecount, kStrongApprover, request).status()),
              ElementsAre("kind ENUM_UNDEFINED"));
}

TEST_F(RuleVersionTest, FilesAreInForceUntilPeopleDecide) {
  std::vector<v1::BenefitRule> raised = rules_;
  raised[0].set_version(2);
  raised[0].set_content_hash(std::string(64, 'e'));
  {
    const Instance by_file = Start(raised);
    EXPECT_EQ(VersionAt(*payment_, raised[0].benefit()), 2) << "also for the instance that was there";
    ReactToAll(by_file.service.get());
  }
  PutIntoForce(Changed(kFuneral, 2));
  raised[0].set_version(3);
  raised[0].set_content_hash(std::string(64, 'f'));
  const Instance later = Start(raised);
  EXPECT_EQ(VersionAt(*later.service, raised[0].benefit()), 2);
  EXPECT_EQ(VersionAt(*later.service, kFuneral), 2);
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM payment.benefit_rule WHERE content_hash = '", std::string(64, 'f'), "'")), 0);
  EXPECT_EQ(NeverInForce(raised, rules_).size(), 1u);
}

TEST_F(RuleVersionTest, WhatWasProposedAndWhatWasInForceStaysAsItIs) {
  const v1::RuleProposal activated = PutIntoForce(AllowanceOf(2, "260.00"));
  for (const std::string& sql :
       {std::string("UPDATE payment.rule_proposal SET content = content || ' '"),
        std::string("UPDATE payment.rule_proposal SET version = 9"),
        std::string("UPDATE payment.rule_proposal SET approve_time = now()"), std::string("DELETE FROM payment.rule_proposal"),
        std::string("UPDATE payment.rule_set SET rules = '[]'"), std::string("DELETE FROM payment.rule_set"),
        std::string("TRUNCATE payment.rule_set CASCADE")}) {
    EXPECT_FALSE(payment_->database().Execute(sql).ok()) << sql;
  }
  const auto shown = Ask(&Rules::GetRuleProposal, kAuditor, [&] {
    v1::GetRuleProposalRequest request;
    request.set_name(activated.name());
    return request;
  }());
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->content(), AllowanceOf(2, "260.00"));
  EXPECT_THAT(Versions().proposals(0).content(), IsEmpty());
}

TEST_F(RuleVersionTest, StatementsAndColumnsFit) {
  const auto as = [&](const std::string& subject, const std::vector<Query>& queries) {
    return payment_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"payment.rule_comparison", "payment.rule_comparison_line", "payment.rule_loss", "payment.recount_lane",
                         "payment.entitlement"});
    });
  };
  EXPECT_EQ(as("kamran-verifier", {kPresentSet, kSetOfNumber, kProposal, kProposals, kComparison, kComparisonLines, kLosses}),
            absl::OkStatus());
  for (const auto* table : {v1::RuleProposal::descriptor(), v1::RuleComparison::descriptor(), v1::RuleLoss::descriptor()}) {
    EXPECT_EQ(payment_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table, {}); }), absl::OkStatus())
        << table->name();
  }
  EXPECT_EQ(payment_->As("",
                         [&](Transaction& transaction) {
                           return CheckColumns(transaction, *v1::RuleComparisonLine::descriptor(), {"comparison_uid", "lane_uid"});
                         }),
            absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::payment
