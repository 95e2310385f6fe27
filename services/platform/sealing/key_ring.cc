#include "services/platform/sealing/key_ring.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/cipher.h"

namespace dayaq {
namespace {

constexpr size_t kWrappedSize = SecretKey::kSize + 8;

const EVP_CIPHER* WrapCipher() {
  static const EVP_CIPHER* cipher = EVP_CIPHER_fetch(nullptr, "id-aes256-wrap", nullptr);
  return cipher;
}

// Runs the cipher over `in`; false when its integrity check fails.
bool Run(bool wrap, const SecretKey& kek, absl::string_view in, std::string& out) {
  const CipherContext context(EVP_CIPHER_CTX_new());
  if (context == nullptr || WrapCipher() == nullptr) return false;
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  int size = 0;
  int rest = 0;
  // No IV: RFC 3394's own initial value is what the check on unwrapping is about.
  if (EVP_CipherInit_ex2(context.get(), WrapCipher(), kek.data(), nullptr, wrap ? 1 : 0, nullptr) != 1) return false;
  if (EVP_CipherUpdate(context.get(), Bytes(out), &size, Bytes(in), static_cast<int>(in.size())) != 1) return false;
  if (EVP_CipherFinal_ex(context.get(), Bytes(out) + size, &rest) != 1) return false;
  out.resize(static_cast<size_t>(size + rest));
  return true;
}

absl::Status Refuse(const std::string& directory, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_INTERNAL,
                   absl::StrCat("The key directory ", directory, " ", why));
}

}  // namespace

absl::StatusOr<std::string> WrapKey(const SecretKey& kek, const SecretKey& data_key) {
  std::string wrapped(kWrappedSize + 8, '\0');
  if (!Run(true, kek, data_key.view(), wrapped) || wrapped.size() != kWrappedSize) {
    return MakeError(absl::StatusCode::kInternal, ErrorReason::ERROR_REASON_INTERNAL, "A key could not be wrapped.");
  }
  return wrapped;
}

absl::StatusOr<SecretKey> UnwrapKey(const SecretKey& kek, absl::string_view wrapped) {
  if (wrapped.size() != kWrappedSize) return SealBroken();
  std::string plain(kWrappedSize + 8, '\0');
  const absl::Cleanup wipe = [&plain] { Wipe(plain); };
  if (!Run(false, kek, wrapped, plain) || plain.size() != SecretKey::kSize) return SealBroken();
  return SecretKey::FromBytes(plain);
}

absl::StatusOr<KeyRing> KeyRing::Load(const std::string& directory) {
  const std::string folder = directory + "/kek";
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  if (error) return Refuse(folder, "cannot be read.");
  std::map<uint32_t, SecretKey> keys;
  for (const auto& entry : entries) {
    if (entry.path().extension() != ".key") continue;
    uint32_t id = 0;
    // Written back to text: "007.key" beside "7.key" would be two files for one id.
    if (!absl::SimpleAtoi(entry.path().stem().string(), &id) || id == 0 || absl::StrCat(id) != entry.path().stem().string()) {
      return Refuse(folder, "holds a .key file that is not named by a number from 1.");
    }
    ASSIGN_OR_RETURN(std::string bytes, ReadKeyFile(entry.path().string()));
    auto key = SecretKey::FromBytes(bytes);
    Wipe(bytes);
    RETURN_IF_ERROR(key.status());
    keys.emplace(id, *std::move(key));
  }
  if (keys.empty()) return Refuse(folder, "holds no key.");
  return KeyRing(std::move(keys));
}

absl::StatusOr<WrappedKey> KeyRing::Wrap(const SecretKey& data_key) const {
  const auto& [id, kek] = *keys_.rbegin();
  ASSIGN_OR_RETURN(std::string bytes, WrapKey(kek, data_key));
  return WrappedKey{id, std::move(bytes)};
}

absl::StatusOr<SecretKey> KeyRing::Unwrap(const WrappedKey& wrapped) const {
  const auto kek = keys_.find(wrapped.kek_id);
  if (kek == keys_.end()) return SealBroken();
  return UnwrapKey(kek->second, wrapped.bytes);
}

}  // namespace dayaq
