#include "services/platform/identity/key_set.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_certificates.h"
#include "tests/support/test_tokens.h"

namespace dayaq {
namespace {

using testing::KeySetJson;
using testing::TemporaryDirectory;
using testing::TestSigner;
using testing::WriteFileWhole;

// Whether a set of that key and a good one keeps the key: false when it was left out.
bool Keeps(const std::string& jwk) {
  const auto keys = KeySet::Parse(KeySetJson({TestSigner::EdDsa("good").Jwk(), jwk}));
  EXPECT_TRUE(keys.ok()) << keys.status();
  EXPECT_NE((*keys)->Find("good"), nullptr);
  return (*keys)->size() == 2;
}

TEST(KeySet, BindsEachKeyToTheAlgorithmOfItsCurve) {
  const auto keys =
      KeySet::Parse(KeySetJson({TestSigner::EdDsa("a").Jwk(), TestSigner::Es256("b").Jwk(), TestSigner::Rs256("c").Jwk()}));
  ASSERT_TRUE(keys.ok()) << keys.status();
  EXPECT_EQ((*keys)->size(), 2u);
  EXPECT_EQ((*keys)->Find("a")->algorithm(), "EdDSA");
  EXPECT_EQ((*keys)->Find("b")->algorithm(), "ES256");
  EXPECT_EQ((*keys)->Find("c"), nullptr);
}

TEST(KeySet, LeavesOutKeysThatMustNotBeUsed) {
  const TestSigner edwards = TestSigner::EdDsa("e");
  const TestSigner elliptic = TestSigner::Es256("e");
  EXPECT_TRUE(Keeps(edwards.Jwk(R"(,"use":"sig","alg":"EdDSA","key_ops":["verify"])")));
  EXPECT_TRUE(Keeps(elliptic.Jwk(R"(,"use":"sig","alg":"ES256")")));
  for (const absl::string_view extra :
       {R"(,"use":"enc")", R"(,"alg":"ES256")", R"(,"alg":"none")", R"(,"alg":null)", R"(,"key_ops":["encrypt"])",
        R"(,"key_ops":[])", R"(,"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")"}) {
    EXPECT_FALSE(Keeps(edwards.Jwk(extra))) << extra;
  }
  const std::string jwk = elliptic.Jwk();
  EXPECT_FALSE(Keeps(absl::StrReplaceAll(jwk, {{"P-256", "P-384"}}))) << "another curve";
  EXPECT_FALSE(Keeps(absl::StrReplaceAll(jwk, {{"P-256", "secp256k1"}}))) << "another curve of the same size";
  EXPECT_FALSE(Keeps(absl::StrReplaceAll(jwk, {{"\"x\":\"", "\"x\":\"AAAA"}}))) << "too long a coordinate";
  EXPECT_FALSE(Keeps(absl::StrReplaceAll(jwk, {{"\"x\"", "\"z\""}}))) << "no coordinate";
  EXPECT_FALSE(Keeps(absl::StrReplaceAll(jwk, {{"\"kid\":\"e\"", "\"kid\":\"\""}}))) << "no id";
  const std::string zero = testing::EncodeBase64Url(std::string(32, '\0'));
  EXPECT_FALSE(Keeps(absl::StrCat(R"({"kid":"e","kty":"EC","crv":"P-256","x":")", zero, R"(","y":")", zero, "\"}")))
      << "not on the curve";
}

TEST(KeySet, RefusesWhatIsNoKeySet) {
  const std::string jwk = TestSigner::EdDsa("a").Jwk();
  for (const std::string& json :
       {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"keys":{}})"), std::string(R"({"keys":[]})"),
        std::string("<html>"), KeySetJson({"1", "null", "[]"}), KeySetJson({TestSigner::Rs256("c").Jwk()}), KeySetJson({jwk, jwk}),
        KeySetJson({jwk}).substr(0, 60), KeySetJson({jwk}) + std::string(KeySet::kMostBytes, ' ')}) {
    EXPECT_FALSE(KeySet::Parse(json).ok()) << json.substr(0, 100);
  }
}

TEST(KeyFile, FollowsTheFileAndKeepsWhatItHadWhenTheFileTurnsBad) {
  const TemporaryDirectory directory;
  const std::string path = directory.Path("keys.json");
  EXPECT_FALSE(KeyFile::Open(path).ok());
  WriteFileWhole(path, "{");
  EXPECT_FALSE(KeyFile::Open(path).ok());

  WriteFileWhole(path, KeySetJson({TestSigner::EdDsa("old").Jwk()}));
  const auto file = KeyFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_NE((*file)->Current()->Find("old"), nullptr);
  EXPECT_FALSE((*file)->RefreshFor("new").ok());

  WriteFileWhole(path, KeySetJson({TestSigner::EdDsa("old").Jwk(), TestSigner::Es256("new").Jwk()}));
  EXPECT_TRUE((*file)->RefreshFor("new").ok());
  WriteFileWhole(path, KeySetJson({TestSigner::Es256("new").Jwk()}));
  EXPECT_EQ((*file)->Current()->Find("old"), nullptr) << "a withdrawn key must go";

  WriteFileWhole(path, "{\"keys\":");
  EXPECT_NE((*file)->Current()->Find("new"), nullptr);
  std::filesystem::remove(path);
  EXPECT_NE((*file)->Current()->Find("new"), nullptr);
}

}  // namespace
}  // namespace dayaq
