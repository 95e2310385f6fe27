#include "services/audit/log_store.h"

#include "services/audit/log_queries.h"

namespace dayaq::audit::log_store {

absl::StatusOr<bool> Lead(absl::string_view work, Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kLead, {work}));
  bool leads = false;
  RETURN_IF_ERROR(row.Read({{"leads", &leads}}));
  return leads;
}

absl::Status Open(absl::string_view origin_prefix, Transaction& transaction) {
  return transaction.Execute(kOpenLog, {origin_prefix});
}

absl::StatusOr<LogState> State(Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kLogState));
  LogState state;
  RETURN_IF_ERROR(row.Read({{"id", &state.id},
                            {"origin", &state.origin},
                            {"size", &state.size},
                            {"published", &state.published},
                            {"checkpoint", &state.checkpoint},
                            {"checkpoint_time", &state.checkpoint_time},
                            {"witnessed", &state.witnessed},
                            {"witnessed_checkpoint", &state.witnessed_checkpoint},
                            {"witnessed_time", &state.witnessed_time},
                            {"indexed", &state.indexed}}));
  RETURN_IF_ERROR(row.ReadOctets("edge", &state.edge));
  return state;
}

absl::StatusOr<QueueState> Queue(Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kQueueState));
  QueueState queue;
  RETURN_IF_ERROR(row.Read({{"waiting", &queue.waiting}, {"oldest", &queue.oldest}}));
  return queue;
}

absl::StatusOr<std::optional<Placed>> Place(int most, Transaction& transaction) {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kPlace, {most}));
  if (!row.has_value()) return std::optional<Placed>();
  Placed placed;
  RETURN_IF_ERROR(
      row->Read({{"log", &placed.log}, {"size", &placed.size}, {"placed", &placed.placed}, {"oldest", &placed.oldest}}));
  RETURN_IF_ERROR(row->ReadOctets("edge", &placed.edge));
  RETURN_IF_ERROR(row->ReadOctets("leaves", &placed.leaves));
  // Another sequencer may have been quicker.
  if (placed.placed == 0) return std::optional<Placed>();
  return std::optional<Placed>(std::move(placed));
}

absl::Status KeepEdge(int32_t log, int64_t size, absl::string_view edge, Transaction& transaction) {
  return transaction.Execute(kKeepEdge, {log, size, Octets{edge}});
}

absl::StatusOr<std::string> Leaves(int32_t log, int64_t first, int most, Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kLeaves, {log, first, most}));
  std::string leaves;
  RETURN_IF_ERROR(row.ReadOctets("leaves", &leaves));
  return leaves;
}

absl::StatusOr<bool> KeepCheckpoint(const LogState& former, int64_t size, absl::string_view checkpoint, Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kKeepCheckpoint, {former.id, former.published, size, checkpoint}));
  bool kept = false;
  RETURN_IF_ERROR(row.Read({{"kept", &kept}}));
  return kept;
}

absl::StatusOr<bool> KeepWitnessed(int32_t log, int64_t size, absl::string_view checkpoint, Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kKeepWitnessed, {log, size, checkpoint}));
  bool kept = false;
  RETURN_IF_ERROR(row.Read({{"kept", &kept}}));
  return kept;
}

absl::StatusOr<int64_t> IndexLooks(int most, Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIndexLooks, {most}));
  int64_t indexed = 0;
  RETURN_IF_ERROR(row.Read({{"indexed", &indexed}}));
  return indexed;
}

}  // namespace dayaq::audit::log_store
