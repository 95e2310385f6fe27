#include "clients/audit_admin/sealing.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/audit_admin/admin_queries.h"
#include "clients/audit_admin/log_row.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/tlog/compact_range.h"
#include "services/platform/tlog/log_folder.h"
#include "services/platform/tlog/seal.h"
#include "services/platform/tlog/tile.h"
#include "services/platform/tlog/tile_store.h"
#include "services/platform/tlog/witnessing.h"

namespace dayaq::audit_admin {
namespace {

constexpr char kSealMethod[] = "audit/seal";
constexpr int64_t kAtOnce = 25'600;  // a hundred bundles

absl::Status Refuse(absl::string_view why) { return absl::FailedPreconditionError(why); }

// "audit.example/log/2" after "audit.example/log/1".
absl::StatusOr<std::string> NextOrigin(const std::string& origin, int32_t id) {
  const std::string number = absl::StrCat(id);
  if (origin.size() <= number.size() || origin.substr(origin.size() - number.size()) != number) {
    return Refuse(absl::StrCat("the origin ", origin, " does not end with the number of the log"));
  }
  return absl::StrCat(origin.substr(0, origin.size() - number.size()), id + 1);
}

// What is published, leaf by leaf, held against its signed root.
class PublishedLeaves {
 public:
  PublishedLeaves(tlog::LogFolder& log, const tlog::Checkpoint& last) : reader_(log.Reader(last.size)), last_(last) {}

  // The leaves from where it stands, kAtOnce at most; "" behind the last.
  absl::StatusOr<std::string> Next() {
    std::string leaves;
    while (range_.size() < last_.size && leaves.size() < static_cast<size_t>(kAtOnce) * tlog::kHashSize) {
      const uint64_t index = range_.size() / tlog::kTileWidth;
      ASSIGN_OR_RETURN(const std::string bundle, reader_.Bundle(index));
      ASSIGN_OR_RETURN(const std::vector<absl::string_view> entries,
                       tlog::ParseBundle(bundle, tlog::TileWidth(tlog::TileAddress::kEntries, index, last_.size)));
      for (const absl::string_view entry : entries) {
        if (entry.size() != tlog::kCommitmentSize) return absl::DataLossError("a published entry is no hash");
        leaves.append(entry.data(), entry.size());
        range_.Append(tlog::LeafHash(entry));
      }
    }
    if (range_.size() == last_.size && range_.Root() != last_.root) {
      return absl::DataLossError("the published files do not give the root that was signed");
    }
    return leaves;
  }

  const tlog::CompactRange& range() const { return range_; }

 private:
  tlog::TileReader reader_;
  const tlog::Checkpoint& last_;
  tlog::CompactRange range_;
};

// One sealing.
class Sealing {
 public:
  Sealing(const SealOptions& options, Transaction& transaction) : options_(options), transaction_(transaction) {}

  absl::Status Run(const LogRow& log);

  Sealed sealed;
  tlog::Seal seal;
  std::string opening;

 private:
  absl::Status Reconcile(const LogRow& log, tlog::LogFolder& folder, const tlog::Checkpoint& last, std::string* edge);
  absl::StatusOr<int64_t> CommonLeaves(const LogRow& log, int64_t first, absl::string_view leaves) const;
  absl::Status PlacePublished(const LogRow& log, int64_t first, absl::string_view leaves);
  absl::Status OpenNext(const LogRow& log);

