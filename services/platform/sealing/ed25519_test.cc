#include "services/platform/sealing/ed25519.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "absl/strings/escaping.h"
#include "tests/support/temporary_directory.h"

namespace dayaq {
namespace {

using ::testing::SizeIs;

struct Vector {
  const char* seed;
  const char* public_key;
  const char* message;
  const char* signature;
};

// RFC 8032, 7.1: tests 1, 2, 3 and SHA(abc).
constexpr Vector kVectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a1"
     "00b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0"
     "c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec"
     "40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca"
     "49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a"
     "704"},
};

TEST(Ed25519, IsTheOneOfRfc8032) {
  for (const Vector& vector : kVectors) {
    const auto key = SigningKey::FromSeed(absl::HexStringToBytes(vector.seed));
    ASSERT_TRUE(key.ok());
    EXPECT_EQ(absl::BytesToHexString(key->public_key()), vector.public_key);
    const std::string message = absl::HexStringToBytes(vector.message);
    EXPECT_EQ(absl::BytesToHexString(key->Sign(message)), vector.signature);
    EXPECT_TRUE(VerifyEd25519(key->public_key(), message, absl::HexStringToBytes(vector.signature)));
  }
}

TEST(Ed25519, OneBitElsewhereIsRefused) {
  const SigningKey key = SigningKey::Random();
  const std::string message = "a message", signature = key.Sign(message);
  int refused = 0;
  for (size_t bit = 0; bit < 8 * signature.size(); ++bit) {
    std::string other = signature;
    other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
    if (!VerifyEd25519(key.public_key(), message, other)) ++refused;
  }
  for (size_t bit = 0; bit < 8 * message.size(); ++bit) {
    std::string other = message;
    other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
    if (!VerifyEd25519(key.public_key(), other, signature)) ++refused;
  }
  EXPECT_EQ(refused, 8 * 64 + 8 * 9);
}

TEST(Ed25519, OtherKeysAndLengthsAreRefused) {
  const SigningKey key = SigningKey::Random(), other = SigningKey::Random();
  const std::string signature = key.Sign("m");
  EXPECT_THAT(signature, SizeIs(64));
  EXPECT_NE(key.public_key(), other.public_key());
  EXPECT_TRUE(VerifyEd25519(key.public_key(), "m", signature));
  EXPECT_FALSE(VerifyEd25519(other.public_key(), "m", signature));
  EXPECT_FALSE(VerifyEd25519(key.public_key(), "m", signature.substr(1)));
  EXPECT_FALSE(VerifyEd25519(key.public_key(), "m", signature + "x"));
  EXPECT_FALSE(VerifyEd25519(key.public_key(), "m", ""));
  EXPECT_FALSE(VerifyEd25519(key.public_key().substr(1), "m", signature));
  EXPECT_FALSE(VerifyEd25519("", "m", signature));
  EXPECT_FALSE(SigningKey::FromSeed("short").ok());
  EXPECT_FALSE(SigningKey::FromSeed(std::string(33, 'x')).ok());
}

TEST(Ed25519, TheSeedComesFromAKeyFile) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.path() + "/log.key";
  std::ofstream(path) << kVectors[1].seed << "\n";
  ASSERT_EQ(chmod(path.c_str(), 0600), 0);
  const auto key = SigningKey::Load(path);
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_EQ(absl::BytesToHexString(key->public_key()), kVectors[1].public_key);
  ASSERT_EQ(chmod(path.c_str(), 0644), 0);
  EXPECT_FALSE(SigningKey::Load(path).ok());
  EXPECT_FALSE(SigningKey::Load(directory.path() + "/none.key").ok());
}

}  // namespace
}  // namespace dayaq
