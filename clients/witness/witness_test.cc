#include "clients/witness/witness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/tlog/compact_range.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/tree_hash.h"
#include "services/platform/tlog/witness_client.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::witness {
namespace {

constexpr char kOrigin[] = "audit.example/log/1";

// A log whose leaves are numbers, or others from some place on.
class Log {
 public:
  explicit Log(uint64_t forks_at = UINT64_MAX) : forks_at_(forks_at) {}

  tlog::Hash Leaf(uint64_t index) const { return tlog::LeafHash(absl::StrCat(index, index >= forks_at_ ? "x" : "")); }
  absl::StatusOr<tlog::Hash> Node(int level, uint64_t index) const {
    if (level == 0) return Leaf(index);
    return tlog::NodeHash(*Node(level - 1, 2 * index), *Node(level - 1, 2 * index + 1));
  }
  tlog::Checkpoint Head(uint64_t size, const std::string& origin = kOrigin) const {
    tlog::CompactRange range;
    for (uint64_t i = 0; i < size; ++i) range.Append(Leaf(i));
    return {origin, size, range.Root(), {}};
  }
  std::vector<tlog::Hash> Proof(uint64_t old_size, uint64_t size) const {
    return *tlog::ConsistencyProof(old_size, size, [&](int level, uint64_t index) { return Node(level, index); });
  }

 private:
  const uint64_t forks_at_;
};

std::string Body(uint64_t old_size, const std::vector<tlog::Hash>& proof, const std::string& note) {
  std::string body = absl::StrCat("old ", old_size, "\n");
  for (const tlog::Hash& hash : proof) absl::StrAppend(&body, tlog::EncodeBase64(tlog::View(hash)), "\n");
  return absl::StrCat(body, "\n", note);
}

class WitnessTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(folder_.Path("logs")) << tlog::VerifierKey::Of(kOrigin, tlog::KeyType::kNote, log_key_).Text() << "\n";
    Restart();
  }
  void Restart() {
    witness_.reset();
    auto opened =
        Witness::Open({.name = "witness.example", .logs_file = folder_.Path("logs"), .folder = folder_.Path("state")}, key_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    witness_ = *std::move(opened);
  }
  std::string Note(const Log& log, uint64_t size) const { return tlog::SignCheckpoint(log.Head(size), log_key_); }
  WitnessAnswer Ask(const Log& log, uint64_t old_size, uint64_t size) {
    return witness_->AddCheckpoint(
        Body(old_size, old_size == 0 ? std::vector<tlog::Hash>() : log.Proof(old_size, size), Note(log, size)));
  }

  dayaq::testing::TemporaryDirectory folder_;
  SigningKey log_key_ = SigningKey::Random(), key_ = SigningKey::Random();
  tlog::VerifierKey vkey_ = tlog::VerifierKey::Of("witness.example", tlog::KeyType::kCosignature, key_);
  std::unique_ptr<Witness> witness_;
};

TEST_F(WitnessTest, SignsALogThatOnlyGrows) {
  const Log log;
  for (const auto& [old_size, size] : std::vector<std::pair<uint64_t, uint64_t>>{{0, 1}, {1, 7}, {7, 7}, {7, 256}, {256, 300}}) {
    const WitnessAnswer answer = Ask(log, old_size, size);
    ASSERT_EQ(answer.code, 200) << old_size << " " << size << " " << answer.body;
    const auto note = tlog::ParseNote(Note(log, size) + answer.body);
    ASSERT_TRUE(note.ok()) << answer.body;
    EXPECT_EQ(tlog::CheckWitnesses(*note, {{vkey_}, 1})->size(), 1u);
  }
}

TEST_F(WitnessTest, TellsItsSizeToWhoeverDoesNotKnowIt) {
  const Log log;
  ASSERT_EQ(Ask(log, 0, 10).code, 200);
  for (const uint64_t old_size : {0, 3, 9}) {
    const WitnessAnswer answer = Ask(log, old_size, 20);
    EXPECT_EQ(answer.code, 409);
    EXPECT_EQ(answer.content_type, "text/x.tlog.size");
    EXPECT_EQ(answer.body, "10\n");
  }
}

TEST_F(WitnessTest, RemembersAfterARestart) {
  const Log log;
  ASSERT_EQ(Ask(log, 0, 10).code, 200);
  Restart();
  EXPECT_EQ(Ask(log, 0, 12).code, 409);
  EXPECT_EQ(Ask(log, 10, 12).code, 200);
}

TEST_F(WitnessTest, SignsNoOtherLogAndNoShorterOne) {
  const Log log, fork(5);
  ASSERT_EQ(Ask(log, 0, 10).code, 200);
  EXPECT_EQ(Ask(fork, 10, 20).code, 422);
  EXPECT_EQ(Ask(fork, 10, 10).code, 409);
  EXPECT_EQ(Ask(log, 8, 9).code, 409);
  EXPECT_EQ(Ask(log, 10, 11).code, 200);
}

TEST_F(WitnessTest, RefusesWhatItDoesNotKnow) {
  const Log log;
  const SigningKey other = SigningKey::Random();
  EXPECT_EQ(witness_->AddCheckpoint(Body(0, {}, tlog::SignCheckpoint(log.Head(3), other))).code, 403);
  EXPECT_EQ(witness_->AddCheckpoint(Body(0, {}, tlog::SignCheckpoint(log.Head(3, "other.example/log"), log_key_))).code, 404);
  EXPECT_EQ(Ask(log, 0, 3).code, 200);
}

