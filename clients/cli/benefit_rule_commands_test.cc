// benefit propose, diff, approve, activate, withdraw, versions as they are typed, against a service that notes what it is asked.
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/fake_edge.h"
#include "clients/cli/file_digest.h"
#include "clients/cli/typed_commands.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "dayaq/payment/v1/benefit_rule_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kUid[] = "01900000-0000-7000-9000-000000000031";

class FakeRules : public payment::v1::BenefitRuleService::Service {
 public:
  grpc::Status ProposeRule(grpc::ServerContext*, const payment::v1::ProposeRuleRequest* request,
                           payment::v1::RuleProposal* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    proposed.push_back(*request);
    Fill(*response);
    return grpc::Status::OK;
  }
  grpc::Status CompareRules(grpc::ServerContext*, const payment::v1::CompareRulesRequest* request,
                            payment::v1::RuleComparison* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    compared.push_back(*request);
    response->set_name(absl::StrCat("ruleComparisons/", kUid));
    response->set_total(5);
    return grpc::Status::OK;
  }
  // Through when it is asked for the second time.
  grpc::Status GetRuleComparison(grpc::ServerContext*, const payment::v1::GetRuleComparisonRequest* request,
                                 payment::v1::RuleComparison* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    response->set_name(request->name());
    response->set_benefit("disability-allowance");
    response->set_of_present(true);
    response->set_total(5);
    response->set_done(++asked < 2 ? 2 : 5);
    if (asked < 2) return grpc::Status::OK;
    response->mutable_finish_time()->set_seconds(1'790'000'000);
    for (const int64_t gaining : {3, 1}) {
      payment::v1::RuleComparisonLine& line = *response->add_lines();
      line.set_benefit("disability-allowance");
      line.set_district(gaining == 3 ? "AZ-TAR" : "AZ-BAR");
      line.set_band(survivor::v1::DISABILITY_BAND_61_80);
      line.set_gaining(gaining);
      line.set_month_qepik(gaining * 1000);
      line.set_back_qepik(-5);
    }
    payment::v1::RuleLoss& loss = *response->add_losses();
    loss.set_survivor_uid(kUid);
    loss.set_survivor_number(number);
    loss.set_month_qepik(-1);
    return grpc::Status::OK;
  }
  grpc::Status ApproveRule(grpc::ServerContext*, const payment::v1::ApproveRuleRequest* request,
                           payment::v1::RuleProposal* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    approved.push_back(*request);
    Fill(*response);
    return grpc::Status::OK;
  }
  grpc::Status ActivateRule(grpc::ServerContext*, const payment::v1::ActivateRuleRequest* request,
                            payment::v1::RuleProposal* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    activated.push_back(*request);
    Fill(*response);
    return grpc::Status::OK;
  }
  grpc::Status WithdrawRule(grpc::ServerContext*, const payment::v1::WithdrawRuleRequest* request,
                            payment::v1::RuleProposal* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    withdrawn.push_back(*request);
    Fill(*response);
    response->set_state(payment::v1::RULE_PROPOSAL_STATE_WITHDRAWN);
    response->mutable_withdraw_time()->set_seconds(1'790'000'000);
    response->set_withdraw_reason(request->reason());
    return grpc::Status::OK;
  }
  grpc::Status ListRuleVersions(grpc::ServerContext*, const payment::v1::ListRuleVersionsRequest*,
                                payment::v1::ListRuleVersionsResponse* response) override {
    Fill(*response->add_proposals());
    payment::v1::RuleSet& set = *response->add_sets();
    set.set_number(2);
    set.add_rules("disability-allowance/2/2");
    set.set_proposal_uid(kUid);
    set.set_activated_by_uid("third");
    return grpc::Status::OK;
  }

  std::mutex mutex;
  int asked = 0;
  std::vector<payment::v1::ProposeRuleRequest> proposed;
  std::vector<payment::v1::CompareRulesRequest> compared;
  std::vector<payment::v1::ApproveRuleRequest> approved;
  std::vector<payment::v1::ActivateRuleRequest> activated;
  std::vector<payment::v1::WithdrawRuleRequest> withdrawn;
  std::string number = "S-1042-7";

 private:
  static void Fill(payment::v1::RuleProposal& proposal) {
    proposal.set_name(absl::StrCat("ruleProposals/", kUid));
    proposal.set_etag("4");
    proposal.set_benefit("disability-allowance");
    proposal.set_version(2);
    proposal.set_state(payment::v1::RULE_PROPOSAL_STATE_APPROVED);
    proposal.set_proposed_by_uid("first");
    proposal.set_approved_by_uid("second");
    proposal.set_comparison_uid(kUid);
  }
};

// Says what role whoever asks acts in.
class FakeAccess : public access::v1::AccessService::Service {
 public:
  grpc::Status GetMyAccess(grpc::ServerContext*, const access::v1::GetMyAccessRequest*, access::v1::MyAccess* response) override {
    for (const access::v1::DataClass data_class : reads) response->mutable_role()->add_reads(data_class);
    for (const std::string& action : actions) response->mutable_role()->add_actions()->mutable_action()->set_code(action);
    return grpc::Status::OK;
  }

  std::vector<access::v1::DataClass> reads;
  std::vector<std::string> actions = {"benefit.read_comparison"};
};

class FakeSurvivors : public survivor::v1::SurvivorService::Service {
 public:
  grpc::Status GetSurvivor(grpc::ServerContext*, const survivor::v1::GetSurvivorRequest* request,
                           survivor::v1::Survivor* response) override {
    ++asked;
    if (refuses) return {grpc::StatusCode::NOT_FOUND, "no such record"};
    response->set_name(request->name());
    response->mutable_identity()->set_family_name("Nümunəli");
    response->mutable_identity()->set_given_name("Vüsal");
    return grpc::Status::OK;
  }

  bool refuses = false;
  int asked = 0;
};

class BenefitRuleCommandsTest : public ::testing::Test {
 protected:
  std::string File(const std::string& name, const std::string& content) const {
    std::ofstream(directory_.Path(name)) << content;
    return directory_.Path(name);
  }

  dayaq::testing::TemporaryDirectory directory_;
  FakeRules rules_;
  FakeAccess access_;
  FakeSurvivors survivors_;
  FakeEdge edge_{{&rules_, &access_, &survivors_}};
  TypedCommands commands_{edge_};
};

TEST_F(BenefitRuleCommandsTest, TheBytesOfAFileAreProposed) {
  const Ended ended = commands_.Ctl({"benefit", "propose", File("a.yaml", "benefit: a\n# ə\n")});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(rules_.proposed, SizeIs(1));
  EXPECT_EQ(rules_.proposed[0].content(), "benefit: a\n# ə\n");
  EXPECT_THAT(ended.out, AllOf(HasSubstr("disability-allowance/2"), HasSubstr("staff/first"), HasSubstr(kUid)));
  EXPECT_EQ(commands_.Ctl({"benefit", "propose", directory_.Path("none.yaml")}).code, ExitCode::kBadInput);
  EXPECT_EQ(commands_.Ctl({"benefit", "propose", File("large.yaml", std::string(300000, '#'))}).code, ExitCode::kBadInput);
  EXPECT_THAT(rules_.proposed, SizeIs(1)) << "nothing of these was sent";
}

TEST_F(BenefitRuleCommandsTest, FilesAreComparedByTheirHashesAndWaitedFor) {
  const std::string file = File("new.yaml", "new");
  const Ended ended = commands_.Ctl({"benefit", "diff", file, "--on", "2027-01-01"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(rules_.compared, SizeIs(1));
  EXPECT_EQ(rules_.compared[0].old_hash(), "") << "what is in force";
  EXPECT_EQ(rules_.compared[0].new_hash(), *Sha256OfFile(file));
  EXPECT_EQ(rules_.compared[0].counted_for().year(), 2027);
  // The sum of both districts, each of them, and who loses.
  EXPECT_THAT(ended.out, AllOf(HasSubstr("+40.00 AZN"), HasSubstr("+30.00 AZN"), HasSubstr("-0.10 AZN"), HasSubstr("AZ-BAR"),
                               HasSubstr("S-1042-7")));
  const std::string hash(64, 'a');
  ASSERT_EQ(commands_.Ctl({"benefit", "diff", hash, file, "--no-wait"}).code, ExitCode::kOk);
  EXPECT_EQ(rules_.compared[1].old_hash(), hash);
  EXPECT_EQ(commands_.Ctl({"benefit", "diff", file, "--on", "soon"}).code, ExitCode::kBadInput);
}

TEST_F(BenefitRuleCommandsTest, StepsNameTheProposalAndTheComparison) {
  ASSERT_EQ(commands_.Ctl({"benefit", "approve", kUid, "--etag", "1", "--comparison", kUid}).code, ExitCode::kOk);
  ASSERT_THAT(rules_.approved, SizeIs(1));
  EXPECT_EQ(rules_.approved[0].name(), absl::StrCat("ruleProposals/", kUid));
  EXPECT_EQ(rules_.approved[0].comparison(), absl::StrCat("ruleComparisons/", kUid));
  ASSERT_EQ(commands_.Ctl({"benefit", "activate", absl::StrCat("ruleProposals/", kUid), "--etag", "2"}).code, ExitCode::kOk);
  ASSERT_THAT(rules_.activated, SizeIs(1));
  EXPECT_EQ(rules_.activated[0].etag(), "2");
  EXPECT_EQ(commands_.Ctl({"benefit", "approve", kUid, "--etag", "1"}).code, ExitCode::kBadInput) << "without having looked";
  const Ended versions = commands_.Ctl({"benefit", "versions"});
  ASSERT_EQ(versions.code, ExitCode::kOk) << versions.err;
  EXPECT_THAT(versions.out, AllOf(HasSubstr("disability-allowance/2/2"), HasSubstr("staff/third"), HasSubstr("staff/second"),
                                  HasSubstr("ruleComparisons/")));
}

// By name for whoever sees names anyway, by the ordinary way to a record; else by the number of the record, and nothing is asked.
TEST_F(BenefitRuleCommandsTest, WhoLosesIsNamedToThoseWhoSeeNames) {
  const auto shown = [&] {
    const Ended ended = commands_.Ctl({"benefit", "comparison", kUid});
    EXPECT_EQ(ended.code, ExitCode::kOk) << ended.err;
    return ended.out;
  };
  EXPECT_THAT(shown(), AllOf(HasSubstr("S-1042-7"), Not(HasSubstr("Nümunəli"))));
  access_.reads = {access::v1::DATA_CLASS_IDENTITY};
  EXPECT_THAT(shown(), Not(HasSubstr("Nümunəli"))) << "reads no records";
  access_.reads = {access::v1::DATA_CLASS_FINANCE};
  access_.actions.push_back("survivor.read");
  EXPECT_THAT(shown(), Not(HasSubstr("Nümunəli"))) << "reads records without names";
  EXPECT_EQ(survivors_.asked, 0) << "nothing is asked that would be refused";
  access_.reads = {access::v1::DATA_CLASS_IDENTITY};
  EXPECT_THAT(shown(), AllOf(HasSubstr("Nümunəli Vüsal"), HasSubstr("S-1042-7")));
  EXPECT_EQ(survivors_.asked, 1);
  survivors_.refuses = true;
  EXPECT_THAT(shown(), AllOf(HasSubstr("S-1042-7"), Not(HasSubstr("Nümunəli"))));
  rules_.number = "";
  EXPECT_THAT(shown(), HasSubstr(absl::StrCat("survivors/", kUid))) << "out of reach by now";
}

TEST_F(BenefitRuleCommandsTest, WhatWasProposedIsTakenBackWithAReason) {
  const Ended ended = commands_.Ctl({"benefit", "withdraw", kUid, "--etag", "1", "--reason", "Yanlış məbləğ"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(rules_.withdrawn, SizeIs(1));
  EXPECT_EQ(rules_.withdrawn[0].name(), absl::StrCat("ruleProposals/", kUid));
  EXPECT_EQ(rules_.withdrawn[0].etag(), "1");
  EXPECT_EQ(rules_.withdrawn[0].reason(), "Yanlış məbləğ");
  EXPECT_THAT(ended.out, AllOf(HasSubstr("withdrawn"), HasSubstr("Yanlış məbləğ")));
  EXPECT_EQ(commands_.Ctl({"benefit", "withdraw", kUid, "--etag", "1"}).code, ExitCode::kBadInput) << "without a reason";
  EXPECT_THAT(rules_.withdrawn, SizeIs(1));
}

}  // namespace
}  // namespace dayaq::cli
