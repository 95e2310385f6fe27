// All SQL of merging records and taking that back. Holds no rules: what goes to whom was decided before.
#ifndef SERVICES_SURVIVOR_MERGE_STORE_H_
#define SERVICES_SURVIVOR_MERGE_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "services/platform/database/transaction.h"
#include "services/survivor/merge_rules.h"

namespace dayaq::survivor {

class MergeStore {
 public:
  // The other record goes on in the one that is kept, as `merge` says.
  absl::Status Merge(Transaction& transaction, const v1::RecordMerge& merge) const;
  // Nothing when the record is not merged.
  absl::StatusOr<std::optional<v1::RecordMerge>> MergeInForce(Transaction& transaction, absl::string_view merged_uid) const;
  // Everything that hangs on the two records.
  absl::StatusOr<std::vector<RecordFact>> Facts(Transaction& transaction, absl::string_view merge_uid) const;
  // The merged record stands for itself, and these later facts go to whom they belong; what of them is sealed is sealed anew for
  // that one, whose key must be at hand, or is made, when they have one. With `death` the kept one lives again. PERSON_ERASED when
  // something sealed would go to somebody who was erased.
  absl::Status GiveBack(Transaction& transaction, const v1::RecordMerge& undone, const std::vector<FactMove>& moves,
                        bool death) const;

 private:
  absl::StatusOr<std::string> SealedAnew(Transaction& transaction, absl::string_view merge_uid,
                                         const std::vector<FactMove>& moves) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MERGE_STORE_H_