TEST_F(WitnessTest, RefusesWhatIsNoRequest) {
  const Log log;
  const std::string note = Note(log, 4);
  const tlog::Hash hash = log.Leaf(0);
  const std::vector<std::string> wrong = {"",
                                          "\n",
                                          "old\n\n" + note,
                                          "old 04\n\n" + note,
                                          "old -1\n\n" + note,
                                          "old 0\n" + note,
                                          "old 0\n\n",
                                          "old 5\n\n" + note,
                                          "old 0\nabc\n\n" + note,
                                          "old 0\r\n\r\n" + note,
                                          "new 0\n\n" + note,
                                          "old 0\n\n" + note + "x",
                                          "old 0\n \n" + note,
                                          "old 99999999999999999999\n\n" + note,
                                          Body(0, std::vector<tlog::Hash>(64, hash), note)};
  for (const std::string& request : wrong) EXPECT_EQ(witness_->AddCheckpoint(request).code, 400) << request;
  // Well formed, but nothing is to be proven of an empty tree.
  EXPECT_EQ(witness_->AddCheckpoint(Body(0, std::vector<tlog::Hash>(63, hash), note)).code, 422);
  EXPECT_EQ(Ask(log, 0, 4).code, 200);
}

TEST_F(WitnessTest, TwoNeverShareAFolder) {
  EXPECT_TRUE(absl::IsFailedPrecondition(
      Witness::Open({.name = "other.example", .logs_file = folder_.Path("logs"), .folder = folder_.Path("state")}, key_).status()));
}

// The client of the log's side.
class WitnessClientTest : public WitnessTest {
 protected:
  tlog::WitnessClient Client() {
    return tlog::WitnessClient({vkey_, "http://127.0.0.1:1"}, [this](const std::string& url, const std::string& body) {
      ++asked_;
      EXPECT_TRUE(absl::EndsWith(url, "/add-checkpoint"));
      const WitnessAnswer answer = witness_->AddCheckpoint(body);
      return absl::StatusOr<tlog::WitnessAnswer>(tlog::WitnessAnswer{answer.code, answer.body});
    });
  }
  absl::StatusOr<tlog::NoteSignature> Signed(tlog::WitnessClient& client, const Log& log, uint64_t size) {
    return client.Ask(Note(log, size), [&](int level, uint64_t index) { return log.Node(level, index); });
  }
  int asked_ = 0;
};

TEST_F(WitnessClientTest, FindsOutWhatTheWitnessHas) {
  const Log log;
  tlog::WitnessClient client = Client();
  ASSERT_TRUE(Signed(client, log, 5).ok());
  ASSERT_TRUE(Signed(client, log, 9).ok());
  EXPECT_EQ(asked_, 2);
  // A client that has just been started knows nothing.
  tlog::WitnessClient restarted = Client();
  const auto line = Signed(restarted, log, 30);
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(asked_, 4);
  EXPECT_TRUE(tlog::VerifyCosignature(tlog::CheckpointText(log.Head(30)), *line, vkey_).ok());
}

TEST_F(WitnessClientTest, TellsALogThatWasSetBackOrForked) {
  const Log log, fork(5);
  tlog::WitnessClient client = Client();
  ASSERT_TRUE(Signed(client, log, 20).ok());
  tlog::WitnessClient set_back = Client(), forked = Client(), same_size = Client();
  EXPECT_TRUE(absl::IsFailedPrecondition(Signed(set_back, log, 19).status()));
  EXPECT_TRUE(absl::IsFailedPrecondition(Signed(forked, fork, 25).status()));
  EXPECT_TRUE(absl::IsFailedPrecondition(Signed(same_size, fork, 20).status()));
  EXPECT_TRUE(Signed(client, log, 21).ok());
}

TEST_F(WitnessClientTest, BelievesNoSignatureButTheWitnesss) {
  const Log log;
  const SigningKey other = SigningKey::Random();
  tlog::WitnessClient client({vkey_, "http://127.0.0.1:1"}, [&](const std::string&, const std::string&) {
    const std::string text = tlog::CheckpointText(log.Head(5));
    const std::string line = tlog::FormatNote({text, {tlog::Cosign(text, "witness.example", other, 1)}}).substr(text.size() + 1);
    return absl::StatusOr<tlog::WitnessAnswer>(tlog::WitnessAnswer{200, line});
  });
  EXPECT_TRUE(absl::IsUnavailable(Signed(client, log, 5).status()));
}

TEST(WitnessList, IsReadStrictly) {
  const std::string key = tlog::VerifierKey::Of("w.example", tlog::KeyType::kCosignature, SigningKey::Random()).Text();
  const std::string log_key = tlog::VerifierKey::Of("w.example", tlog::KeyType::kNote, SigningKey::Random()).Text();
  EXPECT_EQ(tlog::ParseWitnessList(absl::StrCat("# ours\n\n", key, " https://w.example/\n"))->front().url, "https://w.example");
  EXPECT_TRUE(tlog::ParseWitnessList(absl::StrCat(key, " http://127.0.0.1:7600\n")).ok());
  for (const std::string& wrong : {key, key + " ftp://w.example", key + " http://w.example", log_key + " https://w.example",
                                   std::string("x https://w.example"), key + " https://a\n" + key + " https://b"}) {
    EXPECT_TRUE(absl::IsFailedPrecondition(tlog::ParseWitnessList(wrong).status())) << wrong;
  }
}

}  // namespace
}  // namespace dayaq::witness
