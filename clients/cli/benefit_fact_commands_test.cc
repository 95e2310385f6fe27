// fact as it is typed, against a service that notes what it is asked.
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/fake_edge.h"
#include "clients/cli/typed_commands.h"
#include "dayaq/survivor/v1/benefit_fact_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kUid[] = "01900000-0000-7000-9000-000000000031";

class FakeFacts : public survivor::v1::BenefitFactService::Service {
 public:
  grpc::Status RecordBenefitFact(grpc::ServerContext*, const survivor::v1::RecordBenefitFactRequest* request,
                                 survivor::v1::BenefitFact* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    recorded.push_back(*request);
    *response = request->fact();
    response->set_name(absl::StrCat("benefitFacts/", kUid));
    response->set_etag("1");
    return grpc::Status::OK;
  }
  grpc::Status EndBenefitFact(grpc::ServerContext*, const survivor::v1::EndBenefitFactRequest* request,
                              survivor::v1::BenefitFact* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    ended.push_back(*request);
    response->set_name(request->name());
    return grpc::Status::OK;
  }
  grpc::Status ListBenefitFacts(grpc::ServerContext*, const survivor::v1::ListBenefitFactsRequest*,
                                survivor::v1::ListBenefitFactsResponse* response) override {
    survivor::v1::BenefitFact& payout = *response->add_facts();
    payout.set_kind(survivor::v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT);
    payout.set_amount_qepik(400005);
    payout.set_benefit("lump-sum-disability");
    payout.set_family_member_uid(kUid);
    return grpc::Status::OK;
  }

  std::mutex mutex;
  std::vector<survivor::v1::RecordBenefitFactRequest> recorded;
  std::vector<survivor::v1::EndBenefitFactRequest> ended;
};

class BenefitFactCommandsTest : public ::testing::Test {
 protected:
  FakeFacts facts_;
  FakeEdge edge_{{&facts_}};
  TypedCommands commands_{edge_};
  const std::string person_ = absl::StrCat("survivors/", kUid);
};

TEST_F(BenefitFactCommandsTest, AnActIsRecordedAndAnotherEndsIt) {
  const Ended recorded = commands_.Ctl({"fact", "record", person_, "--kind", "full_time_study", "--member",
                                        absl::StrCat("familyMembers/", kUid), "--from", "2025-09-15", "--until", "2027-06-30",
                                        "--act", "7", "--act-date", "2025-09-20", "--by", "Universitet"});
  ASSERT_EQ(recorded.code, ExitCode::kOk) << recorded.err;
  ASSERT_THAT(facts_.recorded, SizeIs(1));
  const survivor::v1::BenefitFact& fact = facts_.recorded[0].fact();
  EXPECT_EQ(facts_.recorded[0].survivor(), person_);
  EXPECT_EQ(fact.kind(), survivor::v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY);
  EXPECT_EQ(fact.family_member_uid(), kUid);
  EXPECT_EQ(fact.holds_until().day(), 30);
  EXPECT_EQ(fact.issued_by(), "Universitet");
  EXPECT_THAT(recorded.out, AllOf(HasSubstr("full-time study"), HasSubstr("etag 1")));

  const Ended ended = commands_.Ctl({"fact", "end", absl::StrCat("benefitFacts/", kUid), "--etag", "1", "--until", "2026-01-31",
                                     "--act", "4/2", "--act-date", "2026-02-01", "--reason", "left"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(facts_.ended, SizeIs(1));
  EXPECT_EQ(facts_.ended[0].act_number(), "4/2");
}

TEST_F(BenefitFactCommandsTest, AmountsAreShownInManat) {
  const Ended listed = commands_.Ctl({"fact", "list", person_});
  ASSERT_EQ(listed.code, ExitCode::kOk) << listed.err;
  EXPECT_THAT(listed.out, AllOf(HasSubstr("4000.05 AZN"), HasSubstr("earlier payout"), HasSubstr("lump-sum-disability")));
}

TEST_F(BenefitFactCommandsTest, WhatIsTypedWrongIsNotSent) {
  EXPECT_EQ(commands_
                .Ctl({"fact", "record", person_, "--kind", "rich", "--from", "2025-01-01", "--act", "1", "--act-date", "2025-01-01",
                      "--by", "x"})
                .code,
            ExitCode::kBadInput);
  EXPECT_EQ(commands_.Ctl({"fact", "record", person_, "--kind", "martyr"}).code, ExitCode::kBadInput);
  EXPECT_THAT(facts_.recorded, SizeIs(0));
}

}  // namespace
}  // namespace dayaq::cli
