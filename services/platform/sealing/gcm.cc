#include "services/platform/sealing/gcm.h"

#include "services/platform/sealing/cipher.h"

namespace dayaq {
namespace {

const EVP_CIPHER* Gcm() {
  // Fetched once: looking the cipher up costs more than sealing a name with it.
  static const EVP_CIPHER* cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}

int Length(absl::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

std::optional<std::string> GcmSeal(const SecretKey& key, absl::string_view iv, absl::string_view associated,
                                   absl::string_view plain) {
  const CipherContext context(EVP_CIPHER_CTX_new());
  if (context == nullptr || Gcm() == nullptr || iv.size() != kGcmIvSize) return std::nullopt;
  std::string sealed(plain.size() + kGcmTagSize, '\0');
  unsigned char* tag = Bytes(sealed) + plain.size();
  int size = 0;
  const bool done = EVP_EncryptInit_ex2(context.get(), Gcm(), key.data(), Bytes(iv), nullptr) == 1 &&
                    EVP_EncryptUpdate(context.get(), nullptr, &size, Bytes(associated), Length(associated)) == 1 &&
                    EVP_EncryptUpdate(context.get(), Bytes(sealed), &size, Bytes(plain), Length(plain)) == 1 &&
                    EVP_EncryptFinal_ex(context.get(), tag, &size) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kGcmTagSize, tag) == 1;
  if (!done) return std::nullopt;
  return sealed;
}

std::optional<std::string> GcmOpen(const SecretKey& key, absl::string_view iv, absl::string_view associated,
                                   absl::string_view sealed) {
  const CipherContext context(EVP_CIPHER_CTX_new());
  if (context == nullptr || Gcm() == nullptr || iv.size() != kGcmIvSize || sealed.size() < kGcmTagSize) return std::nullopt;
  std::string tag(sealed.substr(sealed.size() - kGcmTagSize));
  sealed.remove_suffix(kGcmTagSize);
  // One byte more than the text: OpenSSL wants a place to write to even for none.
  std::string plain(sealed.size() + 1, '\0');
  int size = 0;
  const bool done = EVP_DecryptInit_ex2(context.get(), Gcm(), key.data(), Bytes(iv), nullptr) == 1 &&
                    EVP_DecryptUpdate(context.get(), nullptr, &size, Bytes(associated), Length(associated)) == 1 &&
                    EVP_DecryptUpdate(context.get(), Bytes(plain), &size, Bytes(sealed), Length(sealed)) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kGcmTagSize, tag.data()) == 1 &&
                    EVP_DecryptFinal_ex(context.get(), Bytes(plain) + sealed.size(), &size) == 1;
  if (!done) {
    Wipe(plain);  // what was decrypted before the tag was known to be wrong
    return std::nullopt;
  }
  plain.pop_back();
  return plain;
}

}  // namespace dayaq
