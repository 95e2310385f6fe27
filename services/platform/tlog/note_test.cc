#include "services/platform/tlog/note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/seal.h"

namespace dayaq::tlog {
namespace {

using ::testing::SizeIs;

// The example of Go's note package, made by other hands than ours.
constexpr char kGoKey[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr char kGoNote[] =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

SigningKey Key(char seed) { return *SigningKey::FromSeed(std::string(32, seed)); }

TEST(Note, OfGoIsVerified) {
  const auto key = VerifierKey::Parse(kGoKey);
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_EQ(key->Text(), kGoKey);
  EXPECT_EQ(key->name(), "PeterNeumann");
  const auto note = ParseNote(kGoNote);
  ASSERT_TRUE(note.ok()) << note.status();
  EXPECT_TRUE(VerifyNote(*note, *key).ok());
  EXPECT_EQ(FormatNote(*note), kGoNote);
}

TEST(Note, WithOneByteChangedIsNot) {
  const auto key = VerifierKey::Parse(kGoKey);
  const std::string right = kGoNote;
  int refused = 0;
  for (size_t i = 0; i < right.size(); ++i) {
    std::string changed = right;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto note = ParseNote(changed);
    if (!note.ok() || !VerifyNote(*note, *key).ok()) ++refused;
  }
  EXPECT_EQ(refused, static_cast<int>(right.size()));
}

TEST(Note, HasOneForm) {
  const std::string line = SignNote("t\n", "k", Key('k')).blob;
  const std::string good = FormatNote({"t\n", {SignNote("t\n", "k", Key('k'))}});
  ASSERT_TRUE(ParseNote(good).ok());
  const auto with = [&good](absl::string_view from, absl::string_view to) { return absl::StrReplaceAll(good, {{from, to}}); };
  const std::string refused[] = {"",
                                 "\n",
                                 "t\n",
                                 "t\n\n",
                                 good.substr(0, good.size() - 1),
                                 good + "\n",
                                 good + "x\n",
                                 with("t\n", "t"),
                                 with("\n", "\r\n"),
                                 with("t\n", "\t\n"),
                                 with("t\n", std::string("\0\n", 2)),
                                 with("t\n", "\xff\n"),
                                 with("t\n", "\xc0\x80\n"),
                                 with("t\n", "\xed\xa0\x80\n"),
                                 with("\u2014 ", "- "),
                                 with("\u2014 ", "\u2014"),
                                 with(" k ", " "),
                                 with(" k ", " k+ "),
                                 with(" k ", " k\u00a0 "),
                                 with(" k ", " k  "),
                                 with("=", ""),
                                 with("=", "=="),
                                 with("\u2014 k ", "\u2014 k =")};
  for (const std::string& note : refused) EXPECT_FALSE(ParseNote(note).ok()) << note;
  EXPECT_EQ(ParseNote(with("t\n", "t\n\nmore\n"))->text, "t\n\nmore\n");
}

TEST(Note, TakesSixteenSignaturesAndNoMore) {
  Note note{"t\n", {}};
  for (int i = 0; i < 16; ++i) note.signatures.push_back(SignNote("t\n", absl::StrCat("k", i), Key('k')));
  EXPECT_THAT(ParseNote(FormatNote(note))->signatures, SizeIs(16));
  note.signatures.push_back(SignNote("t\n", "k16", Key('k')));
  EXPECT_FALSE(ParseNote(FormatNote(note)).ok());
  EXPECT_FALSE(ParseNote(absl::StrCat(std::string(kMostNoteBytes, 't'), kGoNote)).ok());
}

TEST(Note, ALineOfAKnownKeyMustBeRight) {
  const VerifierKey key = VerifierKey::Of("k", KeyType::kNote, Key('k'));
  Note note{"t\n", {SignNote("t\n", "other", Key('o'))}};
  EXPECT_TRUE(absl::IsNotFound(VerifyNote(note, key)));
  note.signatures.push_back(SignNote("t\n", "k", Key('k')));
  EXPECT_TRUE(VerifyNote(note, key).ok());
  note.signatures.push_back(SignNote("t\n", "k", Key('k')));
  note.signatures.back().blob[5] ^= 1;
  EXPECT_TRUE(absl::IsDataLoss(VerifyNote(note, key)));
}

TEST(VerifierKey, HasOneForm) {
  const std::string right = VerifierKey::Of("audit.dayaq.az/log/1", KeyType::kNote, Key('k')).Text();
  ASSERT_TRUE(VerifierKey::Parse(right).ok());
  ASSERT_TRUE(VerifierKey::Parse(VerifierKey::Of("w", KeyType::kCosignature, Key('w')).Text()).ok());
  int refused = 0;
  for (size_t i = 0; i < right.size(); ++i) {
    std::string changed = right;
    changed[i] = changed[i] == 'Q' ? 'R' : 'Q';
    if (!VerifierKey::Parse(changed).ok()) ++refused;
    EXPECT_FALSE(VerifierKey::Parse(right.substr(0, i)).ok()) << i;
  }
  EXPECT_EQ(refused, static_cast<int>(right.size()));
  EXPECT_FALSE(VerifierKey::Parse(right + "\n").ok());
  EXPECT_FALSE(VerifierKey::Parse(" " + right).ok());
}

Checkpoint Some() { return {"audit.dayaq.az/log/1", 5, Sha256("root"), {}}; }

TEST(Checkpoint, IsSignedByItsLog) {
  const VerifierKey key = VerifierKey::Of("audit.dayaq.az/log/1", KeyType::kNote, Key('k'));
  const std::string note = SignCheckpoint(Some(), Key('k'));
  const auto opened = OpenCheckpoint(note, key);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->checkpoint, Some());
  EXPECT_FALSE(OpenCheckpoint(note, VerifierKey::Of("audit.dayaq.az/log/1", KeyType::kNote, Key('o'))).ok());
  EXPECT_FALSE(OpenCheckpoint(note, VerifierKey::Of("audit.dayaq.az/log/2", KeyType::kNote, Key('k'))).ok());
  // Signed by the right key, but as the checkpoint of another log.
  const std::string text = absl::StrReplaceAll(CheckpointText(Some()), {{"log/1", "log/2"}});
  EXPECT_FALSE(OpenCheckpoint(FormatNote({text, {SignNote(text, key.name(), Key('k'))}}), key).ok());
}

TEST(Checkpoint, HasOneForm) {
  const std::string right = CheckpointText(Some());
  EXPECT_EQ(*ParseCheckpointText(right), Some());
  const auto with = [&right](absl::string_view from, absl::string_view to) { return absl::StrReplaceAll(right, {{from, to}}); };
  for (const std::string& text :
       {std::string(), with("\n5\n", "\n05\n"), with("\n5\n", "\n+5\n"), with("\n5\n", "\n-5\n"), with("\n5\n", "\n\n"),
        with("\n5\n", "\n5 \n"), with("\n5\n", "\n9223372036854775808\n"), with("\n5\n", "\n99999999999999999999\n"), with("=", ""),
        with("audit.dayaq.az/log/1", ""), right + "\n", right.substr(0, right.size() - 1), right + "\nx\n"}) {
    EXPECT_FALSE(ParseCheckpointText(text).ok()) << text;
  }
  EXPECT_EQ(ParseCheckpointText(right + "more\n")->extensions, std::vector<std::string>{"more"});
}

TEST(Cosignature, SaysWhen) {
  const VerifierKey witness = VerifierKey::Of("witness.example/w1", KeyType::kCosignature, Key('w'));
  const std::string text = CheckpointText(Some());
  NoteSignature signature = Cosign(text, "witness.example/w1", Key('w'), 1'679'315'147);
  EXPECT_EQ(*VerifyCosignature(text, signature, witness), 1'679'315'147u);
  EXPECT_FALSE(VerifyCosignature(text + "x\n", signature, witness).ok());
  int refused = 0;
  for (size_t i = 0; i < signature.blob.size(); ++i) {
    NoteSignature changed = signature;
    changed.blob[i] = static_cast<char>(changed.blob[i] ^ 1);
    if (!VerifyCosignature(text, changed, witness).ok()) ++refused;
  }
  EXPECT_EQ(refused, 72);
  EXPECT_FALSE(VerifyCosignature(text, Cosign(text, "witness.example/w1", Key('w'), UINT64_MAX), witness).ok());
  EXPECT_FALSE(VerifyCosignature(text, SignNote(text, "witness.example/w1", Key('w')), witness).ok());
}

TEST(Cosignature, AQuorumIsCountedByWitnessesNotByLines) {
  const std::string text = CheckpointText(Some());
  WitnessPolicy policy;
  for (const char seed : {'a', 'b', 'c'}) {
    policy.witnesses.push_back(VerifierKey::Of(std::string(1, seed), KeyType::kCosignature, Key(seed)));
  }
  policy.quorum = 2;
  Note note{text, {Cosign(text, "a", Key('a'), 1), Cosign(text, "a", Key('a'), 2), Cosign(text, "x", Key('x'), 2)}};
  EXPECT_FALSE(CheckWitnesses(note, policy).ok());
  note.signatures.push_back(Cosign(text, "c", Key('c'), 3));
  const auto cosigned = CheckWitnesses(note, policy);
  ASSERT_TRUE(cosigned.ok()) << cosigned.status();
  ASSERT_THAT(*cosigned, SizeIs(2));
  EXPECT_EQ((*cosigned)[1].witness, "c");
  EXPECT_EQ((*cosigned)[1].unix_seconds, 3u);
  note.signatures.back().blob[20] ^= 1;
  policy.quorum = 0;
  EXPECT_FALSE(CheckWitnesses(note, policy).ok());
}

TEST(Seal, NamesTheLogThatFollows) {
  const VerifierKey key = VerifierKey::Of("audit.dayaq.az/log/1", KeyType::kNote, Key('k'));
  const std::string note = SignSeal({Some(), "audit.dayaq.az/log/2"}, Key('k'));
  const auto seal = OpenSeal(note, key);
  ASSERT_TRUE(seal.ok()) << seal.status();
  EXPECT_EQ(seal->last, Some());
  EXPECT_EQ(seal->next_origin, "audit.dayaq.az/log/2");
  EXPECT_EQ(SealedText(seal->last), CheckpointText(Some()));
  EXPECT_FALSE(OpenSeal(SignCheckpoint(Some(), Key('k')), key).ok());
  EXPECT_FALSE(OpenSeal(SignSeal({Some(), "audit.dayaq.az/log/2"}, Key('o')), key).ok());
  EXPECT_FALSE(OpenSeal(SignSeal({Some(), "two words"}, Key('k')), key).ok());
}

}  // namespace
}  // namespace dayaq::tlog
