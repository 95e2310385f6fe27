// Refusals of callers who proved nothing: counted, and told in few audit entries, so that nobody can flood the log from outside.
#ifndef SERVICES_PLATFORM_RPC_REFUSALS_H_
#define SERVICES_PLATFORM_RPC_REFUSALS_H_

#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "services/platform/database/connection_pool.h"

namespace dayaq::rpc {

// What is held back. Both parts of the key are words of this house (peers whose certificate is ours, reasons), so it cannot grow
// without bound. Thread-safe.
class Refusals {
 public:
  // One call more that was refused; `entry` says how.
  void Note(const audit::v1::Entry& entry);

  // Takes what was noted: for each peer and reason the entry of the first call, with the number of all of them.
  std::vector<audit::v1::Entry> Take();

  // What was taken could not be written, or nobody knows whether it was: the next Take brings the same again and nothing else, so
  // that it is not written twice.
  void GiveBack(std::vector<audit::v1::Entry> entries);

  // Calls that no entry tells of yet.
  int64_t held_back() const;

 private:
  using Key = std::pair<std::string, std::string>;  // peer, reason

  mutable absl::Mutex mutex_;
  std::map<Key, audit::v1::Entry> noted_ ABSL_GUARDED_BY(mutex_);
  std::vector<audit::v1::Entry> given_back_ ABSL_GUARDED_BY(mutex_);
};

// Writes what was taken in one transaction; gives it back when that fails.
absl::Status WriteRefusals(Refusals& refusals, ConnectionPool& pool, absl::Time deadline);

// Writes once a second, and a last time when it goes. What a process that is killed held back is in its log alone.
class RefusalWriter {
 public:
  RefusalWriter(Refusals& refusals, ConnectionPool& pool);
  ~RefusalWriter();
  RefusalWriter(const RefusalWriter&) = delete;
  RefusalWriter& operator=(const RefusalWriter&) = delete;

 private:
  void Work();

  Refusals& refusals_;
  ConnectionPool& pool_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_REFUSALS_H_
