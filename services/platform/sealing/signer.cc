#include "services/platform/sealing/signer.h"

#include <cstdio>
#include <cstdlib>

#include "openssl/core_names.h"
#include "openssl/crypto.h"
#include "openssl/params.h"
#include "services/platform/sealing/cipher.h"

namespace dayaq {
namespace {

constexpr size_t kSignatureSize = 32;

EVP_MAC* Hmac() {
  static EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  return mac;
}

// A signature that cannot be made has no safe answer.
void Require(bool holds) {
  if (holds) return;
  std::fputs("OpenSSL could not sign: the process ends\n", stderr);
  std::abort();
}

}  // namespace

Mac::Mac(absl::string_view key) : keyed_(EVP_MAC_CTX_new(Hmac())) {
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
  Require(!key.empty() && keyed_ != nullptr && EVP_MAC_init(keyed_.get(), Bytes(key), key.size(), parameters) == 1);
}

std::string Mac::Sign(absl::string_view text) const {
  // A copy of the keyed context costs less than keying again, and leaves the original as it is for other threads.
  const std::unique_ptr<EVP_MAC_CTX, MacContextFree> context(EVP_MAC_CTX_dup(keyed_.get()));
  std::string signature(kSignatureSize, '\0');
  size_t size = 0;
  Require(context != nullptr && EVP_MAC_update(context.get(), Bytes(text), text.size()) == 1 &&
          EVP_MAC_final(context.get(), Bytes(signature), &size, signature.size()) == 1 && size == kSignatureSize);
  return signature;
}

bool Mac::Check(absl::string_view text, absl::string_view signature) const {
  const std::string right = Sign(text);
  return signature.size() == right.size() && CRYPTO_memcmp(right.data(), signature.data(), right.size()) == 0;
}

Mac Mac::Derive(absl::string_view purpose) const {
  std::string key = Sign(purpose);
  Mac derived(key);
  Wipe(key);
  return derived;
}

}  // namespace dayaq
