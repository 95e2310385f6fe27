// The life of key-encryption keys: made each month, retired by the next one, destroyed when nothing needs them any more.
#ifndef SERVICES_PLATFORM_SERVICE_KEY_ROTATION_H_
#define SERVICES_PLATFORM_SERVICE_KEY_ROTATION_H_

#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/database/transaction.h"
#include "services/platform/sealing/key_ring.h"

namespace dayaq {

// How long a retired key stays: as long as backups are kept that need it. The database holds to it too (sealing.kek).
inline constexpr absl::Duration kKekRests = absl::Hours(35 * 24);

// Makes the next key and takes note of it, so that everything is wrapped anew. When a former try made one that nobody noted, that
// one is taken.
absl::Status RotateNow(Transaction& transaction, KeyKeeper& keys);

// One round: takes note of the keys at hand, makes the next one when a month is over, destroys those that have rested and that no
// row names. Any number of services may do it at once.
absl::Status KeepKeys(ConnectionPool& pool, KeyKeeper& keys, absl::Time deadline);

// Does so at its start and then each hour, until destroyed. A failed round is logged and tried again the next hour.
class KeyRotation {
 public:
  KeyRotation(ConnectionPool& pool, KeyKeeper& keys);
  ~KeyRotation();
  KeyRotation(const KeyRotation&) = delete;
  KeyRotation& operator=(const KeyRotation&) = delete;

 private:
  void Work();

  ConnectionPool& pool_;
  KeyKeeper& keys_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SERVICE_KEY_ROTATION_H_
