// audit unusual and audit watch as they are typed, against a service that notes what it is asked.
#include <fstream>
#include <mutex>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/fake_edge.h"
#include "clients/cli/program.h"
#include "clients/cli/unusual_view.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::cli {
namespace {

using audit::v1::UnusualLook;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kUid[] = "01900000-0000-7000-9000-000000000030";

class FakeAudit : public audit::v1::AuditService::Service {
 public:
  // The one asked for is on the second page.
  grpc::Status ListUnusualLooks(grpc::ServerContext*, const audit::v1::ListUnusualLooksRequest* request,
                                audit::v1::ListUnusualLooksResponse* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    listed.push_back(*request);
    UnusualLook& look = *response->add_unusual_looks();
    look.set_name(request->page_token().empty() ? "unusualLooks/another" : absl::StrCat("unusualLooks/", kUid));
    look.set_etag("7");
    if (request->page_token().empty()) response->set_next_page_token("second");
    return grpc::Status::OK;
  }
  grpc::Status ReviewUnusualLook(grpc::ServerContext*, const audit::v1::ReviewUnusualLookRequest* request,
                                 UnusualLook* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    reviewed.push_back(*request);
    response->set_name(request->name());
    response->set_state(request->verdict());
    return grpc::Status::OK;
  }
  grpc::Status SetWatchedRecord(grpc::ServerContext*, const audit::v1::SetWatchedRecordRequest* request,
                                audit::v1::WatchedRecord* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    watched.push_back(*request);
    response->set_number(request->number());
    response->set_watched(request->watched());
    return grpc::Status::OK;
  }

  std::mutex mutex;
  std::vector<audit::v1::ListUnusualLooksRequest> listed;
  std::vector<audit::v1::ReviewUnusualLookRequest> reviewed;
  std::vector<audit::v1::SetWatchedRecordRequest> watched;
};

class UnusualCommandsTest : public ::testing::Test {
 protected:
  UnusualCommandsTest() {
    config_ = directory_.Path("dayaqctl.yaml");
    std::ofstream(config_) << "edge: " << edge_.settings().edge << "\nca: " << edge_.settings().ca
                           << "\nissuer: " << edge_.settings().issuer << "\nclient_id: dayaqctl\n";
    const absl::StatusOr<Settings> settings = LoadSettings(config_);
    EXPECT_TRUE(settings.ok()) << settings.status();
    EXPECT_TRUE(TokenStore(settings->state_directory).Save(edge_.TokensFor(absl::Minutes(5))).ok());
  }

  ExitCode Run(std::vector<std::string> words) {
    words.insert(words.begin(), "dayaqctl");
    words.insert(words.end(), {"--config", config_, "--lang", "en"});
    std::vector<const char*> arguments;
    arguments.reserve(words.size());
    for (const std::string& word : words) arguments.push_back(word.c_str());
    out_.str("");
    err_.str("");
    return RunProgram(static_cast<int>(arguments.size()), arguments.data(), out_, err_);
  }

  dayaq::testing::TemporaryDirectory directory_;
  FakeAudit service_;
  FakeEdge edge_{{&service_}};
  std::string config_;
  std::ostringstream out_, err_;
};

TEST_F(UnusualCommandsTest, ALookIsReviewedOnItsPresentVersion) {
  ASSERT_EQ(Run({"audit", "unusual", "review", kUid, "--verdict", "explained", "--because", "a changed shift"}), ExitCode::kOk)
      << err_.str();
  ASSERT_THAT(service_.reviewed, SizeIs(1));
  EXPECT_EQ(service_.reviewed[0].name(), absl::StrCat("unusualLooks/", kUid));
  EXPECT_EQ(service_.reviewed[0].etag(), "7");
  EXPECT_EQ(service_.reviewed[0].verdict(), audit::v1::UNUSUAL_LOOK_STATE_EXPLAINED);
  EXPECT_EQ(service_.reviewed[0].verdict_words(), "a changed shift");
  EXPECT_THAT(service_.listed, SizeIs(2)) << "it was on the second page";
  EXPECT_THAT(out_.str(), HasSubstr("explained"));
}

TEST_F(UnusualCommandsTest, ListsAreNarrowedByStateAndStaff) {
  ASSERT_EQ(Run({"audit", "unusual", "list", "--state", "open", "--staff", absl::StrCat("staff/", kUid), "--limit", "5"}),
            ExitCode::kOk)
      << err_.str();
  ASSERT_THAT(service_.listed, SizeIs(1));
  EXPECT_EQ(service_.listed[0].state(), audit::v1::UNUSUAL_LOOK_STATE_OPEN);
  EXPECT_EQ(service_.listed[0].staff_uid(), kUid);
  EXPECT_EQ(service_.listed[0].page_size(), 5);
}

TEST_F(UnusualCommandsTest, ARecordIsWatchedByItsNumber) {
  ASSERT_EQ(Run({"audit", "watch", "70000018", "--because", "well known"}), ExitCode::kOk) << err_.str();
  ASSERT_EQ(Run({"audit", "watch", "70000018", "--end", "--because", "no longer"}), ExitCode::kOk) << err_.str();
  ASSERT_THAT(service_.watched, SizeIs(2));
  EXPECT_EQ(service_.watched[0].number(), "70000018");
  EXPECT_TRUE(service_.watched[0].watched());
  EXPECT_FALSE(service_.watched[1].watched());
}

TEST_F(UnusualCommandsTest, WhatIsTypedWrongIsNotSent) {
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"audit", "watch", "Məmmədov", "--because", "x"},
           {"audit", "watch", "70000018"},
           {"audit", "unusual", "review", "unusualLooks/7", "--verdict", "explained", "--because", "x"},
           {"audit", "unusual", "review", kUid, "--verdict", "guilty", "--because", "x"},
           {"audit", "unusual", "list", "--state", "shut"}}) {
    EXPECT_EQ(Run(wrong), ExitCode::kBadInput) << out_.str();
    EXPECT_NE(err_.str(), "");
  }
  EXPECT_THAT(service_.watched, IsEmpty());
  EXPECT_THAT(service_.reviewed, IsEmpty());
}

TEST(UnusualView, ReasonsAreWords) {
  audit::v1::ListUnusualLooksResponse list;
  UnusualLook& look = *list.add_unusual_looks();
  look.set_score(100);
  look.set_person("survivors/x");
  look.set_state(audit::v1::UNUSUAL_LOOK_STATE_OPEN);
  look.add_reasons(audit::v1::UNUSUAL_LOOK_REASON_WITHOUT_CASE);
  look.add_reasons(audit::v1::UNUSUAL_LOOK_REASON_SAME_SURNAME);
  std::ostringstream en, az;
  PrintUnusualLooks(list, Language::kEn, en);
  PrintUnusualLooks(list, Language::kAz, az);
  EXPECT_THAT(en.str(),
              AllOf(HasSubstr("no business with the person; same family name"), HasSubstr("survivors/x"), HasSubstr("open")));
  EXPECT_THAT(az.str(), AllOf(HasSubstr("eyni soyad"), HasSubstr("açıq"), Not(HasSubstr("UNUSUAL_LOOK"))));
}

}  // namespace
}  // namespace dayaq::cli
