#include "services/statistics/pseudonyms.h"

#include <openssl/evp.h>

#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "re2/re2.h"

namespace dayaq::statistics {

absl::StatusOr<std::string> Pseudonyms::Of(absl::string_view uid) const { return Turn(uid, false); }

absl::StatusOr<std::string> Pseudonyms::UidOf(absl::string_view pseudonym) const { return Turn(pseudonym, true); }

absl::StatusOr<std::string> Pseudonyms::Turn(absl::string_view uuid, bool back) const {
  static const LazyRE2 kUuid = {"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"};
  if (!RE2::FullMatch(std::string(uuid), *kUuid)) return absl::InvalidArgumentError("a pseudonym is made of a UUID");
  if (key_.size() != 32) return absl::InternalError("pseudonyms need a key of 32 bytes");
  const std::string block = absl::HexStringToBytes(absl::StrReplaceAll(uuid, {{"-", ""}}));
  std::string turned(32, '\0');
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  const auto bytes = [](const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  int length = 0;
  // One block and no mode: there is nothing to chain, and equal records are meant to be told as equal.
  if (context == nullptr || EVP_CipherInit_ex(context.get(), EVP_aes_256_ecb(), nullptr, bytes(key_), nullptr, back ? 0 : 1) != 1 ||
      EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
      EVP_CipherUpdate(context.get(), reinterpret_cast<unsigned char*>(turned.data()), &length, bytes(block),
                       static_cast<int>(block.size())) != 1 ||
      length != 16) {
    return absl::InternalError("a pseudonym could not be made");
  }
  turned.resize(16);
  const std::string hex = absl::BytesToHexString(turned);
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-", hex.substr(16, 4), "-", hex.substr(20));
}

}  // namespace dayaq::statistics
