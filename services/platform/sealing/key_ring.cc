#include "services/platform/sealing/key_ring.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/memory/memory.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "openssl/sha.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/sealing/cipher.h"
#include "services/platform/sealing/key_file.h"
#include "services/platform/sealing/tombstones.h"

namespace dayaq {
namespace {

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

// The keys of a folder, by id.
absl::StatusOr<std::map<uint32_t, SecretKey>> ReadKeys(const std::string& folder) {
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
  return keys;
}

}  // namespace

absl::StatusOr<std::string> WrapKey(const SecretKey& kek, const SecretKey& data_key) {
  std::string wrapped(kWrappedKeySize + 8, '\0');
  if (!Run(true, kek, data_key.view(), wrapped) || wrapped.size() != kWrappedKeySize) {
    return MakeError(absl::StatusCode::kInternal, ErrorReason::ERROR_REASON_INTERNAL, "A key could not be wrapped.");
  }
  return wrapped;
}

absl::StatusOr<SecretKey> UnwrapKey(const SecretKey& kek, absl::string_view wrapped) {
  if (wrapped.size() != kWrappedKeySize) return SealBroken();
  std::string plain(kWrappedKeySize + 8, '\0');
  const absl::Cleanup wipe = [&plain] { Wipe(plain); };
  if (!Run(false, kek, wrapped, plain) || plain.size() != SecretKey::kSize) return SealBroken();
  return SecretKey::FromBytes(plain);
}

std::string FingerprintOf(const SecretKey& data_key) {
  const std::string text = absl::StrCat("dayaq erased key", data_key.view());
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  if (EVP_Digest(text.data(), text.size(), Bytes(digest), nullptr, EVP_sha256(), nullptr) != 1) std::abort();
  return digest;
}

absl::Status KeyWrapper::Erase(const std::vector<Tombstone>&) const {
  return absl::UnimplementedError("nothing durable stands behind this key wrapper");
}

absl::StatusOr<std::unique_ptr<KeyRing>> KeyRing::Load(const std::string& directory) {
  ASSIGN_OR_RETURN(Keys keys, ReadKeys(directory + "/kek"));
  auto tombstones = std::make_unique<Tombstones>(directory + "/erased");
  RETURN_IF_ERROR(tombstones->Refresh());
  return absl::WrapUnique(new KeyRing(directory, std::move(keys), std::move(tombstones)));
}

KeyRing::KeyRing(std::string directory, Keys keys, std::unique_ptr<Tombstones> tombstones)
    : directory_(std::move(directory)),
      tombstones_(std::move(tombstones)),
      keys_(std::make_shared<const Keys>(std::move(keys))),
      looked_(absl::Now()) {}

KeyRing::~KeyRing() = default;

std::shared_ptr<const KeyRing::Keys> KeyRing::Current(bool at_once) const {
  absl::MutexLock lock(&mutex_);
  const absl::Time now = absl::Now();
  // A clock that stepped back is a reason to look, not to wait for it.
  if (!at_once && now >= looked_ && now - looked_ < kLookAgain) return keys_;
  looked_ = now;
  absl::StatusOr<Keys> found = ReadKeys(directory_ + "/kek");
  if (found.ok()) {
    keys_ = std::make_shared<const Keys>(*std::move(found));
  } else {
    LogError("keys.not_read", {{"why", found.status().message()}});
  }
  // What was erased elsewhere stays closed with the list that is known; a list that cannot be read is for somebody to look at.
  if (const absl::Status read = tombstones_->Refresh(); !read.ok()) LogError("keys.not_read", {{"why", read.message()}});
  return keys_;
}

uint32_t KeyRing::current_kek_id() const { return Current(true)->rbegin()->first; }

absl::StatusOr<WrappedKey> KeyRing::Wrap(const SecretKey& data_key) const {
  const std::shared_ptr<const Keys> keys = Current();
  const auto& [id, kek] = *keys->rbegin();
  ASSIGN_OR_RETURN(std::string bytes, WrapKey(kek, data_key));
  return WrappedKey{id, std::move(bytes)};
}

absl::StatusOr<SecretKey> KeyRing::Unwrap(const WrappedKey& wrapped) const {
  std::shared_ptr<const Keys> keys = Current();
  auto kek = keys->find(wrapped.kek_id);
  if (kek == keys->end() && wrapped.kek_id > keys->rbegin()->first) {
    // Made by another process a moment ago.
    keys = Current(true);
    kek = keys->find(wrapped.kek_id);
  }
  if (kek == keys->end()) return SealBroken();
  ASSIGN_OR_RETURN(SecretKey key, UnwrapKey(kek->second, wrapped.bytes));
  if (tombstones_->Contains(FingerprintOf(key))) {
    return MakeError(absl::StatusCode::kDataLoss, ErrorReason::ERROR_REASON_PERSON_ERASED, "This key was erased.");
  }
  return key;
}

absl::Status KeyRing::Erase(const std::vector<Tombstone>& tombstones) const { return tombstones_->Add(tombstones); }

std::vector<Tombstone> KeyRing::erased() const { return tombstones_->All(); }

std::vector<uint32_t> KeyRing::List() const {
  std::vector<uint32_t> ids;
  for (const auto& [id, key] : *Current(true)) ids.push_back(id);
  return ids;
}

absl::StatusOr<uint32_t> KeyRing::CreateKek() {
  const uint32_t id = Current(true)->rbegin()->first + 1;
  RETURN_IF_ERROR(WriteNewKeyFile(absl::StrCat(directory_, "/kek/", id, ".key")));
  const std::shared_ptr<const Keys> keys = Current(true);
  if (keys->count(id) == 0) return Refuse(directory_, "does not show the key that was made.");
  return id;
}

absl::Status KeyRing::DestroyKek(uint32_t id) {
  if (id >= Current(true)->rbegin()->first) {
    return absl::FailedPreconditionError("the current key-encryption key is not destroyed");
  }
  RETURN_IF_ERROR(DestroyKeyFile(absl::StrCat(directory_, "/kek/", id, ".key")));
  Current(true);
  return absl::OkStatus();
}

}  // namespace dayaq
