// consent, referral and family as they are typed, against a service that notes what it is asked.
#include <fstream>
#include <mutex>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/fake_edge.h"
#include "clients/cli/program.h"
#include "clients/cli/sharing_view.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "dayaq/survivor/v1/family_service.grpc.pb.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kUid[] = "01900000-0000-7000-9000-000000000030";

class FakeConsents : public survivor::v1::ConsentService::Service {
 public:
  grpc::Status GiveConsent(grpc::ServerContext*, const survivor::v1::GiveConsentRequest* request,
                           survivor::v1::Consent* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    given.push_back(*request);
    *response = request->consent();
    response->set_name(absl::StrCat("consents/", kUid));
    return grpc::Status::OK;
  }
  grpc::Status GetConsent(grpc::ServerContext*, const survivor::v1::GetConsentRequest* request,
                          survivor::v1::Consent* response) override {
    response->set_name(request->name());
    response->set_etag("3");
    return grpc::Status::OK;
  }
  grpc::Status WithdrawConsent(grpc::ServerContext*, const survivor::v1::WithdrawConsentRequest* request,
                               survivor::v1::Consent* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    withdrawn.push_back(*request);
    response->set_name(request->name());
    response->add_referrals(absl::StrCat("referrals/", kUid));
    return grpc::Status::OK;
  }

  std::mutex mutex;
  std::vector<survivor::v1::GiveConsentRequest> given;
  std::vector<survivor::v1::WithdrawConsentRequest> withdrawn;
};

class FakeReferrals : public survivor::v1::ReferralService::Service {
 public:
  grpc::Status SendReferral(grpc::ServerContext*, const survivor::v1::SendReferralRequest* request,
                            survivor::v1::ReferralStatus* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    sent.push_back(*request);
    response->set_state(survivor::v1::REFERRAL_STATE_SENT);
    return grpc::Status::OK;
  }
  grpc::Status OpenReferral(grpc::ServerContext*, const survivor::v1::OpenReferralRequest* request,
                            survivor::v1::Referral* response) override {
    response->set_name(request->name());
    response->set_state(survivor::v1::REFERRAL_STATE_SEEN);
    response->mutable_sheet()->mutable_health()->set_needs("a prosthesis");
    return grpc::Status::OK;
  }
  grpc::Status GetReferral(grpc::ServerContext*, const survivor::v1::GetReferralRequest* request,
                           survivor::v1::Referral* response) override {
    response->set_name(request->name());
    response->set_etag("5");
    return grpc::Status::OK;
  }
  grpc::Status DeclineReferral(grpc::ServerContext*, const survivor::v1::DeclineReferralRequest* request,
                               survivor::v1::Referral* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    declined.push_back(*request);
    response->set_state(survivor::v1::REFERRAL_STATE_DECLINED);
    return grpc::Status::OK;
  }

  std::mutex mutex;
  std::vector<survivor::v1::SendReferralRequest> sent;
  std::vector<survivor::v1::DeclineReferralRequest> declined;
};

class FakeFamilies : public survivor::v1::FamilyService::Service {
 public:
  grpc::Status AddFamilyMember(grpc::ServerContext*, const survivor::v1::AddFamilyMemberRequest* request,
                               survivor::v1::FamilyMember* response) override {
    const std::lock_guard<std::mutex> lock(mutex);
    added.push_back(*request);
    *response = request->member();
    response->add_doubts(survivor::v1::FAMILY_DOUBT_AGES_UNUSUAL);
    return grpc::Status::OK;
  }

  std::mutex mutex;
  std::vector<survivor::v1::AddFamilyMemberRequest> added;
};

