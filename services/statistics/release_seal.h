// What a release is, byte by byte, and which records it was counted from.
//
// The bytes are those of what may be printed: hidden counts are not among them. The root commits to every record that was counted,
// without telling anything of one: an auditor who is shown a record and its place can check that it was counted.
#ifndef SERVICES_STATISTICS_RELEASE_SEAL_H_
#define SERVICES_STATISTICS_RELEASE_SEAL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/tree_hash.h"
#include "services/statistics/protection.h"

namespace dayaq::statistics {

// What a release was made from, besides its tables.
struct ReleaseFacts {
  // Day until the end of which counted facts had happened.
  std::string cut_off;
  // As known at the end of this day.
  std::string known_until;
  // Snapshot of the de-identified layer that was counted.
  std::string snapshot;
  // Edition of the disclosure policy.
  std::string disclosure_edition;
  // Indicators and the versions of their definitions: "P1@1".
  std::vector<std::string> definitions;
};

// The commitments to all records that were counted. They are sorted: the order in which records were read tells nothing, and
// changes nothing.
class RecordTree {
 public:
  // Commitments made by the caller with a secret nonce for each record. INVALID_ARGUMENT when one stands twice: a record is counted
  // once.
  static absl::StatusOr<RecordTree> Of(std::vector<tlog::Hash> commitments);

  const tlog::Hash& root() const { return root_; }
  size_t size() const { return commitments_.size(); }
  // Place of a commitment and the way from it to the root. NOT_FOUND when it was not counted.
  struct Proof {
    uint64_t index = 0;
    std::vector<tlog::Hash> hashes;
  };
  absl::StatusOr<Proof> ProofOf(const tlog::Hash& commitment) const;

 private:
  RecordTree(std::vector<tlog::Hash> commitments, const tlog::Hash& root) : commitments_(std::move(commitments)), root_(root) {}

  std::vector<tlog::Hash> commitments_;
  tlog::Hash root_;
};

// SHA-256 over a nonce of 32 bytes and the canonical bytes of what was counted of a record. Who does not have the nonce cannot try
// out records. INVALID_ARGUMENT for any other nonce.
absl::StatusOr<tlog::Hash> CommitTo(absl::string_view nonce, absl::string_view record);

// DATA_LOSS unless the record was counted in the tree of that size and root.
absl::Status VerifyCounted(const tlog::Hash& commitment, const RecordTree::Proof& proof, uint64_t size, const tlog::Hash& root);

// The release as text, the same bytes for the same release, whatever the order its tables were made in.
std::string CanonicalBytes(const ProtectedRelease& release, const ReleaseFacts& facts, const RecordTree& records);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_RELEASE_SEAL_H_
