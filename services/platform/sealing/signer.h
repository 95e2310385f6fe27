// Keyed signatures (HMAC-SHA256, RFC 2104) for what leaves and comes back: the database context, page tokens, fingerprints.
#ifndef SERVICES_PLATFORM_SEALING_SIGNER_H_
#define SERVICES_PLATFORM_SEALING_SIGNER_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "openssl/evp.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {

struct MacContextFree {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

// Signs under one key. Safe to use from many threads.
class Mac {
 public:
  // Any key of at least one byte; keys of this house have 32 (ReadKeyFile).
  explicit Mac(absl::string_view key);

  // 32 bytes.
  std::string Sign(absl::string_view text) const;

  // Whether `signature` is the one of `text`; takes the same time wherever it differs.
  bool Check(absl::string_view text, absl::string_view signature) const;

  // A Mac under a key of its own for that purpose, so that a page token is never also a fingerprint.
  Mac Derive(absl::string_view purpose) const;

 private:
  std::unique_ptr<EVP_MAC_CTX, MacContextFree> keyed_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_SIGNER_H_
