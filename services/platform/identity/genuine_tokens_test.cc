#include "services/platform/identity/genuine_tokens.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/test_tokens.h"

namespace dayaq::identity {
namespace {

std::shared_ptr<const KeySet> SomeKeys() { return *KeySet::Parse(testing::KeySetJson({testing::TestSigner::EdDsa("ed").Jwk()})); }

TEST(GenuineTokens, KnowsWhatItRememberedAndNoOtherBytes) {
  const auto keys = SomeKeys();
  GenuineTokens tokens;
  EXPECT_FALSE(tokens.Knows(keys, "a.b.c"));
  tokens.Remember(keys, "a.b.c");
  EXPECT_TRUE(tokens.Knows(keys, "a.b.c"));
  EXPECT_FALSE(tokens.Knows(keys, "a.b.d"));
  EXPECT_FALSE(tokens.Knows(keys, "a.b."));
}

TEST(GenuineTokens, OtherKeysKnowNothing) {
  const auto former = SomeKeys(), present = SomeKeys();
  GenuineTokens tokens;
  tokens.Remember(former, "a.b.c");
  EXPECT_FALSE(tokens.Knows(present, "a.b.c"));
  EXPECT_FALSE(tokens.Knows(nullptr, "a.b.c"));
  tokens.Remember(present, "d.e.f");
  EXPECT_FALSE(tokens.Knows(present, "a.b.c"));
  EXPECT_FALSE(tokens.Knows(former, "a.b.c"));
}

TEST(GenuineTokens, BeginsAnewWhenThereAreTooMany) {
  const auto keys = SomeKeys();
  GenuineTokens tokens;
  for (size_t i = 0; i < GenuineTokens::kMost; ++i) tokens.Remember(keys, absl::StrCat(i));
  EXPECT_TRUE(tokens.Knows(keys, "0"));
  tokens.Remember(keys, "one more");
  EXPECT_FALSE(tokens.Knows(keys, "0"));
  EXPECT_TRUE(tokens.Knows(keys, "one more"));
}

}  // namespace
}  // namespace dayaq::identity
