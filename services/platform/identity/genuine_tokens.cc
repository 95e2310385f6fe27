#include "services/platform/identity/genuine_tokens.h"

#include <openssl/sha.h>

#include <utility>

namespace dayaq::identity {
namespace {

std::string HashOf(absl::string_view token) {
  std::string hash(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

}  // namespace

bool GenuineTokens::Knows(const std::shared_ptr<const KeySet>& keys, absl::string_view token) const {
  const std::string hash = HashOf(token);
  absl::ReaderMutexLock lock(&mutex_);
  return keys != nullptr && keys == keys_ && hashes_.contains(hash);
}

void GenuineTokens::Remember(const std::shared_ptr<const KeySet>& keys, absl::string_view token) {
  std::string hash = HashOf(token);
  absl::MutexLock lock(&mutex_);
  if (keys != keys_ || hashes_.size() >= kMost) hashes_.clear();
  keys_ = keys;
  hashes_.insert(std::move(hash));
}

}  // namespace dayaq::identity