class SharingCommandsTest : public ::testing::Test {
 protected:
  SharingCommandsTest() {
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
  FakeConsents consents_;
  FakeReferrals referrals_;
  FakeFamilies families_;
  FakeEdge edge_{{&consents_, &referrals_, &families_}};
  std::string config_;
  const std::string person_ = absl::StrCat("survivors/", kUid);
  std::ostringstream out_, err_;
};

TEST_F(SharingCommandsTest, AConsentSaysAllThatLawAsks) {
  ASSERT_EQ(Run({"consent", "give", person_, "--purpose", "referral", "--class", "identity", "--class", "health", "--to",
                 "rehabilitation-baku", "--on", "2026-11-29", "--kept-at", "a folder"}),
            ExitCode::kOk)
      << err_.str();
  ASSERT_THAT(consents_.given, SizeIs(1));
  const survivor::v1::Consent& consent = consents_.given[0].consent();
  EXPECT_EQ(consents_.given[0].survivor(), person_);
  EXPECT_EQ(consent.purpose(), survivor::v1::CONSENT_PURPOSE_REFERRAL);
  EXPECT_THAT(consent.classes(), ElementsAre(survivor::v1::SHARED_CLASS_IDENTITY, survivor::v1::SHARED_CLASS_HEALTH));
  EXPECT_THAT(consent.operations(), ElementsAre(survivor::v1::CONSENT_OPERATION_SHARE));
  EXPECT_EQ(consent.given_by(), survivor::v1::CONSENT_GIVER_SELF);
  EXPECT_NE(consent.how_to_withdraw(), "");
  EXPECT_EQ(consent.given_on().day(), 29);
}

TEST_F(SharingCommandsTest, AWithdrawalShowsWhatWentWithIt) {
  ASSERT_EQ(Run({"consent", "withdraw", absl::StrCat("consents/", kUid), "--by", "guardian"}), ExitCode::kOk) << err_.str();
  ASSERT_THAT(consents_.withdrawn, SizeIs(1));
  EXPECT_EQ(consents_.withdrawn[0].etag(), "3");
  EXPECT_EQ(consents_.withdrawn[0].withdrawn_by(), survivor::v1::CONSENT_GIVER_GUARDIAN);
  EXPECT_THAT(out_.str(), HasSubstr(absl::StrCat("what was shared was removed: referrals/", kUid)));
}

TEST_F(SharingCommandsTest, AReferralIsSentOpenedAndDeclined) {
  ASSERT_EQ(Run({"referral", "send", person_, "--to", "rehabilitation-baku", "--service", "prosthetics", "--consent",
                 absl::StrCat("consents/", kUid), "--class", "health", "--amputation", "left:transtibial", "--needs",
                 "a prosthesis", "--words", "Measure and fit"}),
            ExitCode::kOk)
      << err_.str();
  ASSERT_THAT(referrals_.sent, SizeIs(1));
  EXPECT_EQ(referrals_.sent[0].urgency(), survivor::v1::REFERRAL_URGENCY_ROUTINE);
  EXPECT_EQ(referrals_.sent[0].legal_basis(), survivor::v1::LEGAL_BASIS_CONSENT);
  EXPECT_EQ(referrals_.sent[0].health().amputations(0).level(), incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  EXPECT_EQ(referrals_.sent[0].health().needs(), "a prosthesis");

  const std::string name = absl::StrCat("referrals/", kUid);
  ASSERT_EQ(Run({"referral", "show", name}), ExitCode::kOk) << err_.str();
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("a prosthesis"), HasSubstr("seen")));
  ASSERT_EQ(Run({"referral", "decline", name, "--why", "no_capacity", "--words", "Full"}), ExitCode::kOk) << err_.str();
  ASSERT_THAT(referrals_.declined, SizeIs(1));
  EXPECT_EQ(referrals_.declined[0].etag(), "5");
  EXPECT_EQ(referrals_.declined[0].refusal(), survivor::v1::REFERRAL_REFUSAL_NO_CAPACITY);
}

TEST_F(SharingCommandsTest, AMemberOfTheFamilyIsAddedAndWhatIsOddIsShown) {
  ASSERT_EQ(
      Run({"family", "add", person_, "--relation", "child", "--set", "identity.given_name=Aylin", "--set", "is_dependant=true"}),
      ExitCode::kOk)
      << err_.str();
  ASSERT_THAT(families_.added, SizeIs(1));
  EXPECT_EQ(families_.added[0].member().relation(), survivor::v1::FAMILY_RELATION_CHILD);
  EXPECT_TRUE(families_.added[0].member().is_dependant());
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("Aylin"), HasSubstr("ages unusual")));
}

TEST_F(SharingCommandsTest, WhatIsTypedWrongIsNotSent) {
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"consent", "give", person_, "--purpose", "everything", "--class", "health", "--on", "2026-11-29", "--kept-at",
            "a folder"},
           {"consent", "withdraw", "consents/7"},
           {"referral", "send", person_, "--to", "rehabilitation-baku"},
           {"referral", "decline", absl::StrCat("referrals/", kUid), "--why", "because", "--words", "x"}}) {
    EXPECT_EQ(Run(wrong), ExitCode::kBadInput) << out_.str();
    EXPECT_NE(err_.str(), "");
  }
  EXPECT_THAT(consents_.given, IsEmpty());
  EXPECT_THAT(referrals_.sent, IsEmpty());
}

TEST(SharingView, ANothingSaysNo) {
  std::ostringstream out;
  PrintConsents({}, Language::kEn, out);
  EXPECT_THAT(out.str(), HasSubstr("the answer is no"));
}

}  // namespace
}  // namespace dayaq::cli
