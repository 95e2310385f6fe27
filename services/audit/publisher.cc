#include "services/audit/publisher.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/compact_range.h"

namespace dayaq::audit {
namespace {

constexpr absl::Duration kTimeLimit = absl::Seconds(60);
constexpr int kLeavesAtOnce = 20'000;

absl::Status Contradiction(absl::string_view what) {
  return absl::FailedPreconditionError(absl::StrCat(what, "; see docs/operations/audit-log.md"));
}

uint64_t Unsigned(int64_t size) { return static_cast<uint64_t>(size); }

}  // namespace

Publisher::Publisher(const rpc::Kit& kit, ConnectionPool& pool, SigningKey key, PublisherOptions options)
    : kit_(kit), pool_(pool), key_(std::move(key)), options_(std::move(options)) {}

std::string Publisher::folder() const { return absl::StrCat(options_.directory, "/", log_id_); }

absl::StatusOr<LogState> Publisher::ReadState() {
  LogState state;
  RETURN_IF_ERROR(rpc::AsService(kit_, pool_, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(state, log_store::State(transaction));
    return absl::OkStatus();
  }));
  return state;
}

absl::Status Publisher::Check() {
  opened_.reset();
  RETURN_IF_ERROR(rpc::AsService(kit_, pool_, absl::Now() + kTimeLimit,
                                 [&](Transaction& transaction) { return log_store::Open(options_.origin_prefix, transaction); }));
  ASSIGN_OR_RETURN(const LogState state, ReadState());
  log_id_ = state.id;
  ASSIGN_OR_RETURN(tlog::LogFolder log, tlog::LogFolder::Open(folder(), state.origin, key_));
  return CheckAgainst(state, log);
}

absl::Status Publisher::CheckAgainst(const LogState& state, tlog::LogFolder& log) {
  ASSIGN_OR_RETURN(const std::optional<tlog::SignedCheckpoint> published, log.Newest());
  std::optional<tlog::Checkpoint> kept;
  if (!state.checkpoint.empty()) {
    const absl::StatusOr<tlog::SignedCheckpoint> opened = tlog::OpenCheckpoint(state.checkpoint, log.vkey());
    if (!opened.ok()) return Contradiction("the checkpoint in the database is not one of this log by this key");
    if (opened->checkpoint.size != Unsigned(state.published))
      return Contradiction("the checkpoint in the database is of another size");
    kept = opened->checkpoint;
  }
  if (published.has_value() && (!kept.has_value() || published->checkpoint.size > kept->size)) {
    return Contradiction(absl::StrCat("the published log has ", published->checkpoint.size, " entries, the database knows of ",
                                      kept.has_value() ? kept->size : 0, " published ones: the database is older than the log"));
  }
  ASSIGN_OR_RETURN(tlog::TileBuilder builder, BuilderAt(state, kept, log));
  if (published.has_value()) {
    const absl::Status begins = log.CheckBegins(published->checkpoint, *kept);
    if (absl::IsDataLoss(begins)) return Contradiction("the published checkpoint is of another tree than the database's");
    RETURN_IF_ERROR(begins);
  }
  if (kept.has_value() && (!published.has_value() || published->checkpoint != *kept)) {
    LogWarning("audit.checkpoint_published_again", {{"size", state.published}});
    RETURN_IF_ERROR(log.PublishCheckpoint(state.checkpoint));
  }
  opened_ = std::make_unique<Opened>(Opened{std::move(log), std::move(builder)});
  return absl::OkStatus();
}

absl::StatusOr<tlog::TileBuilder> Publisher::BuilderAt(const LogState& state, const std::optional<tlog::Checkpoint>& kept,
                                                       tlog::LogFolder& log) {
  if (!kept.has_value()) return log.Anew();
  absl::StatusOr<tlog::TileBuilder> resumed = log.Resume(*kept);
  if (resumed.ok()) return resumed;
  // Files are missing or damaged: all of them once more, from the database.
  LogWarning("audit.tiles_made_anew", {{"size", state.published}});
  tlog::TileBuilder builder = log.Anew();
  absl::Status made = Extend(state.id, state.published, builder);
  if (made.ok()) made = builder.EmitPartial();
  if (made.ok()) made = log.WriteTiles();
  if (absl::IsAlreadyExists(made)) return Contradiction("a published tile is another one than the database's");
  RETURN_IF_ERROR(made);
  if (builder.Root() != kept->root) return Contradiction("the leaves in the database do not give the root that was published");
  return builder;
}

absl::Status Publisher::Extend(int32_t log, int64_t size, tlog::TileBuilder& builder) {
  while (builder.size() < Unsigned(size)) {
    const int64_t first = static_cast<int64_t>(builder.size());
    const int most = static_cast<int>(std::min<int64_t>(kLeavesAtOnce, size - first));
    std::string leaves;
    RETURN_IF_ERROR(rpc::AsService(kit_, pool_, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
      ASSIGN_OR_RETURN(leaves, log_store::Leaves(log, first, most, transaction));
      return absl::OkStatus();
    }));
    if (leaves.size() != static_cast<size_t>(most) * tlog::kHashSize) {
      return Contradiction(absl::StrCat("leaves are missing in the database between ", first, " and ", first + most));
    }
    for (size_t at = 0; at < leaves.size(); at += tlog::kHashSize) {
      RETURN_IF_ERROR(builder.Append(absl::string_view(leaves).substr(at, tlog::kHashSize)));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<LogState> Publisher::Publish() {
  if (opened_ == nullptr) return absl::InternalError("publishing before the check");
  ASSIGN_OR_RETURN(LogState state, ReadState());
  if (state.id != log_id_) {
    opened_.reset();
    return absl::UnavailableError("another log was opened");
  }
  if (state.size == state.published && !state.checkpoint.empty()) return state;
  if (absl::Status published = PublishSize(state); !published.ok()) {
    // What the builder holds may be half done.
    opened_.reset();
    if (absl::IsAlreadyExists(published)) return Contradiction("a published tile is another one than the database's");
    return published;
  }
  return ReadState();
}

absl::Status Publisher::PublishSize(const LogState& state) {
  RETURN_IF_ERROR(Extend(state.id, state.size, opened_->builder));
  RETURN_IF_ERROR(opened_->builder.EmitPartial());
  ASSIGN_OR_RETURN(const tlog::CompactRange edge, tlog::CompactRange::FromBytes(Unsigned(state.size), state.edge));
  const tlog::Checkpoint checkpoint{state.origin, Unsigned(state.size), opened_->builder.Root(), {}};
  // Never written or signed: a tree that is not the one the sequencer built, leaf by leaf, when it gave the places.
  if (checkpoint.root != edge.Root()) return Contradiction("the leaves in the database do not give the root at their edge");
  RETURN_IF_ERROR(options_.before_step("tiles"));
  RETURN_IF_ERROR(opened_->log.WriteTiles());
  const std::string note = opened_->log.Sign(checkpoint);
  RETURN_IF_ERROR(options_.before_step("checkpoint in the database"));
  bool kept = false;
  RETURN_IF_ERROR(rpc::AsService(kit_, pool_, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(kept, log_store::KeepCheckpoint(state, state.size, note, transaction));
    return absl::OkStatus();
  }));
  if (!kept) return absl::UnavailableError("another checkpoint was kept meanwhile");
  RETURN_IF_ERROR(options_.before_step("checkpoint for outsiders"));
  return opened_->log.PublishCheckpoint(note);
}

}  // namespace dayaq::audit
