#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "clients/verify/entry_reader.h"
#include "clients/verify/findings.h"
#include "clients/verify/log_check.h"
#include "clients/verify/program.h"
#include "clients/verify/run_state.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::verify {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(EntryReader, ReadsFieldsInTheirOrder) {
  const auto entry = ReadEntry(
      "\x08\x01\x12\x01u\x1a\x02\x08\x01x\x02\x8a\x01\x01"
      "a\x8a\x01\x01"
      "b\xa2\x01\x02\x04\x05");
  ASSERT_TRUE(entry.has_value());
  EXPECT_THAT(*entry, SizeIs(7));
  EXPECT_EQ(TextOf(*entry, kEntryResources), "a");
  EXPECT_EQ(TextOf(*entry, kEntryMethod), "");
  const std::string told = ToldEntry(*entry, cli::Language::kEn);
  EXPECT_THAT(told, HasSubstr("time (UTC): 1970-01-01 00:00:01.000000\n"));
  EXPECT_THAT(told, HasSubstr("decision: denied\n"));
  EXPECT_THAT(told, HasSubstr("about: b\n"));
  EXPECT_THAT(told, HasSubstr("what was shown: identity, health\n"));
  EXPECT_THAT(ToldEntry(*entry, cli::Language::kAz), HasSubstr("nə göstərildi: şəxsiyyət, sağlamlıq\n"));
}

TEST(EntryReader, RefusesWhatTheCanonicalWriterDoesNotWrite) {
  for (const char* bytes :
       {"", "\x08", "\x12\x02u", "\x12\x01u\x08\x01", "\x08\x81", "\x09\x01\x02\x03\x04\x05\x06\x07\x08", "\x02\x01u"}) {
    EXPECT_FALSE(ReadEntry(bytes).has_value()) << bytes;
  }
  EXPECT_FALSE(ReadEntry(absl::string_view("\x08\x00", 2)).has_value());
  EXPECT_FALSE(ReadEntry(absl::string_view("\x08\x81\x00", 3)).has_value());
}

TEST(EntryReader, ShowsWhatItDoesNotKnowAndLetsNothingMoveTheCursor) {
  const auto entry = ReadEntry("\x12\x04\x1b[2J\xc2\x03\x01z");
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(ToldEntry(*entry, cli::Language::kEn), "  entry: \\033[2J\n  field 56: 7a\n");
}

TEST(RunState, HasOneForm) {
  const SigningKey key = *SigningKey::FromSeed(std::string(32, 'k'));
  const std::string note = tlog::SignCheckpoint({"o", 600, tlog::Sha256("r"), {}}, key);
  const std::string text = FormatRunState({tlog::Sha256("a"), tlog::Sha256("b")}, note);
  const auto state = ParseRunState(text);
  ASSERT_TRUE(state.ok()) << state.status();
  EXPECT_THAT(state->tile_roots, SizeIs(2));
  EXPECT_EQ(state->checkpoint.size, 600u);
  // One hash for each full tile, not more, not less.
  EXPECT_FALSE(ParseRunState(FormatRunState({tlog::Sha256("a")}, note)).ok());
  for (size_t cut = 0; cut < text.size(); cut += 7) EXPECT_FALSE(ParseRunState(text.substr(0, cut)).ok()) << cut;
  EXPECT_FALSE(ParseRunState("x" + text).ok());
}

TEST(RunState, IsKeptInAFile) {
  const dayaq::testing::TemporaryDirectory directory;
  const std::string path = directory.Path("state");
  EXPECT_FALSE(LoadRunState(path)->has_value());
  const SigningKey key = SigningKey::Random();
  ASSERT_TRUE(SaveRunState(path, FormatRunState({}, tlog::SignCheckpoint({"o", 5, tlog::Sha256("r"), {}}, key))).ok());
  const auto state = LoadRunState(path);
  ASSERT_TRUE(state.ok() && state->has_value());
  EXPECT_EQ((*state)->checkpoint.size, 5u);
}

