#include "services/statistics/release_seal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace dayaq::statistics {
namespace {

std::vector<tlog::Hash> Commitments(int count) {
  std::vector<tlog::Hash> made;
  for (int i = 0; i < count; ++i)
    made.push_back(*CommitTo(std::string(32, static_cast<char>('a' + i % 26)), absl::StrCat("record ", i)));
  return made;
}

ProtectedRelease SomeRelease() {
  CountTable table{.id = "t", .measure = "casualties@1", .vintage = "2026-03-31", .sensitivity = "open"};
  table.dimensions = {Dimension::Of("REF_AREA", {"A", "B", "C"}), Dimension::Of("SEX", {"M", "F"})};
  table.values = {20, 3, 23, 25, 40, 65, 18, 22, 40, 63, 65, 128};
  return Protect("az-2026-03", {table}, {}, *LoadDisclosurePolicy("policy"));
}

ReleaseFacts SomeFacts() {
  return {.cut_off = "2026-03-31",
          .known_until = "2026-04-15",
          .snapshot = "41",
          .disclosure_edition = "2026-11-example",
          .definitions = {"az-provisional/P1@1"}};
}

TEST(ReleaseSeal, TheSameReleaseHasTheSameBytes) {
  const auto records = RecordTree::Of(Commitments(128));
  ASSERT_TRUE(records.ok());
  const std::string bytes = CanonicalBytes(SomeRelease(), SomeFacts(), *records);
  EXPECT_EQ(CanonicalBytes(SomeRelease(), SomeFacts(), *records), bytes);
  // Dimensions and codes in another order: the same counts of the same things.
  ProtectedRelease turned = SomeRelease();
  CountTable table = turned.tables[0].table;
  table.dimensions = {Dimension::Of("SEX", {"F", "M"}), Dimension::Of("REF_AREA", {"C", "A", "B"})};
  table.values = {22, 3, 40, 65, 18, 20, 25, 63, 40, 23, 65, 128};
  turned = Protect("az-2026-03", {table}, {}, *LoadDisclosurePolicy("policy"));
  EXPECT_EQ(turned.tables[0].table.Key(0), "casualties@1|REF_AREA=C|SEX=F");
  auto reversed = Commitments(128);
  std::reverse(reversed.begin(), reversed.end());
  const std::string again = CanonicalBytes(turned, SomeFacts(), *RecordTree::Of(reversed));
  EXPECT_EQ(again.substr(0, again.find("cell")), bytes.substr(0, bytes.find("cell")));
  EXPECT_TRUE(absl::StrContains(bytes, "cell \"casualties@1|REF_AREA=A|SEX=F\" Q\n")) << bytes;
  EXPECT_TRUE(absl::StrContains(bytes, "cell \"casualties@1\" 128\n"));
  EXPECT_TRUE(absl::StrContains(again, "cell \"casualties@1|REF_AREA=A|SEX=F\" Q\n")) << again;
}

TEST(ReleaseSeal, AnyChangeChangesTheBytes) {
  const auto records = RecordTree::Of(Commitments(5)), fewer = RecordTree::Of(Commitments(4));
  const std::string bytes = CanonicalBytes(SomeRelease(), SomeFacts(), *records);
  EXPECT_NE(CanonicalBytes(SomeRelease(), SomeFacts(), *fewer), bytes);
  ReleaseFacts facts = SomeFacts();
  facts.definitions[0] = "az-provisional/P1@2";
  EXPECT_NE(CanonicalBytes(SomeRelease(), facts, *records), bytes);
  facts = SomeFacts();
  facts.cut_off = "2026-03-31\"\nsnapshot \"42";
  EXPECT_EQ(std::count(bytes.begin(), bytes.end(), '\n'), [&] {
    const std::string other = CanonicalBytes(SomeRelease(), facts, *records);
    return std::count(other.begin(), other.end(), '\n');
  }()) << "a text stays on its line";
  ProtectedRelease release = SomeRelease();
  release.tables[0].showing[5] = Showing::kHidden;
  EXPECT_NE(CanonicalBytes(release, SomeFacts(), *records), bytes);
}

TEST(ReleaseSeal, HiddenCountsAreNotInIt) {
  ProtectedRelease release = SomeRelease();
  const auto records = RecordTree::Of(Commitments(5));
  const std::string bytes = CanonicalBytes(release, SomeFacts(), *records);
  for (size_t cell = 0; cell < release.tables[0].showing.size(); ++cell) {
    if (release.tables[0].showing[cell] == Showing::kHidden) release.tables[0].table.values[cell] += 1000;
  }
  EXPECT_EQ(CanonicalBytes(release, SomeFacts(), *records), bytes);
}

RC_GTEST_PROP(RecordTree, WhoWasCountedCanProveItAndNobodyElse, ()) {
  const int count = *rc::gen::inRange(1, 60);
  const auto commitments = Commitments(count);
  const auto tree = RecordTree::Of(commitments);
  RC_ASSERT(tree.ok());
  const auto which = static_cast<size_t>(*rc::gen::inRange(0, count));
  const auto proof = tree->ProofOf(commitments[which]);
  RC_ASSERT(proof.ok());
  RC_ASSERT(VerifyCounted(commitments[which], *proof, tree->size(), tree->root()).ok());
  const tlog::Hash other = *CommitTo(std::string(32, 'z'), "somebody else");
  RC_ASSERT(!VerifyCounted(other, *proof, tree->size(), tree->root()).ok());
  RC_ASSERT(!tree->ProofOf(other).ok());
}

TEST(RecordTree, ARecordIsCountedOnceAndHiddenByItsNonce) {
  auto commitments = Commitments(3);
  commitments.push_back(commitments[1]);
  EXPECT_FALSE(RecordTree::Of(commitments).ok());
  EXPECT_FALSE(CommitTo("short", "record").ok());
  EXPECT_NE(*CommitTo(std::string(32, 'a'), "record"), *CommitTo(std::string(32, 'b'), "record"));
  EXPECT_EQ(RecordTree::Of({})->root(), tlog::EmptyRoot());
}

}  // namespace
}  // namespace dayaq::statistics
