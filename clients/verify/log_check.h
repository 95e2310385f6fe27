// A published log, checked from its first leaf to its signatures.
#ifndef CLIENTS_VERIFY_LOG_CHECK_H_
#define CLIENTS_VERIFY_LOG_CHECK_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/verify/findings.h"
#include "clients/verify/run_state.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/log_source.h"
#include "services/platform/tlog/seal.h"
#include "services/platform/tlog/tile.h"

namespace dayaq::verify {

// Whom the caller believes.
struct Trust {
  // Of logs; the one whose name is the origin counts.
  std::vector<tlog::VerifierKey> keys;
  tlog::WitnessPolicy witnesses;
  // Cosignatures that are older do not count.
  absl::Duration most_witness_age = absl::Hours(24);
};

// Gets each leaf in its order; a finding ends the check.
using EachLeaf = std::function<std::optional<Finding>(uint64_t index, absl::string_view leaf_data)>;
// How many leaves are done.
using OnProgress = std::function<void(uint64_t done, uint64_t total)>;

// The steps of one check, in their order. Sees every published byte that the newest checkpoint stands on. Not for several threads.
class LogCheck {
 public:
  LogCheck(tlog::LogSource& source, const Trust& trust, absl::Time now) : source_(source), trust_(trust), now_(now) {}

  // Reads and verifies the newest checkpoint, what witnesses signed, and the seal if there is one.
  std::optional<Finding> ReadHeads();

  // From now on the log must hold what this state saw, as it was. `copy` is the folder where an earlier run kept the entries up to
  // that state; empty for none. After ReadHeads.
  std::optional<Finding> Expect(const RunState& state, const std::string& copy);

  // Keeps all entries in that folder.
  void KeepIn(const std::string& copy) { keep_ = copy; }

  // Hashes every leaf anew and compares every tile; ends at the signed root. After ReadHeads.
  std::optional<Finding> Derive(const EachLeaf& each_leaf, const OnProgress& on_progress);

  const tlog::Checkpoint& checkpoint() const { return head_.checkpoint; }
  // The signed checkpoint as it was published.
  const std::string& note() const { return note_; }
  const std::vector<tlog::Cosigned>& cosigned() const { return cosigned_; }
  // Leaves under the checkpoint that witnesses signed.
  uint64_t witnessed_size() const { return witnessed_size_; }
  const std::optional<tlog::Seal>& seal() const { return seal_; }
  // The bytes of the first entry, when the log goes on from another.
  const std::optional<std::string>& opening() const { return opening_; }
  // After Derive: for FormatRunState.
  const std::vector<tlog::Hash>& tile_roots() const { return tile_roots_; }
  uint64_t files() const { return files_; }

 private:
  // One walk over all leaves (log_check.cc).
  class Walk;
  // The tree must have that root when it has that many leaves.
  struct Mark {
    uint64_t size;
    tlog::Hash root;
    Fault fault;
    std::string place;
  };

  std::optional<Finding> ReadCheckpoint();
  std::optional<Finding> OpenWitnessed(const absl::StatusOr<std::string>& note);
  std::optional<Finding> OpenSealOf(const absl::StatusOr<std::string>& note);
  std::optional<Finding> ReadOpening();
  std::optional<Finding> CheckAge() const;
  std::optional<Finding> OpenSigned(const std::string& note, const std::string& path, tlog::SignedCheckpoint& opened) const;
  std::optional<Finding> CheckBundle(uint64_t index, absl::string_view bytes, const std::vector<absl::string_view>& entries) const;
  std::optional<Finding> CompareTile(const tlog::TileAddress& address, absl::string_view derived);
  // Where the past differs from the state's, as closely as can be told.
  Finding Changed(const Mark& mark, const std::vector<tlog::Hash>& tile_roots) const;

  tlog::LogSource& source_;
  const Trust& trust_;
  const absl::Time now_;
  tlog::SignedCheckpoint head_;
  std::string note_;
  const tlog::VerifierKey* key_ = nullptr;
  std::vector<tlog::Cosigned> cosigned_;
  uint64_t witnessed_size_ = 0;
  std::optional<tlog::Seal> seal_;
  std::optional<std::string> opening_;
  std::vector<Mark> marks_;
  // The most leaves that gave a root somebody vouched for.
  uint64_t proven_size_ = 0;
  std::optional<RunState> expected_;
  std::string former_copy_, keep_;
  std::vector<tlog::Hash> tile_roots_;
  uint64_t files_ = 0;
};

}  // namespace dayaq::verify

#endif  // CLIENTS_VERIFY_LOG_CHECK_H_