  const SealOptions& options_;
  Transaction& transaction_;
  // Leaves up to here are in the database as they were published.
  int64_t common_ = 0;
};

// How many of these leaves the database has at their places, one after the other from the first on.
absl::StatusOr<int64_t> Sealing::CommonLeaves(const LogRow& log, int64_t first, absl::string_view leaves) const {
  const auto count = static_cast<int64_t>(leaves.size() / tlog::kHashSize);
  ASSIGN_OR_RETURN(const Row row, transaction_.One<Row>(kLeavesOf, {log.id, first, first + count}));
  std::string stored;
  int64_t rows = 0, lowest = 0, highest = 0;
  RETURN_IF_ERROR(row.ReadOctets("leaves", &stored));
  RETURN_IF_ERROR(row.Read({{"count", &rows}, {"first", &lowest}, {"last", &highest}}));
  if (lowest != first || highest - lowest + 1 != rows) return 0;
  int64_t common = 0;
  for (size_t at = 0; at < stored.size() && stored.compare(at, tlog::kHashSize, leaves.data() + at, tlog::kHashSize) == 0;
       at += tlog::kHashSize) {
    ++common;
  }
  return common;
}

absl::Status Sealing::Reconcile(const LogRow& log, tlog::LogFolder& folder, const tlog::Checkpoint& last, std::string* edge) {
  PublishedLeaves published(folder, last);
  bool common = true;
  while (published.range().size() < last.size) {
    auto first = static_cast<int64_t>(published.range().size());
    ASSIGN_OR_RETURN(const std::string all, published.Next());
    absl::string_view leaves = all;
    if (common) {
      ASSIGN_OR_RETURN(const int64_t same, CommonLeaves(log, first, leaves));
      leaves.remove_prefix(static_cast<size_t>(same) * tlog::kHashSize);
      first += same;
      common_ = first;
      common = leaves.empty();
      if (!common) RETURN_IF_ERROR(transaction_.Execute(kUnplace, {log.id, first}));
    }
    if (!common) RETURN_IF_ERROR(PlacePublished(log, first, leaves));
    options_.on_progress(static_cast<int64_t>(published.range().size()), static_cast<int64_t>(last.size));
  }
  // What was placed behind the last published leaf.
  if (common) RETURN_IF_ERROR(transaction_.Execute(kUnplace, {log.id, static_cast<int64_t>(last.size)}));
  *edge = published.range().Bytes();
  return absl::OkStatus();
}

absl::Status Sealing::PlacePublished(const LogRow& log, int64_t first, absl::string_view leaves) {
  ASSIGN_OR_RETURN(const Row row, transaction_.One<Row>(kPlacePublished, {log.id, first, Octets{leaves}}));
  int64_t placed = 0, lost = 0;
  RETURN_IF_ERROR(row.Read({{"placed", &placed}, {"lost", &lost}}));
  sealed.found += placed;
  sealed.lost += lost;
  return absl::OkStatus();
}

absl::Status Sealing::OpenNext(const LogRow& log) {
  const absl::Time now = absl::Now();
  audit::v1::Entry entry = rpc::NewEntry("audit", kSealMethod, "", now);
  entry.add_resources(log.origin);
  entry.set_resource_count(1);
  entry.set_before_hash(rpc::Sha256(tlog::SealedText(seal.last)));
  opening = rpc::CanonicalBytes(entry);
  tlog::CompactRange range;
  range.Append(tlog::LeafHash(rpc::Sha256(opening)));
  RETURN_IF_ERROR(transaction_.Execute(kOpenNextLog, {log.id + 1, seal.next_origin, Octets{range.Bytes()}}));
  const absl::Time recorded_at = absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(entry.time()));
  return transaction_.Execute(kOpeningEntry, {log.id + 1, entry.uid(), recorded_at, Octets{opening}, kSealMethod, log.origin});
}

absl::Status Sealing::Run(const LogRow& log) {
  ASSIGN_OR_RETURN(tlog::LogFolder folder,
                   tlog::LogFolder::Open(absl::StrCat(options_.directory, "/", log.id), log.origin, options_.key));
  ASSIGN_OR_RETURN(const std::optional<tlog::SignedCheckpoint> newest, folder.Newest());
  if (!newest.has_value()) return Refuse("nothing of this log was published: there is nothing to seal");
  ASSIGN_OR_RETURN(seal.next_origin, NextOrigin(log.origin, log.id));
  seal.last = newest->checkpoint;
  std::string edge;
  RETURN_IF_ERROR(Reconcile(log, folder, seal.last, &edge));
  const auto size = static_cast<int64_t>(seal.last.size);
  ASSIGN_OR_RETURN(const int64_t changed,
                   transaction_.ExecuteCount(kSealLog, {log.id, size, Octets{edge}, folder.Sign(seal.last), common_}));
  if (changed != 1) return Refuse("the log was sealed meanwhile");
  RETURN_IF_ERROR(OpenNext(log));
  ASSIGN_OR_RETURN(const Row waiting, transaction_.One<Row>(kWaiting));
  return waiting.Read({{"waiting", &sealed.requeued}});
}

// The seal, signed by the log and by whichever witnesses answer, and the first entry of the next log. Written again when they are
// missing.
absl::Status WriteFiles(const SealOptions& options, const LogRow& log, const tlog::Seal& seal, const std::string& opening,
                        Sealed& sealed) {
  const std::string folder = absl::StrCat(options.directory, "/", log.id);
  ASSIGN_OR_RETURN(tlog::LogFolder published, tlog::LogFolder::Open(folder, log.origin, options.key));
  std::string note = tlog::SignSeal(seal, options.key);
  if (!options.witnesses.empty()) {
    tlog::Witnessing witnessing(options.witnesses, 1, tlog::PostToWitness(options.witness_ca));
    const absl::StatusOr<tlog::Witnessed> witnessed = witnessing.Ask(published, note);
    if (witnessed.ok()) {
      note = witnessed->note;
      sealed.witnesses = witnessed->witnesses;
    }
  }
  ASSIGN_OR_RETURN(tlog::TileStore store, tlog::TileStore::Open(folder));
  RETURN_IF_ERROR(store.Replace(tlog::kSealPath, note));
  const std::string next_folder = absl::StrCat(options.directory, "/", log.id + 1);
  RETURN_IF_ERROR(tlog::LogFolder::Open(next_folder, seal.next_origin, options.next_key).status());
  ASSIGN_OR_RETURN(tlog::TileStore next, tlog::TileStore::Open(next_folder));
  return next.WriteOnce(tlog::kOpeningPath, opening);
}

// A log that was sealed in the database, and whose files a crash kept from being written.
absl::StatusOr<bool> Finish(const SealOptions& options, const std::vector<LogRow>& logs, Transaction& transaction, Sealed& sealed) {
  if (logs.size() < 2) return false;
  const LogRow& last = logs[logs.size() - 2];
  const LogRow& open = logs.back();
  const auto source = tlog::FolderSource(absl::StrCat(options.directory, "/", last.id));
  const auto next = tlog::FolderSource(absl::StrCat(options.directory, "/", open.id));
  if (source->Read(tlog::kSealPath, tlog::kMostNoteBytes).ok() && next->Read(tlog::kOpeningPath, tlog::kMostNoteBytes).ok())
    return false;
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kOpening, {open.id}));
  std::string opening;
  RETURN_IF_ERROR(row.ReadOctets("canonical", &opening));
  ASSIGN_OR_RETURN(const tlog::SignedCheckpoint checkpoint, tlog::ParseCheckpoint(last.checkpoint));
  sealed.origin = last.origin;
  sealed.size = last.size;
  sealed.next_origin = open.origin;
  RETURN_IF_ERROR(WriteFiles(options, last, {checkpoint.checkpoint, open.origin}, opening, sealed));
  return true;
}

