// AES-256-GCM itself, without any format; for the files of this room.
#ifndef SERVICES_PLATFORM_SEALING_GCM_H_
#define SERVICES_PLATFORM_SEALING_GCM_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {

inline constexpr size_t kGcmIvSize = 12;
inline constexpr size_t kGcmTagSize = 16;

// Ciphertext and tag; `iv` has 12 bytes and never comes twice under one key. Nothing when OpenSSL fails.
std::optional<std::string> GcmSeal(const SecretKey& key, absl::string_view iv, absl::string_view associated,
                                   absl::string_view plain);

// The plain text; nothing when any of key, IV, associated data, ciphertext or tag is not what it was.
std::optional<std::string> GcmOpen(const SecretKey& key, absl::string_view iv, absl::string_view associated,
                                   absl::string_view sealed);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_GCM_H_
