#include "services/platform/tlog/tlog_proof.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "absl/strings/str_replace.h"
#include "dayaq/audit/v1/receipt.pb.h"
#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/receipt.h"
#include "services/platform/tlog/test_tree.h"

namespace dayaq::tlog {
namespace {

constexpr char kOrigin[] = "audit.dayaq.az/log/1";

SigningKey Key(char seed) { return *SigningKey::FromSeed(std::string(32, seed)); }
VerifierKey LogKey() { return VerifierKey::Of(kOrigin, KeyType::kNote, Key('k')); }

TlogProof ProofOf(uint64_t index, uint64_t size) {
  const std::vector<Hash> leaves = testing::LeafHashes(size);
  const auto node = [&leaves](int level, uint64_t at) -> absl::StatusOr<Hash> {
    return testing::DefinedRoot(leaves, at << level, (at + 1) << level);
  };
  Checkpoint checkpoint{kOrigin, size, testing::DefinedRoot(leaves, 0, size), {}};
  const std::string text = CheckpointText(checkpoint);
  Note note{text, {SignNote(text, kOrigin, Key('k')), Cosign(text, "w", Key('w'), 7)}};
  return {std::nullopt, index, *InclusionProof(index, size, node), FormatNote(note)};
}

TEST(TlogProof, ProvesOneLeaf) {
  WitnessPolicy policy{{VerifierKey::Of("w", KeyType::kCosignature, Key('w'))}, 1};
  TlogProof proof = ProofOf(5, 11);
  proof.extra = "anything";
  const std::string file = FormatTlogProof(proof);
  const auto parsed = ParseTlogProof(file);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(FormatTlogProof(*parsed), file);
  EXPECT_EQ(parsed->extra, "anything");
  const auto proven = VerifyTlogProof(*parsed, View(testing::DataOf(5)), LogKey(), policy);
  ASSERT_TRUE(proven.ok()) << proven.status();
  EXPECT_EQ(proven->checkpoint.size, 11u);
  EXPECT_EQ(proven->witnesses[0].unix_seconds, 7u);
  EXPECT_FALSE(VerifyTlogProof(*parsed, View(testing::DataOf(6)), LogKey(), policy).ok());
  EXPECT_FALSE(VerifyTlogProof(*parsed, View(testing::DataOf(5)), VerifierKey::Of(kOrigin, KeyType::kNote, Key('o')), {}).ok());
  policy.quorum = 2;
  EXPECT_FALSE(VerifyTlogProof(*parsed, View(testing::DataOf(5)), LogKey(), policy).ok());
}

TEST(TlogProof, OfALogWithOneLeafHasNoHashes) {
  const auto parsed = ParseTlogProof(FormatTlogProof(ProofOf(0, 1)));
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_TRUE(VerifyTlogProof(*parsed, View(testing::DataOf(0)), LogKey(), {}).ok());
}

TEST(TlogProof, WithAnyByteChangedProvesNothing) {
  const WitnessPolicy policy{{VerifierKey::Of("w", KeyType::kCosignature, Key('w'))}, 1};
  const std::string right = FormatTlogProof(ProofOf(5, 11));
  int refused = 0;
  for (size_t i = 0; i < right.size(); ++i) {
    std::string changed = right;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto parsed = ParseTlogProof(changed);
    if (!parsed.ok() || !VerifyTlogProof(*parsed, View(testing::DataOf(5)), LogKey(), policy).ok()) ++refused;
  }
  EXPECT_EQ(refused, static_cast<int>(right.size()));
  std::printf("%d spoilt proof files refused\n", refused);
}

TEST(TlogProof, HasOneForm) {
  const std::string right = FormatTlogProof(ProofOf(5, 11));
  const auto with = [&right](absl::string_view from, absl::string_view to) { return absl::StrReplaceAll(right, {{from, to}}); };
  for (const std::string& text :
       {std::string(), with("@v1", "@v2"), with("index 5", "index 05"), with("index 5", "index -5"), with("index 5", "index"),
        with("index 5\n", ""), with("index 5", "extra !\nindex 5"), with("index 5", "index 5\nindex 5"), with("=\n", "\n"),
        with("\n", "\r\n"), right + "\n", right.substr(0, right.find("\n\n") + 2), right.substr(0, right.find("\n\n"))}) {
    EXPECT_FALSE(ParseTlogProof(text).ok()) << text;
  }
  TlogProof longest = ProofOf(5, 11);
  longest.hashes.resize(63);
  EXPECT_TRUE(ParseTlogProof(FormatTlogProof(longest)).ok());
  longest.hashes.resize(64);
  EXPECT_FALSE(ParseTlogProof(FormatTlogProof(longest)).ok());
}

Receipt Promised() {
  Receipt receipt{"incident", "018f0000-0000-7000-8000-000000000001", testing::DataOf(1), 1'790'000'000, ""};
  receipt.signature = Key('r').Sign(ReceiptText(receipt));
  return receipt;
}

TEST(Receipt, IsThatMessage) {
  audit::v1::Receipt message;
  message.set_service(Promised().service);
  message.set_entry_uid(Promised().entry_uid);
  message.set_leaf(Bytes(Promised().leaf));
  message.mutable_time()->set_seconds(Promised().unix_seconds);
  message.set_signature(Promised().signature);
  EXPECT_EQ(SerializeReceipt(Promised()), message.SerializeAsString());
  const auto receipt = ParseReceipt(message.SerializeAsString());
  ASSERT_TRUE(receipt.ok()) << receipt.status();
  EXPECT_EQ(SerializeReceipt(*receipt), message.SerializeAsString());
  EXPECT_TRUE(VerifyReceipt(*receipt, Key('r').public_key()));
  EXPECT_FALSE(VerifyReceipt(*receipt, Key('o').public_key()));
  message.mutable_time()->set_nanos(1);
  EXPECT_FALSE(ParseReceipt(message.SerializeAsString()).ok());
}

TEST(Receipt, SignsThisText) {
  EXPECT_EQ(ReceiptText(Promised()),
            "dayaq-audit-receipt/v1\nincident\n018f0000-0000-7000-8000-000000000001\n"
            "qOF3ZYSoXMQrB8OFK6OZHcxoZRxp7oWZB+Ev/lvwRno=\n1790000000\n");
}

TEST(Receipt, WithAnyByteChangedIsNone) {
  const std::string right = SerializeReceipt(Promised());
  int refused = 0;
  for (size_t i = 0; i < right.size(); ++i) {
    std::string changed = right;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto receipt = ParseReceipt(changed);
    if (!receipt.ok() || !VerifyReceipt(*receipt, Key('r').public_key())) ++refused;
    EXPECT_FALSE(ParseReceipt(right.substr(0, i)).ok());
  }
  EXPECT_EQ(refused, static_cast<int>(right.size()));
  EXPECT_FALSE(ParseReceipt(right + "x").ok());
  // The same seconds in a longer spelling.
  std::string longer = right;
  const size_t time = longer.find("\x22\x06\x08");
  ASSERT_NE(time, std::string::npos);
  longer[time + 1] = 7;
  longer[time + 7] = static_cast<char>(longer[time + 7] | 0x80);
  longer.insert(time + 8, 1, '\0');
  EXPECT_FALSE(ParseReceipt(longer).ok());
}

}  // namespace
}  // namespace dayaq::tlog
