// A witness of transparency logs (C2SP tlog-witness): signs a log's checkpoint when the log only grew since the one it signed
// before. Whoever sees enough witnesses' lines under a checkpoint knows that everybody else is shown the same log.
#ifndef CLIENTS_WITNESS_WITNESS_H_
#define CLIENTS_WITNESS_WITNESS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/note.h"
#include "services/platform/tlog/tile_store.h"

namespace dayaq::witness {

// A request has a note of at most 64 KiB and 63 hashes.
inline constexpr size_t kMostRequestBytes = 72 * 1024;

struct WitnessOptions {
  std::string name;       // stands in each signature line: "witness.example"
  std::string logs_file;  // public keys of the logs, a line each; read anew for each request
  std::string folder;     // what was signed last, a file for each log
  std::function<absl::Time()> clock = absl::Now;
};

struct WitnessAnswer {
  int code = 0;
  std::string content_type;
  std::string body;
};

// Thread-safe.
class Witness {
 public:
  // FAILED_PRECONDITION when the list of logs cannot be read, or another witness works in the same folder.
  static absl::StatusOr<std::unique_ptr<Witness>> Open(WitnessOptions options, SigningKey key);
  ~Witness();

  // The body of an add-checkpoint request. The new checkpoint is on the disk before the answer is given.
  WitnessAnswer AddCheckpoint(absl::string_view request);

 private:
  struct Request;

  Witness(WitnessOptions options, SigningKey key, tlog::TileStore store, int lock);

  static absl::StatusOr<Request> Parse(absl::string_view text);
  absl::StatusOr<std::vector<tlog::VerifierKey>> LogKeys() const;
  // The checkpoint of that log that was signed last; an empty tree if none was.
  absl::StatusOr<tlog::Checkpoint> Last(const std::string& origin) const;
  WitnessAnswer Decide(const Request& request);

  const WitnessOptions options_;
  const SigningKey key_;
  const int lock_;
  absl::Mutex mutex_;
  tlog::TileStore store_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::witness

#endif  // CLIENTS_WITNESS_WITNESS_H_
