// Keys that wrap keys: each person's data key lies in the database wrapped under a key-encryption key that does not.
#ifndef SERVICES_PLATFORM_SEALING_KEY_RING_H_
#define SERVICES_PLATFORM_SEALING_KEY_RING_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {

// A data key as it is stored: 40 bytes by RFC 3394, and which key-encryption key opens it.
struct WrappedKey {
  uint32_t kek_id = 0;
  std::string bytes;
};

// Wraps and unwraps data keys. Files stand behind it today; a KMS or a PKCS#11 module can, without a caller noticing.
class KeyWrapper {
 public:
  virtual ~KeyWrapper() = default;

  // Under the current key-encryption key.
  virtual absl::StatusOr<WrappedKey> Wrap(const SecretKey& data_key) const = 0;

  // DATA_LOSS with SEAL_BROKEN when the key-encryption key is not there or the bytes were changed.
  virtual absl::StatusOr<SecretKey> Unwrap(const WrappedKey& wrapped) const = 0;

  // The id under which Wrap wraps now. A key stored under a lower one waits for rotation: unwrap it, wrap it again.
  virtual uint32_t current_kek_id() const = 0;
};

// Key-encryption keys from files `<directory>/kek/<id>.key` (see ReadKeyFile), ids from 1; the highest id is the current one.
// To rotate: add a file with a higher id, restart, rewrap; remove the old file when no row names it any more.
class KeyRing : public KeyWrapper {
 public:
  // FAILED_PRECONDITION when there is no key, or a `.key` file that is not acceptable.
  static absl::StatusOr<KeyRing> Load(const std::string& directory);

  absl::StatusOr<WrappedKey> Wrap(const SecretKey& data_key) const override;
  absl::StatusOr<SecretKey> Unwrap(const WrappedKey& wrapped) const override;
  uint32_t current_kek_id() const override { return keys_.rbegin()->first; }

 private:
  explicit KeyRing(std::map<uint32_t, SecretKey> keys) : keys_(std::move(keys)) {}

  std::map<uint32_t, SecretKey> keys_;
};

// AES-256 key wrap (RFC 3394) of 32 bytes; `SEAL_BROKEN` on unwrap when the integrity check fails.
absl::StatusOr<std::string> WrapKey(const SecretKey& kek, const SecretKey& data_key);
absl::StatusOr<SecretKey> UnwrapKey(const SecretKey& kek, absl::string_view wrapped);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_KEY_RING_H_
