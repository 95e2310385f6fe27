#include "services/platform/service/policy_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/database/program_edition.h"
#include "services/platform/service/host.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_service.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;

const std::string kOne(64, '1');
const std::string kTwo(64, '2');
const std::string kThree(64, '3');

std::string Refusal(const PolicyHashes& hashes) {
  const absl::Status status = ComparePolicyHashes(hashes);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  return std::string(status.message());
}

TEST(CompareEditions, AProgramThatHasLostSomethingSaysSo) {
  EXPECT_EQ(CompareEditions(2, 2), absl::OkStatus());
  EXPECT_EQ(CompareEditions(3, 2), absl::OkStatus());
  const absl::Status old = CompareEditions(1, 2);
  EXPECT_EQ(old.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(old.message(), HasSubstr("edition 1"));
}

TEST(ComparePolicyHashes, OnlyThreeTimesTheSameWillDo) {
  EXPECT_EQ(ComparePolicyHashes({kOne, kOne, kOne}), absl::OkStatus());
  EXPECT_THAT(Refusal({kOne, kOne, kTwo}),
              HasSubstr("the database was set up by another policy; migrate it with this one (./dayaq up)"));
  EXPECT_THAT(Refusal({kOne, kTwo, kOne}), HasSubstr("was changed after this program was built"));
  EXPECT_THAT(Refusal({kTwo, kOne, kOne}), HasSubstr("this program was built from another policy; build it again"));
  EXPECT_THAT(Refusal({kOne, kTwo, kThree}), HasSubstr("three different policies"));
  EXPECT_THAT(Refusal({kOne, kOne, ""}), HasSubstr("set up by no policy yet"));
  EXPECT_THAT(Refusal({"", "", ""}), HasSubstr("set up by no policy yet"));
}

TEST(ComparePolicyHashes, TellsTheThreeApartByTheirFirstDigits) {
  EXPECT_THAT(Refusal({kOne, kTwo, ""}), HasSubstr("(program 111111111111, files 222222222222, database none)"));
}

// A service against a database and a policy folder that the test spoils.
class PolicyAtStartTest : public ::testing::Test {
 protected:
  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    auto database = testing::TestDatabase::Create();
    ASSERT_TRUE(database.ok()) << database.status();
    database_ = *std::move(database);
    std::filesystem::copy("policy", policy(), std::filesystem::copy_options::recursive);
  }

  std::string policy() const { return directory_.path() + "/policy"; }
  void ChangeAComment(const std::string& file) const { std::ofstream(policy() + "/" + file, std::ios::app) << "# a word more\n"; }
  void SetDatabaseHash(const std::string& hash) const {
    const absl::Status status = database_->Execute(absl::StrCat("UPDATE access.policy_version SET hash = '", hash, "'"));
    ASSERT_TRUE(status.ok()) << status;
    ASSERT_EQ(*database_->Value("SELECT access.policy_hash()"), hash);
  }
  absl::Status Start() const {
    return testing::TestService::Start("incident", {}, {}, database_,
                                       [&](HostOptions& options) { options.policy_directory = policy(); })
        .status();
  }
  void ExpectRefused(const std::string& sentence) {
    const absl::Status status = Start();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(sentence));
    refused_ += status.ok() ? 0 : 1;
  }

  testing::TemporaryDirectory directory_;
  std::shared_ptr<testing::TestDatabase> database_;
  int refused_ = 0;
};

TEST_F(PolicyAtStartTest, ThreeMismatchesAreThreeRefusals) {
  EXPECT_EQ(Start(), absl::OkStatus());
  ChangeAComment("tables/payment.yaml");
  ExpectRefused("was changed after this program was built");
  // The database was set up by the changed files: now the program is the odd one.
  SetDatabaseHash(*PolicyHash(policy()));
  ExpectRefused("this program was built from another policy");
  std::filesystem::copy("policy/tables/payment.yaml", policy() + "/tables/payment.yaml",
                        std::filesystem::copy_options::overwrite_existing);
  ExpectRefused("the database was set up by another policy");
  std::cout << "policy mismatches: " << refused_ << " of 3 refused\n";
  SetDatabaseHash(*PolicyHash(policy()));
  EXPECT_EQ(Start(), absl::OkStatus());
}

TEST_F(PolicyAtStartTest, EachOfTheTwoFilesCounts) {
  ChangeAComment("access.yaml");
  ExpectRefused("was changed after this program was built");
}

TEST_F(PolicyAtStartTest, ADatabaseWithoutAPolicyIsRefused) {
  ASSERT_TRUE(database_->Execute("DELETE FROM access.policy_version").ok());
  ExpectRefused("the database was set up by no policy yet");
  ASSERT_TRUE(database_->Execute("DROP FUNCTION access.policy_hash() CASCADE").ok());
  ExpectRefused("migrate it first");
}

TEST_F(PolicyAtStartTest, AProgramThatIsTooOldForTheDatabaseIsRefused) {
  ASSERT_TRUE(database_->Execute(absl::StrCat("SELECT kit.end_support(", kProgramEdition, ", 'nothing new')")).ok());
  EXPECT_EQ(Start(), absl::OkStatus());
  ASSERT_TRUE(database_->Execute(absl::StrCat("SELECT kit.end_support(", kProgramEdition + 1, ", 'a column less')")).ok());
  ExpectRefused("bring a newer program up");
}

}  // namespace
}  // namespace dayaq
