// OpenSSL's ciphers, fetched once; for the files of this room.
#ifndef SERVICES_PLATFORM_SEALING_CIPHER_H_
#define SERVICES_PLATFORM_SEALING_CIPHER_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "openssl/evp.h"
#include "services/platform/base/error.h"

namespace dayaq {

struct CipherContextFree {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherContextFree>;

inline const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
inline unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// The one answer for everything that does not open, whatever the cause: a caller learns nothing from the difference.
inline absl::Status SealBroken() {
  return MakeError(absl::StatusCode::kDataLoss, ErrorReason::ERROR_REASON_SEAL_BROKEN, "Sealed data could not be opened.");
}

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_CIPHER_H_
