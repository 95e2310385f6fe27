#include "services/platform/sealing/ed25519.h"

#include <openssl/rand.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "openssl/crypto.h"

namespace dayaq {
namespace {

struct DigestContextFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, DigestContextFree>;

const unsigned char* Octets(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// A signature that cannot be made has no safe answer.
void Require(bool holds) {
  if (holds) return;
  std::fputs("OpenSSL could not sign: the process ends\n", stderr);
  std::abort();
}

}  // namespace

absl::StatusOr<SigningKey> SigningKey::FromSeed(absl::string_view seed) {
  if (seed.size() != kEd25519KeySize) return absl::InvalidArgumentError("An Ed25519 seed has 32 bytes.");
  std::shared_ptr<EVP_PKEY> key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, Octets(seed), seed.size()), EVP_PKEY_free);
  std::string public_key(kEd25519KeySize, '\0');
  size_t size = public_key.size();
  Require(key != nullptr &&
          EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(public_key.data()), &size) == 1 &&
          size == kEd25519KeySize);
  return SigningKey(std::move(key), std::move(public_key));
}

SigningKey SigningKey::Random() {
  std::string seed(kEd25519KeySize, '\0');
  Require(RAND_bytes(reinterpret_cast<unsigned char*>(seed.data()), static_cast<int>(seed.size())) == 1);
  SigningKey key = *FromSeed(seed);
  OPENSSL_cleanse(seed.data(), seed.size());
  return key;
}

std::string SigningKey::Sign(absl::string_view message) const {
  const DigestContext context(EVP_MD_CTX_new());
  std::string signature(kEd25519SignatureSize, '\0');
  size_t size = signature.size();
  Require(context != nullptr && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
          EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, Octets(message),
                         message.size()) == 1 &&
          size == kEd25519SignatureSize);
  return signature;
}

bool VerifyEd25519(absl::string_view public_key, absl::string_view message, absl::string_view signature) {
  if (public_key.size() != kEd25519KeySize || signature.size() != kEd25519SignatureSize) return false;
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Octets(public_key), public_key.size()), EVP_PKEY_free);
  const DigestContext context(EVP_MD_CTX_new());
  return key != nullptr && context != nullptr && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), Octets(signature), signature.size(), Octets(message), message.size()) == 1;
}

}  // namespace dayaq