TEST(Findings, NameTheFirstBadLeaf) {
  const auto told = [](std::optional<uint64_t> first, std::optional<uint64_t> last, cli::Language language = cli::Language::kEn) {
    return Told({Fault::kTileDiffers, "tile/0/000", first, last, ""}, language);
  };
  EXPECT_EQ(told({}, {}), "✗ TAMPERED: a tile does not agree with the entries [tile/0/000]\n");
  EXPECT_THAT(told(7, {}), HasSubstr("first bad leaf: 7\n"));
  EXPECT_THAT(told(7, 7), HasSubstr("first bad leaf: 7\n"));
  EXPECT_THAT(told(7, 9), HasSubstr("first bad leaf: between 7 and 9\n"));
  EXPECT_THAT(told(7, 9, cli::Language::kAz), HasSubstr("birinci pozulmuş yarpaq: 7 ilə 9 arasında\n"));
}

TEST(Findings, EveryFaultHasWords) {
  for (int fault = 0; fault <= static_cast<int>(Fault::kReceiptMissing); ++fault) {
    const Finding finding{static_cast<Fault>(fault), "", {}, {}, ""};
    EXPECT_EQ(Told(finding, cli::Language::kEn).find("unknown"), std::string::npos) << fault;
    EXPECT_EQ(ExitCodeOf(finding), fault <= static_cast<int>(Fault::kBadInput) ? 2 : 1);
  }
  EXPECT_EQ(ExitCodeOf(std::nullopt), 0);
}

struct Ran {
  int status;
  std::string out, err;
};

Ran Verify(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "dayaq-audit-verify");
  std::ostringstream out, err;
  const int status = RunProgram(static_cast<int>(arguments.size()), arguments.data(), out, err, absl::UnixEpoch());
  return {status, out.str(), err.str()};
}

TEST(Program, WrongUsageAccusesNobody) {
  const std::string key = tlog::VerifierKey::Of("o", tlog::KeyType::kNote, SigningKey::Random()).Text();
  EXPECT_EQ(Verify({}).status, 2);
  EXPECT_EQ(Verify({"log", "somewhere"}).status, 2);
  EXPECT_EQ(Verify({"log", "no/such/folder", "--key", key.c_str()}).status, 2);
  EXPECT_EQ(Verify({"log", "http://example.org", "--key", key.c_str()}).status, 2);
  EXPECT_EQ(Verify({"log", ".", "--key", "no/such/key"}).status, 2);
  EXPECT_EQ(Verify({"log", ".", "--key", key.c_str(), "--quorum", "1"}).status, 2);
  EXPECT_EQ(Verify({"log", ".", "--key", key.c_str(), "--witness", key.c_str()}).status, 2);
  EXPECT_EQ(Verify({"proof", "no/such/file", "--entry", "none", "--key", key.c_str()}).status, 2);
  EXPECT_EQ(Verify({"--help"}).status, 0);
}

// A log that grows and is witnessed between any two reads.
class Growing : public tlog::LogSource {
 public:
  absl::StatusOr<std::string> Read(const std::string& path, size_t) override {
    if (path != "checkpoint" && path != "checkpoint.witnessed") return absl::NotFoundError(path);
    ++size_;
    const std::string text = tlog::CheckpointText({"o", size_, tlog::Sha256(std::to_string(size_)), {}});
    tlog::Note note{text, {tlog::SignNote(text, "o", key_)}};
    if (path == "checkpoint.witnessed") note.signatures.push_back(tlog::Cosign(text, "w", witness_, 0));
    return tlog::FormatNote(note);
  }

  Trust Trusted() const {
    return {.keys = {tlog::VerifierKey::Of("o", tlog::KeyType::kNote, key_)},
            .witnesses = {{tlog::VerifierKey::Of("w", tlog::KeyType::kCosignature, witness_)}, 1}};
  }

 private:
  const SigningKey key_ = SigningKey::Random(), witness_ = SigningKey::Random();
  uint64_t size_ = 7;
};

TEST(LogCheck, ALogThatGrowsMeanwhileIsNotAccused) {
  Growing source;
  const Trust trust = source.Trusted();
  LogCheck check(source, trust, absl::UnixEpoch());
  const auto finding = check.ReadHeads();
  EXPECT_FALSE(finding.has_value()) << Told(*finding, cli::Language::kEn);
  EXPECT_LT(check.witnessed_size(), check.checkpoint().size);
}

TEST(Program, SpeaksTwoLanguages) {
  EXPECT_THAT(Verify({"--lang", "en", "--help"}).out, HasSubstr("Verifies the audit log"));
  EXPECT_THAT(Verify({"--lang", "az", "--help"}).out, HasSubstr("audit jurnalını yoxlayır"));
}

}  // namespace
}  // namespace dayaq::verify
