#include "services/platform/tlog/tree_hash.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace dayaq::tlog {
namespace {

// A digest that cannot be made has no safe answer.
void Require(bool holds) {
  if (holds) return;
  std::fputs("OpenSSL could not hash: the process ends\n", stderr);
  std::abort();
}

// One context for a thread, with the algorithm fetched once: OpenSSL's one-shot functions look it up each time, which costs four
// times what hashing a leaf does.
class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new()) {
    static EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    Require(kSha256 != nullptr && context_ != nullptr && EVP_DigestInit_ex2(context_.get(), kSha256, nullptr) == 1);
  }

  Hash Of(const void* bytes, size_t size) {
    Hash hash;
    Require(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1 && EVP_DigestUpdate(context_.get(), bytes, size) == 1 &&
            EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) == 1);
    return hash;
  }

  // SHA-256(prefix | bytes).
  Hash Of(unsigned char prefix, absl::string_view bytes) {
    Hash hash;
    Require(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1 && EVP_DigestUpdate(context_.get(), &prefix, 1) == 1 &&
            EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1 &&
            EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) == 1);
    return hash;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

Digest& OfThisThread() {
  thread_local Digest digest;
  return digest;
}

constexpr unsigned char kLeaf = 0x00, kNode = 0x01;

}  // namespace

Hash Sha256(absl::string_view bytes) { return OfThisThread().Of(bytes.data(), bytes.size()); }

Hash LeafHash(absl::string_view leaf_data) {
  if (leaf_data.size() != kHashSize) return OfThisThread().Of(kLeaf, leaf_data);
  unsigned char input[1 + kHashSize];
  input[0] = kLeaf;
  std::memcpy(input + 1, leaf_data.data(), kHashSize);
  return OfThisThread().Of(input, sizeof input);
}

Hash NodeHash(const Hash& left, const Hash& right) {
  unsigned char input[1 + 2 * kHashSize];
  input[0] = kNode;
  std::memcpy(input + 1, left.data(), kHashSize);
  std::memcpy(input + 1 + kHashSize, right.data(), kHashSize);
  return OfThisThread().Of(input, sizeof input);
}

const Hash& EmptyRoot() {
  static const Hash kEmpty = Sha256("");
  return kEmpty;
}

std::optional<Hash> HashFrom(absl::string_view bytes) {
  if (bytes.size() != kHashSize) return std::nullopt;
  Hash hash;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace dayaq::tlog
