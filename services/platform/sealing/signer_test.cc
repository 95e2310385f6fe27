#include "services/platform/sealing/signer.h"

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"

namespace dayaq {
namespace {

// RFC 4231, cases 1 to 3 and 6.
TEST(Mac, AgreesWithTheVectorsOfTheRfc) {
  const struct {
    std::string key;
    std::string text;
    const char* signature;
  } vectors[] = {
      {std::string(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
  };
  for (const auto& vector : vectors) {
    EXPECT_EQ(absl::BytesToHexString(Mac(vector.key).Sign(vector.text)), vector.signature);
  }
}

TEST(Mac, ChecksWholeSignaturesOfTheSameTextUnderTheSameKeyOnly) {
  const Mac mac(std::string(32, 'k'));
  const std::string signature = mac.Sign("text");
  EXPECT_TRUE(mac.Check("text", signature));
  EXPECT_TRUE(mac.Check("text", mac.Sign("text"))) << "signing leaves the key as it was";
  EXPECT_FALSE(mac.Check("texT", signature));
  EXPECT_FALSE(Mac(std::string(32, 'K')).Check("text", signature));
  EXPECT_FALSE(mac.Check("text", ""));
  EXPECT_FALSE(mac.Check("text", signature.substr(0, 31)));
  EXPECT_FALSE(mac.Check("text", signature + "x"));
  for (size_t bit = 0; bit < signature.size() * 8; ++bit) {
    std::string changed = signature;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(mac.Check("text", changed)) << bit;
  }
}

TEST(Mac, APurposeHasAKeyOfItsOwn) {
  const Mac mac(std::string(32, 'k'));
  EXPECT_EQ(mac.Derive("page").Sign("text"), mac.Derive("page").Sign("text"));
  EXPECT_NE(mac.Derive("page").Sign("text"), mac.Derive("context").Sign("text"));
  EXPECT_NE(mac.Derive("page").Sign("text"), mac.Sign("text"));
}

}  // namespace
}  // namespace dayaq
