// Keys that wrap keys: each person's data key lies in the database wrapped under a key-encryption key that does not.
#ifndef SERVICES_PLATFORM_SEALING_KEY_RING_H_
#define SERVICES_PLATFORM_SEALING_KEY_RING_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {

class Tombstones;

// A data key as it is stored: 40 bytes by RFC 3394, and which key-encryption key opens it.
struct WrappedKey {
  uint32_t kek_id = 0;
  std::string bytes;
};

inline constexpr size_t kWrappedKeySize = SecretKey::kSize + 8;

// A data key that must never open anything again: its fingerprint (see FingerprintOf), and whose it was, for whoever restores an
// old backup and has to erase once more.
struct Tombstone {
  std::string fingerprint;  // 32 bytes
  std::string person_uid;   // uid of its key row
  std::string key_class;    // "IDENTITY"
};

// Wraps and unwraps data keys. Files stand behind it today; a KMS or a PKCS#11 module can, without a caller noticing. Safe to use
// from many threads.
class KeyWrapper {
 public:
  virtual ~KeyWrapper() = default;

  // Under the current key-encryption key.
  virtual absl::StatusOr<WrappedKey> Wrap(const SecretKey& data_key) const = 0;

  // DATA_LOSS with SEAL_BROKEN when the key-encryption key is not there or the bytes were changed; with PERSON_ERASED when the key
  // was erased.
  virtual absl::StatusOr<SecretKey> Unwrap(const WrappedKey& wrapped) const = 0;

  // The id under which Wrap wraps from now on. A key stored under a lower one waits for rotation: unwrap it, wrap it again.
  virtual uint32_t current_kek_id() const = 0;

  // From when this returns, and for ever, also over a restart and with an older database: none of these keys is unwrapped again.
  // UNIMPLEMENTED where nothing durable stands behind the wrapper.
  virtual absl::Status Erase(const std::vector<Tombstone>& tombstones) const;

  // Everything that was erased.
  virtual std::vector<Tombstone> erased() const { return {}; }
};

// What key management asks beside that.
class KeyKeeper : public KeyWrapper {
 public:
  // The key-encryption keys at hand, ascending.
  virtual std::vector<uint32_t> List() const = 0;

  // Makes the next one; it is the current one at once, here, and within seconds in every other process.
  virtual absl::StatusOr<uint32_t> CreateKek() = 0;

  // Destroys one for good. FAILED_PRECONDITION for the current one. One that is gone already is fine.
  virtual absl::Status DestroyKek(uint32_t id) = 0;
};

// Key-encryption keys from files `<directory>/kek/<id>.key` (see ReadKeyFile), ids from 1; the highest id is the current one. What
// is erased stands in `<directory>/erased`. Files that come and go are noticed within kLookAgain, an unknown id at once; a folder
// that is not acceptable any more is logged, and the keys read before stay.
class KeyRing : public KeyKeeper {
 public:
  static constexpr absl::Duration kLookAgain = absl::Seconds(2);

  // FAILED_PRECONDITION when there is no key, or a `.key` file that is not acceptable.
  static absl::StatusOr<std::unique_ptr<KeyRing>> Load(const std::string& directory);
  ~KeyRing() override;

  absl::StatusOr<WrappedKey> Wrap(const SecretKey& data_key) const override;
  absl::StatusOr<SecretKey> Unwrap(const WrappedKey& wrapped) const override;
  uint32_t current_kek_id() const override;
  absl::Status Erase(const std::vector<Tombstone>& tombstones) const override;
  std::vector<Tombstone> erased() const override;

  std::vector<uint32_t> List() const override;
  absl::StatusOr<uint32_t> CreateKek() override;
  absl::Status DestroyKek(uint32_t id) override;

 private:
  using Keys = std::map<uint32_t, SecretKey>;

  KeyRing(std::string directory, Keys keys, std::unique_ptr<Tombstones> tombstones);
  // The keys as they stand now; looked for in the folder again when that is due, or `at_once`.
  std::shared_ptr<const Keys> Current(bool at_once = false) const;

  const std::string directory_;
  const std::unique_ptr<Tombstones> tombstones_;
  mutable absl::Mutex mutex_;
  mutable std::shared_ptr<const Keys> keys_ ABSL_GUARDED_BY(mutex_);
  mutable absl::Time looked_ ABSL_GUARDED_BY(mutex_);
};

// AES-256 key wrap (RFC 3394) of 32 bytes; `SEAL_BROKEN` on unwrap when the integrity check fails.
absl::StatusOr<std::string> WrapKey(const SecretKey& kek, const SecretKey& data_key);
absl::StatusOr<SecretKey> UnwrapKey(const SecretKey& kek, absl::string_view wrapped);

// 32 bytes by which an erased key is known again, and by which nobody finds the key.
std::string FingerprintOf(const SecretKey& data_key);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_KEY_RING_H_
