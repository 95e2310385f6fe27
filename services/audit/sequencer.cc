#include "services/audit/sequencer.h"

#include <algorithm>
#include <string>

#include "services/audit/log_store.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/tlog/compact_range.h"
#include "services/platform/tlog/log_folder.h"

namespace dayaq::audit {
namespace {

constexpr absl::Duration kTimeLimit = absl::Seconds(20);

// The edge of the tree once the leaves that were placed are in it.
absl::StatusOr<tlog::CompactRange> Grown(const Placed& placed) {
  ASSIGN_OR_RETURN(tlog::CompactRange range, tlog::CompactRange::FromBytes(static_cast<uint64_t>(placed.size), placed.edge));
  const absl::string_view leaves = placed.leaves;
  if (leaves.size() != static_cast<size_t>(placed.placed) * tlog::kHashSize) return absl::InternalError("leaves of another size");
  for (size_t at = 0; at < leaves.size(); at += tlog::kHashSize) range.Append(tlog::LeafHash(leaves.substr(at, tlog::kHashSize)));
  return range;
}

absl::Status PlaceWaiting(Transaction& transaction, SequencingRound& round) {
  ASSIGN_OR_RETURN(const std::optional<Placed> placed, log_store::Place(Sequencer::kMostAtOnce, transaction));
  if (!placed.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const tlog::CompactRange range, Grown(*placed));
  RETURN_IF_ERROR(log_store::KeepEdge(placed->log, static_cast<int64_t>(range.size()), range.Bytes(), transaction));
  round.placed = placed->placed;
  round.size = static_cast<int64_t>(range.size());
  round.lag = std::max(absl::ZeroDuration(), absl::Now() - placed->oldest.value_or(absl::InfiniteFuture()));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SequencingRound> Sequencer::Round(bool may_place) {
  SequencingRound round;
  RETURN_IF_ERROR(rpc::AsService(kit_, pool_, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
    round = SequencingRound();
    ASSIGN_OR_RETURN(round.leads, log_store::Lead(tlog::kLeadingLock, transaction));
    return round.leads && may_place ? PlaceWaiting(transaction, round) : absl::OkStatus();
  }));
  return round;
}

}  // namespace dayaq::audit
