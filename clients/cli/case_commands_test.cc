// The commands on cases as they are typed, against a service that notes what it is asked.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using namespace survivor::v1;  // NOLINT(google-build-using-namespace)

constexpr char kCase[] = "cases/01900000-0000-7000-9000-000000000041";
constexpr char kSurvivor[] = "survivors/01900000-0000-7000-9000-000000000042";
constexpr char kNeed[] = "01900000-0000-7000-9000-000000000043";

common::v1::PartialDate Day(const char* text) { return *dayaq::PartialDateFromText(text); }

class FakeCases : public CaseService::Service {
 public:
  grpc::Status GetCase(grpc::ServerContext*, const GetCaseRequest* request, Case* response) override {
    got.push_back(request->name());
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status ListCases(grpc::ServerContext*, const ListCasesRequest* request, ListCasesResponse* response) override {
    listed.push_back(*request);
    Case closed = Known();
    closed.set_name("cases/01900000-0000-7000-9000-000000000049");
    closed.set_state(CASE_STATE_CLOSED);
    *response->add_cases() = closed;
    *response->add_cases() = Known();
    return grpc::Status::OK;
  }
  grpc::Status EndNeed(grpc::ServerContext*, const EndNeedRequest* request, Case* response) override {
    ended.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status AddGoal(grpc::ServerContext*, const AddGoalRequest* request, Case* response) override {
    goals.push_back(*request);
    *response = Known();
    return grpc::Status::OK;
  }
  grpc::Status ListDueWork(grpc::ServerContext*, const ListDueWorkRequest* request, ListDueWorkResponse* response) override {
    due.push_back(*request);
    DueWork& work = *response->add_due();
    work.set_kind(DUE_WORK_KIND_FOLLOW_UP);
    work.set_case_name(kCase);
    work.set_survivor_number("70000018");
    *work.mutable_due_on() = Day("2026-11-20");
    work.set_days_overdue(9);
    work.set_mine(true);
    return grpc::Status::OK;
  }
  grpc::Status AddFunctioning(grpc::ServerContext*, const AddFunctioningRequest* request, Functioning* response) override {
    functioning.push_back(*request);
    *response = request->functioning();
    response->set_status(FUNCTIONING_STATUS_WITH_DISABILITY);
    return grpc::Status::OK;
  }

  std::vector<std::string> got;
  std::vector<ListCasesRequest> listed;
  std::vector<EndNeedRequest> ended;
  std::vector<AddGoalRequest> goals;
  std::vector<ListDueWorkRequest> due;
  std::vector<AddFunctioningRequest> functioning;

 private:
  static Case Known() {
    Case one;
    one.set_name(kCase);
    one.set_etag("3");
    one.set_state(CASE_STATE_PLANNED);
    *one.mutable_opened_on() = Day("2026-10-01");
    Need& need = *one.add_needs();
    need.set_uid(kNeed);
    need.set_kind(SUPPORT_KIND_ASSISTIVE_DEVICE);
    need.set_state(NEED_STATE_OPEN);
    need.set_words("sol ayağa");
    return one;
  }
};

class CaseCommandsTest : public ::testing::Test {
 protected:
  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") const {
    return typed_.Ctl(std::move(words), language);
  }

  FakeCases cases_;
  FakeEdge edge_{{&cases_}};
  TypedCommands typed_{edge_};
};

TEST_F(CaseCommandsTest, ACaseIsFoundByItsSurvivorAndShownInBothLanguages) {
  const Ended shown = Ctl({"case", "show", kSurvivor});
  ASSERT_EQ(shown.code, ExitCode::kOk) << shown.err;
  EXPECT_EQ(cases_.got.back(), kCase) << "the open one";
  EXPECT_THAT(shown.out, AllOf(HasSubstr("planned"), HasSubstr("prosthesis or device"), HasSubstr("sol ayağa")));
  EXPECT_THAT(Ctl({"case", "show", kCase}, "az").out, AllOf(HasSubstr("planlaşdırılıb"), HasSubstr("Ehtiyaclar")));
  EXPECT_THAT(Ctl({"case", "show", kCase, "--json"}).out, HasSubstr("CASE_STATE_PLANNED"));
}

TEST_F(CaseCommandsTest, APartIsNamedByItsNumberAndDecidedOnTheVersionThatStands) {
  ASSERT_EQ(Ctl({"case", "need", "close", kCase, "1", "--state", "met", "--on", "2026-11-01"}).code, ExitCode::kOk);
  ASSERT_THAT(cases_.ended, SizeIs(1));
  EXPECT_EQ(cases_.ended[0].need_uid(), kNeed);
  EXPECT_EQ(cases_.ended[0].etag(), "3");
  EXPECT_EQ(cases_.ended[0].state(), NEED_STATE_MET);
  EXPECT_EQ(cases_.ended[0].ended_on().month(), 11);
  EXPECT_EQ(Ctl({"case", "need", "close", kCase, "2", "--state", "met"}).code, ExitCode::kBadInput) << "there is one need";
  EXPECT_THAT(cases_.ended, SizeIs(1));
}

TEST_F(CaseCommandsTest, AGoalGoesOutAsItWasTyped) {
  ASSERT_EQ(Ctl({"case", "goal", "add", kSurvivor, "--words", "özü yeriyir", "--due", "2027-03-01"}).code, ExitCode::kOk);
  ASSERT_THAT(cases_.goals, SizeIs(1));
  EXPECT_EQ(cases_.goals[0].goal().words(), "özü yeriyir");
  EXPECT_EQ(cases_.goals[0].goal().due_on().year(), 2027);
  EXPECT_FALSE(cases_.goals[0].request_id().empty());
}

TEST_F(CaseCommandsTest, WhatIsDueIsShownWithItsDays) {
  const Ended due = Ctl({"case", "due", "--until", "2026-12-31", "--mine"});
  ASSERT_EQ(due.code, ExitCode::kOk) << due.err;
  EXPECT_THAT(due.out, AllOf(HasSubstr("9"), HasSubstr("2026-11-20"), HasSubstr("follow-up"), HasSubstr("70000018")));
  EXPECT_TRUE(cases_.due[0].mine());
  EXPECT_EQ(cases_.due[0].until().month(), 12);
}

TEST_F(CaseCommandsTest, AnswersAreWrittenAsDomainAndCode) {
  std::vector<std::string> words = {"case", "functioning", "add",        kSurvivor,  "--instrument", "short_set", "--by",
                                    "self", "--on",        "2026-11-20", "--answer", "walking=3",    "--answer",  "self_care=7"};
  const Ended added = Ctl(words);
  ASSERT_EQ(added.code, ExitCode::kOk) << added.err;
  ASSERT_THAT(cases_.functioning, SizeIs(1));
  ASSERT_EQ(cases_.functioning[0].functioning().answers_size(), 2);
  EXPECT_EQ(cases_.functioning[0].functioning().answers(0).domain(), FUNCTIONING_DOMAIN_WALKING);
  EXPECT_EQ(cases_.functioning[0].functioning().answers(1).answer(), FUNCTIONING_ANSWER_REFUSED);
  EXPECT_THAT(added.out, AllOf(HasSubstr("with disability"), HasSubstr("walking 3")));
  words.back() = "self_care=5";
  EXPECT_EQ(Ctl(words).code, ExitCode::kBadInput);
}

}  // namespace
}  // namespace dayaq::cli
