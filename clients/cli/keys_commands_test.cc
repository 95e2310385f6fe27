// The commands on keys and erasures as they are typed, against a service that notes what it is asked.
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <vector>

#include "clients/cli/typed_commands.h"
#include "dayaq/keys/v1/key_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kErasure[] = "erasures/01900000-0000-7000-9000-000000000031";
constexpr char kSurvivor[] = "survivors/01900000-0000-7000-9000-000000000032";

// Each look shows a little less that waits.
class FakeKeys : public keys::v1::KeyService::Service {
 public:
  grpc::Status GetKeyStatus(grpc::ServerContext*, const keys::v1::GetKeyStatusRequest*, keys::v1::KeyStatus* status) override {
    const std::lock_guard<std::mutex> lock(mutex);
    Fill(*status);
    if (waiting > 0) --waiting;
    return grpc::Status::OK;
  }
  grpc::Status RotateKeys(grpc::ServerContext*, const keys::v1::RotateKeysRequest* request, keys::v1::KeyStatus* status) override {
    const std::lock_guard<std::mutex> lock(mutex);
    rotated.push_back(*request);
    waiting = 2;
    Fill(*status);
    return grpc::Status::OK;
  }

  std::mutex mutex;
  int waiting = 0;
  std::vector<keys::v1::RotateKeysRequest> rotated;

 private:
  void Fill(keys::v1::KeyStatus& status) const {
    status.set_name("keys/status");
    keys::v1::Kek& now = *status.add_keks();
    now.set_id(2);
    now.set_state(keys::v1::KEK_STATE_CURRENT);
    keys::v1::Kek& before = *status.add_keks();
    before.set_id(1);
    before.set_state(keys::v1::KEK_STATE_RETIRED);
    before.mutable_destroy_due_time()->set_seconds(1'800'000'000);
    auto& wrapped = *before.add_wrapped();
    wrapped.set_service("incident");
    wrapped.set_people(waiting);
    status.set_waiting(waiting);
    status.set_wrapped_anew(10 - waiting);
  }
};

class FakeSurvivors : public survivor::v1::SurvivorService::Service {
 public:
  grpc::Status ProposeErasure(grpc::ServerContext*, const survivor::v1::ProposeErasureRequest* request,
                              survivor::v1::Erasure* response) override {
    proposed.push_back(*request);
    *response = Known(survivor::v1::ERASURE_STATE_PROPOSED);
    return grpc::Status::OK;
  }
  grpc::Status ApproveErasure(grpc::ServerContext*, const survivor::v1::ApproveErasureRequest* request,
                              survivor::v1::Erasure* response) override {
    approved.push_back(*request);
    *response = Known(survivor::v1::ERASURE_STATE_DONE);
    return grpc::Status::OK;
  }
  grpc::Status ListErasures(grpc::ServerContext*, const survivor::v1::ListErasuresRequest*,
                            survivor::v1::ListErasuresResponse* response) override {
    *response->add_erasures() = Known(survivor::v1::ERASURE_STATE_PROPOSED);
    return grpc::Status::OK;
  }
  std::vector<survivor::v1::ProposeErasureRequest> proposed;
  std::vector<survivor::v1::ApproveErasureRequest> approved;

 private:
  static survivor::v1::Erasure Known(survivor::v1::ErasureState state) {
    survivor::v1::Erasure erasure;
    erasure.set_name(kErasure);
    erasure.set_etag("7");
    erasure.set_state(state);
    erasure.set_cause(survivor::v1::ERASURE_CAUSE_PERSON_ASKED);
    auto& health = *erasure.add_effects();
    health.set_retention_class(survivor::v1::RETENTION_CLASS_HEALTH);
    health.set_erased(true);
    auto& finance = *erasure.add_effects();
    finance.set_retention_class(survivor::v1::RETENTION_CLASS_FINANCE);
    finance.mutable_kept_until_time()->set_seconds(1'900'000'000);
    return erasure;
  }
};

class KeysCommandsTest : public ::testing::Test {
 protected:
  Ended Ctl(std::vector<std::string> words, const std::string& language = "en") const {
    return typed_.Ctl(std::move(words), language);
  }
  static std::vector<std::string> Proposal() {
    return {"survivor", "erase", "propose",   kSurvivor,   "--cause", "person_asked", "--class",
            "health",   "--act", "Bir qanun", "--article", "8.1",     "--because",    "Şəxsin yazılı müraciəti"};
  }

