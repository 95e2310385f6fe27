#include "services/audit/log_keeper.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/tlog/note.h"

namespace dayaq::audit {
namespace {

constexpr absl::Duration kLook = absl::Milliseconds(200);
constexpr absl::Duration kStandBy = absl::Seconds(1);
constexpr absl::Duration kPublication = absl::Seconds(1);
// A bundle's worth is published without waiting for the second to be over.
constexpr int64_t kManyUnpublished = 256;
constexpr int kLooksAtOnce = 2'000;
constexpr absl::Duration kFirstTroublePause = absl::Milliseconds(200);
constexpr absl::Duration kLongestTroublePause = absl::Seconds(10);
constexpr absl::Duration kTimeLimit = absl::Seconds(20);

std::unique_ptr<ConnectionPool> OneConnection(const rpc::Kit& kit, const std::string& database) {
  return std::make_unique<ConnectionPool>(PoolOptions{.conninfo = database,
                                                      .size = 1,
                                                      // The lead is lost with the connection, so it is never given up for its age.
                                                      .lifetime = absl::InfiniteDuration(),
                                                      .on_statement = kit.pool.on_statement()});
}

}  // namespace

absl::Status LogKeeper::Start(const rpc::Kit& kit, prometheus::Registry& registry) {
  kit_ = &kit;
  metrics_ = std::make_unique<LogMetrics>(registry);
  ASSIGN_OR_RETURN(SigningKey key, SigningKey::Load(options_.key_file));
  key_ = std::make_unique<SigningKey>(std::move(key));
  if (options_.directory.empty()) return absl::FailedPreconditionError("--publish_directory is missing");
  std::vector<tlog::WitnessAddress> witnesses;
  if (!options_.witness_list.empty()) {
    ASSIGN_OR_RETURN(witnesses, tlog::ReadWitnessList(options_.witness_list));
    if (witnesses.size() < options_.witness_quorum) {
      return absl::FailedPreconditionError(
          absl::StrCat(options_.witness_quorum, " witnesses must sign, and the list has ", witnesses.size()));
    }
    witnessing_ =
        std::make_unique<tlog::Witnessing>(std::move(witnesses), options_.witness_quorum, tlog::PostToWitness(options_.witness_ca));
  }
  RETURN_IF_ERROR(PublishReceiptKey(kit));
  for (Share* share : {&sequencing_, &publishing_, &indexing_, &witness_share_}) {
    share->pool = OneConnection(kit, options_.database);
    share->pause = kFirstTroublePause;
  }
  sequencer_ = std::make_unique<Sequencer>(kit, *sequencing_.pool);
  publisher_ = std::make_unique<Publisher>(
      kit, *publishing_.pool, *key_, PublisherOptions{.directory = options_.directory, .origin_prefix = options_.origin_prefix});
  StartLoop(publishing_, &LogKeeper::Publish);
  StartLoop(indexing_, &LogKeeper::Index);
  if (witnessing_ != nullptr) StartLoop(witness_share_, &LogKeeper::Witness);
  StartLoop(sequencing_, &LogKeeper::Sequence);
  return absl::OkStatus();
}

void LogKeeper::StartLoop(Share& share, absl::Duration (LogKeeper::*step)()) {
  share.loop = std::make_unique<Loop>([this, step] { return (this->*step)(); });
}

// The sequencer first: what it has placed the others still see.
void LogKeeper::Stop() {
  for (Share* share : {&sequencing_, &publishing_, &indexing_, &witness_share_}) {
    if (share->loop != nullptr) share->loop->Stop();
  }
  for (Share* share : {&sequencing_, &publishing_, &indexing_, &witness_share_}) share->pool.reset();
}

// Beside the logs, whose keys lie in their folders: with it anybody can tell a receipt of ours.
absl::Status LogKeeper::PublishReceiptKey(const rpc::Kit& kit) const {
  ASSIGN_OR_RETURN(tlog::TileStore store, tlog::TileStore::Open(options_.directory));
  const std::string host = options_.origin_prefix.substr(0, options_.origin_prefix.find('/'));
  return store.Replace("receipts.vkey",
                       tlog::VerifierKey::Of(absl::StrCat(host, "/receipts"), tlog::KeyType::kNote, kit.receipt_key).Text() + "\n");
}

absl::Duration LogKeeper::InTrouble(Share& share, absl::string_view what, const absl::Status& status) {
  LogWarning("audit.log_trouble", {{"what", what}, {"why", status.message()}});
  return std::exchange(share.pause, std::min(share.pause * 2, kLongestTroublePause));
}

void LogKeeper::SetContradiction(absl::string_view from, const std::string& what) {
  absl::MutexLock lock(&mutex_);
  std::string& known = from == "witness" ? witness_contradiction_ : contradiction_;
  if (known != what && !what.empty()) LogError("audit.log_contradicts", {{"what", what}});
  known = what;
}

std::string LogKeeper::trouble() const {
  if (!leads_) return "";
  absl::MutexLock lock(&mutex_);
  if (!contradiction_.empty()) return contradiction_;
  if (!witness_contradiction_.empty()) return witness_contradiction_;
  return sound_ ? "" : "what is published is not known to be this log yet";
}

absl::Duration LogKeeper::Sequence() {
  const absl::StatusOr<SequencingRound> round = sequencer_->Round(sound_);
  if (!round.ok()) {
    leads_ = false;
    return InTrouble(sequencing_, "sequencing", round.status());
  }
  sequencing_.pause = kFirstTroublePause;
  if (leads_.exchange(round->leads) != round->leads) {
    LogInfo("audit.log_lead", {{"leads", round->leads ? "yes" : "no"}});
    publishing_.loop->Nudge();
  }
  if (!round->leads) return kStandBy;
  metrics_->CountRound(*round);
  if ((unpublished_ += round->placed) >= kManyUnpublished) publishing_.loop->Nudge();
  return round->placed == Sequencer::kMostAtOnce ? absl::ZeroDuration() : kLook;
}

absl::Duration LogKeeper::Publish() {
  if (!leads_) {
    checked_ = sound_ = false;
    SetContradiction("folder", "");
    return kLook;
  }
  unpublished_ = 0;
  absl::Status status = absl::OkStatus();
  if (!checked_) status = publisher_->Check();
  if (status.ok()) {
    checked_ = true;
    SetContradiction("folder", "");
    absl::MutexLock lock(&mutex_);
    sound_ = witness_contradiction_.empty();
  }
  if (status.ok() && sound_) {
    const absl::StatusOr<LogState> state = publisher_->Publish();
    if (state.ok()) {
      publishing_.pause = kFirstTroublePause;
      if (std::exchange(published_, state->published) != state->published) metrics_->CountPublication();
      return kPublication;
    }
    status = state.status();
  }
  if (status.ok()) return kPublication;
  checked_ = false;
  // A disk that is full says nothing about the log; another tree does.
  if (absl::IsFailedPrecondition(status)) {
    sound_ = false;
    SetContradiction("folder", std::string(status.message()));
  }
  return InTrouble(publishing_, "publishing", status);
}

absl::Duration LogKeeper::Index() {
  int64_t indexed = 0;
  const absl::Status status =
      rpc::AsService(*kit_, *indexing_.pool, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
        if (leads_) {
          ASSIGN_OR_RETURN(indexed, log_store::IndexLooks(kLooksAtOnce, transaction));
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return InTrouble(indexing_, "indexing", status);
  indexing_.pause = kFirstTroublePause;
  return indexed == kLooksAtOnce ? absl::ZeroDuration() : kLook * 2;
}

absl::Duration LogKeeper::Witness() {
  if (!leads_) {
    SetContradiction("witness", "");
    return kStandBy;
  }
  const absl::Status status = WitnessNewest();
  if (absl::IsNotFound(status)) return kStandBy;
  SetContradiction("witness", absl::IsFailedPrecondition(status) ? std::string(status.message()) : "");
  if (status.ok()) return options_.witness_interval;
  LogWarning("audit.log_trouble", {{"what", "witnesses"}, {"why", status.message()}});
  return options_.witness_retry;
}

absl::Status LogKeeper::WitnessNewest() {
  LogState state;
  RETURN_IF_ERROR(
      rpc::AsService(*kit_, *witness_share_.pool, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
        ASSIGN_OR_RETURN(state, log_store::State(transaction));
        return absl::OkStatus();
      }));
  if (state.checkpoint.empty() || !sound_) return absl::NotFoundError("nothing is published yet");
  ASSIGN_OR_RETURN(tlog::LogFolder log,
                   tlog::LogFolder::Open(absl::StrCat(options_.directory, "/", state.id), state.origin, *key_));
  ASSIGN_OR_RETURN(const tlog::Witnessed witnessed, witnessing_->Ask(log, state.checkpoint));
  RETURN_IF_ERROR(rpc::AsService(*kit_, *witness_share_.pool, absl::Now() + kTimeLimit, [&](Transaction& transaction) {
    return log_store::KeepWitnessed(state.id, static_cast<int64_t>(witnessed.size), witnessed.note, transaction).status();
  }));
  LogInfo("audit.log_witnessed",
          {{"size", static_cast<int64_t>(witnessed.size)}, {"witnesses", static_cast<int64_t>(witnessed.witnesses)}});
  return log.PublishWitnessed(witnessed.note);
}

void LogKeeper::Refresh() {
  LogState state;
  QueueState queue;
  const absl::Status status =
      rpc::AsService(*kit_, kit_->pool, absl::Now() + absl::Seconds(2), [&](Transaction& transaction) -> absl::Status {
        ASSIGN_OR_RETURN(state, log_store::State(transaction));
        ASSIGN_OR_RETURN(queue, log_store::Queue(transaction));
        return absl::OkStatus();
      });
  if (status.ok()) metrics_->SetState(state, queue, leads_, trouble().empty(), absl::Now());
}

}  // namespace dayaq::audit