// A service that was stopped a moment ago lets go of the log when PostgreSQL has noticed: it is waited for, briefly.
absl::StatusOr<bool> TakeTheLead(Transaction& transaction) {
  bool leads = false;
  for (int look = 0; look < 30 && !leads; ++look) {
    if (look > 0) absl::SleepFor(absl::Milliseconds(100));
    ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kTakeTheLead, {tlog::kLeadingLock}));
    RETURN_IF_ERROR(row.Read({{"leads", &leads}}));
  }
  return leads;
}

}  // namespace

absl::StatusOr<Sealed> SealLog(OwnerDatabase& database, const SealOptions& options) {
  Sealed sealed;
  tlog::Seal seal;
  std::string opening;
  LogRow log;
  bool finished = false;
  const absl::Status changed = database.Change([&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(const bool leads, TakeTheLead(transaction));
    if (!leads) return Refuse("the audit service runs and keeps the log: stop it first");
    ASSIGN_OR_RETURN(const std::vector<LogRow> logs, ReadLogs(transaction));
    if (logs.empty()) return Refuse("there is no log yet");
    ASSIGN_OR_RETURN(finished, Finish(options, logs, transaction, sealed));
    if (finished) return absl::OkStatus();
    log = logs.back();
    Sealing sealing(options, transaction);
    RETURN_IF_ERROR(sealing.Run(log));
    sealed = sealing.sealed;
    seal = sealing.seal;
    opening = sealing.opening;
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(changed);
  if (finished) return sealed;
  sealed.origin = log.origin;
  sealed.size = static_cast<int64_t>(seal.last.size);
  sealed.next_origin = seal.next_origin;
  RETURN_IF_ERROR(WriteFiles(options, log, seal, opening, sealed));
  return sealed;
}

}  // namespace dayaq::audit_admin
