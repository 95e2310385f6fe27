// The list of erased keys: a file beside the keys and outside of every database, so that an old backup brings nobody back.
#ifndef SERVICES_PLATFORM_SEALING_TOMBSTONES_H_
#define SERVICES_PLATFORM_SEALING_TOMBSTONES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "services/platform/sealing/key_ring.h"

namespace dayaq {

// One line a key: fingerprint in hex, uid, class. Only ever appended to. Safe to use from many threads and processes.
class Tombstones {
 public:
  // An absent file is an empty list.
  explicit Tombstones(std::string path) : path_(std::move(path)) {}

  // Reads what other processes appended. Lines that are none are what a crash left of one whose erasure was never told: passed
  // over. FAILED_PRECONDITION when the file cannot be read.
  absl::Status Refresh();

  bool Contains(absl::string_view fingerprint) const;
  std::vector<Tombstone> All() const;

  // Appends those that are not listed yet, on disk when it returns.
  absl::Status Add(const std::vector<Tombstone>& tombstones);

 private:
  void Take(absl::string_view line) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string path_;
  mutable absl::Mutex mutex_;
  uint64_t read_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_set<std::string> fingerprints_ ABSL_GUARDED_BY(mutex_);
  std::vector<Tombstone> all_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_TOMBSTONES_H_