  FakeKeys keys_;
  FakeSurvivors survivors_;
  FakeEdge edge_{{&keys_, &survivors_}};
  TypedCommands typed_{edge_};
};

TEST_F(KeysCommandsTest, StatusShowsEveryKeyAndWhatWaits) {
  keys_.waiting = 3;
  const Ended ended = Ctl({"keys", "status"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("kek/2"), HasSubstr("current"), HasSubstr("≥ 2027-01-15"), HasSubstr("incident 3"),
                               HasSubstr("Still under a former key: 3")));
  EXPECT_THAT(Ctl({"keys", "status"}, "az").out, HasSubstr("Köhnə açarla hələ bağlıdır: 2"));
}

TEST_F(KeysCommandsTest, RotateWaitsUntilNothingIsLeft) {
  const Ended ended = Ctl({"keys", "rotate"});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(keys_.rotated, SizeIs(1));
  EXPECT_FALSE(keys_.rotated[0].request_id().empty());
  EXPECT_THAT(ended.out, HasSubstr("Nothing is left under a former key."));
  EXPECT_THAT(ended.err, HasSubstr("10/10"));
}

TEST_F(KeysCommandsTest, RotateDoesNotWaitWhenItIsNotToNorStoresWhatIsOnlyChecked) {
  EXPECT_THAT(Ctl({"keys", "rotate", "--no-wait"}).out, HasSubstr("Still under a former key: 2"));
  ASSERT_EQ(Ctl({"keys", "rotate", "--validate-only"}).code, ExitCode::kOk);
  ASSERT_THAT(keys_.rotated, SizeIs(2));
  EXPECT_FALSE(keys_.rotated[0].validate_only());
  EXPECT_TRUE(keys_.rotated[1].validate_only());
}

TEST_F(KeysCommandsTest, AProposalSaysWhatGoesAndWhatStaysAndCanBeOnlyLookedAt) {
  std::vector<std::string> words = Proposal();
  words.push_back("--validate-only");
  const Ended looked = Ctl(words);
  ASSERT_EQ(looked.code, ExitCode::kOk) << looked.err;
  EXPECT_THAT(looked.out, AllOf(HasSubstr("Nothing was stored"), HasSubstr("clinical notes"), HasSubstr("goes"),
                                HasSubstr("stays until 2030-03-17")));
  ASSERT_EQ(Ctl(Proposal()).code, ExitCode::kOk);
  ASSERT_THAT(survivors_.proposed, SizeIs(2));
  EXPECT_TRUE(survivors_.proposed[0].validate_only());
  EXPECT_FALSE(survivors_.proposed[1].validate_only());
  EXPECT_EQ(survivors_.proposed[1].survivor(), kSurvivor);
  EXPECT_EQ(survivors_.proposed[1].cause(), survivor::v1::ERASURE_CAUSE_PERSON_ASKED);
  EXPECT_THAT(survivors_.proposed[1].classes(), ElementsAre(survivor::v1::RETENTION_CLASS_HEALTH));
  EXPECT_EQ(survivors_.proposed[1].legal_act(), "Bir qanun");
}

TEST_F(KeysCommandsTest, AWrongCauseOrClassIsRefusedBeforeAnythingIsSent) {
  for (const auto& [right, wrong] : {std::pair{"person_asked", "because"}, {"health", "names"}}) {
    std::vector<std::string> words = Proposal();
    for (std::string& word : words) word = word == right ? wrong : word;
    EXPECT_EQ(Ctl(words).code, ExitCode::kBadInput) << wrong;
  }
  EXPECT_THAT(survivors_.proposed, SizeIs(0));
}

TEST_F(KeysCommandsTest, ApprovingTakesTheVersionThatStands) {
  const Ended ended = Ctl({"survivor", "erase", "approve", kErasure});
  ASSERT_EQ(ended.code, ExitCode::kOk) << ended.err;
  ASSERT_THAT(survivors_.approved, SizeIs(1));
  EXPECT_EQ(survivors_.approved[0].name(), kErasure);
  EXPECT_EQ(survivors_.approved[0].etag(), "7");
  EXPECT_THAT(ended.out, HasSubstr("erased"));
  EXPECT_THAT(Ctl({"survivor", "erase", "list"}).out, AllOf(HasSubstr(kErasure), HasSubstr("the person asked")));
}

}  // namespace
}  // namespace dayaq::cli
