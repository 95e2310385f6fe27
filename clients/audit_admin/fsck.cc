#include "clients/audit_admin/fsck.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/audit_admin/admin_queries.h"
#include "clients/audit_admin/entry_check.h"
#include "clients/audit_admin/log_row.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/compact_range.h"
#include "services/platform/tlog/log_source.h"
#include "services/platform/tlog/tile.h"
#include "services/platform/tlog/tile_reader.h"

namespace dayaq::audit_admin {
namespace {

constexpr int64_t kAtOnce = 5'000;
constexpr size_t kMostFindings = 20;
// A restart of the audit service, or a migration, takes less.
constexpr int64_t kLateSeconds = 120;

// What is published of a log, as it was before the database was looked at: the database may only be further.
struct Published {
  std::unique_ptr<tlog::LogSource> source;
  std::optional<tlog::VerifierKey> key;
  std::optional<tlog::SignedCheckpoint> checkpoint;
  bool wrong = false;  // a checkpoint is there and is not the log's
};

// One pass over everything.
class Pass {
 public:
  Pass(const FsckOptions& options, Transaction& transaction) : options_(options), transaction_(transaction) {}

  absl::Status CheckLog(const LogRow& log, Published& published);
  absl::Status CheckQueue();

  FsckReport report;
  int64_t total = 0;

 private:
  void Find(FsckFault fault, int32_t log, int64_t seq, std::string what = "");
  absl::Status CheckLeaf(const LogRow& log, const Row& row, int64_t expected, std::string* leaf);
  absl::Status CheckMarks(const LogRow& log, const Published& published, const tlog::CompactRange& range);
  absl::Status CheckBundle(const LogRow& log, Published& published, int64_t seq, absl::string_view leaf);
  absl::StatusOr<std::map<int64_t, std::string>> Lost(const LogRow& log, int64_t first) const;

  const FsckOptions& options_;
  Transaction& transaction_;
  // The bundle that was read last.
  int64_t bundle_index_ = -1;
  std::string bundle_;
  std::vector<absl::string_view> bundle_entries_;
};

void Pass::Find(FsckFault fault, int32_t log, int64_t seq, std::string what) {
  if (report.findings.size() == kMostFindings) {
    report.more_findings = true;
  } else {
    report.findings.push_back({fault, log, seq, std::move(what)});
  }
}

absl::StatusOr<std::map<int64_t, std::string>> Pass::Lost(const LogRow& log, int64_t first) const {
  std::map<int64_t, std::string> lost;
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction_.All<Row>(kLost, {log.id, first, first + kAtOnce}, kAtOnce));
  for (const Row& row : rows) {
    int64_t seq = 0;
    RETURN_IF_ERROR(row.Read({{"seq", &seq}}));
    RETURN_IF_ERROR(row.ReadOctets("leaf", &lost[seq]));
  }
  return lost;
}

absl::Status Pass::CheckLeaf(const LogRow& log, const Row& row, int64_t expected, std::string* leaf) {
  StoredEntry stored;
  bool present = false, archived = false;
  std::optional<absl::Time> recorded_at;
  RETURN_IF_ERROR(row.Read({{"uid", &stored.uid}, {"present", &present}, {"archived", &archived}, {"recorded_at", &recorded_at}}));
  RETURN_IF_ERROR(row.ReadOctets("leaf", leaf));
  if (!present) {
    if (archived) {
      ++report.archived;
    } else {
      Find(FsckFault::kEntryMissing, log.id, expected, stored.uid);
    }
    return absl::OkStatus();
  }
  ++report.entries;
  stored.recorded_at = recorded_at.value_or(absl::UnixEpoch());
  std::string entry_leaf;
  RETURN_IF_ERROR(row.ReadOctets("canonical", &stored.canonical));
  RETURN_IF_ERROR(row.ReadOctets("entry_leaf", &entry_leaf));
  RETURN_IF_ERROR(row.Read({{"staff_uid", &stored.staff_uid},
                            {"institution", &stored.institution},
                            {"role", &stored.role},
                            {"purpose", &stored.purpose},
                            {"service", &stored.service},
                            {"method", &stored.method},
                            {"decision", &stored.decision},
                            {"reason", &stored.reason},
                            {"resources", &stored.resources}}));
  if (rpc::Sha256(stored.canonical) != *leaf || entry_leaf != *leaf) {
    Find(FsckFault::kLeafDiffers, log.id, expected, stored.uid);
  } else if (std::string column = DifferingColumn(stored); !column.empty()) {
    Find(FsckFault::kColumnDiffers, log.id, expected, std::move(column));
  }
  return absl::OkStatus();
}

absl::Status Pass::CheckBundle(const LogRow& log, Published& published, int64_t seq, absl::string_view leaf) {
  if (!published.checkpoint.has_value() || static_cast<uint64_t>(seq) >= published.checkpoint->checkpoint.size)
    return absl::OkStatus();
  const int64_t index = seq / tlog::kTileWidth;
  if (index != bundle_index_) {
    tlog::TileReader reader(*published.source, published.checkpoint->checkpoint.size);
    absl::StatusOr<std::string> bundle = reader.Bundle(static_cast<uint64_t>(index));
    if (absl::IsUnavailable(bundle.status())) return bundle.status();
    bundle_ = bundle.ok() ? *std::move(bundle) : "";
    const int width =
        tlog::TileWidth(tlog::TileAddress::kEntries, static_cast<uint64_t>(index), published.checkpoint->checkpoint.size);
    absl::StatusOr<std::vector<absl::string_view>> entries = tlog::ParseBundle(bundle_, width);
    bundle_entries_ = entries.ok() ? *std::move(entries) : std::vector<absl::string_view>();
    bundle_index_ = index;
  }
  const auto place = static_cast<size_t>(seq % tlog::kTileWidth);
  if (place >= bundle_entries_.size() || bundle_entries_[place] != leaf) Find(FsckFault::kBundleDiffers, log.id, seq);
  return absl::OkStatus();
}

// Sizes at which the tree must have a certain root.
absl::Status Pass::CheckMarks(const LogRow& log, const Published& published, const tlog::CompactRange& range) {
  const auto size = static_cast<int64_t>(range.size());
  if (size == log.size && range.Bytes() != log.edge) Find(FsckFault::kEdgeDiffers, log.id, size - 1);
  if (published.checkpoint.has_value() && published.checkpoint->checkpoint.size == range.size() &&
      published.checkpoint->checkpoint.root != range.Root()) {
    Find(FsckFault::kRootDiffers, log.id, size - 1, "checkpoint");
  }
  if (size == log.published && !log.checkpoint.empty()) {
    const absl::StatusOr<tlog::SignedCheckpoint> kept = tlog::ParseCheckpoint(log.checkpoint);
    if (!kept.ok() || kept->checkpoint.origin != log.origin || kept->checkpoint.size != range.size() ||
        kept->checkpoint.root != range.Root()) {
      Find(FsckFault::kRootDiffers, log.id, size - 1, "audit.log.checkpoint");
    } else if (published.key.has_value() && !tlog::OpenCheckpoint(log.checkpoint, *published.key).ok()) {
      Find(FsckFault::kCheckpointUnsigned, log.id, -1, "audit.log.checkpoint");
    }
  }
  return absl::OkStatus();
}

absl::Status Pass::CheckLog(const LogRow& log, Published& published) {
  bundle_index_ = -1;
  if (published.wrong) Find(FsckFault::kCheckpointUnsigned, log.id, -1, "checkpoint");
  if (published.checkpoint.has_value() && published.checkpoint->checkpoint.size > static_cast<uint64_t>(log.published)) {
    Find(FsckFault::kDatabaseBehind, log.id, log.published, absl::StrCat(published.checkpoint->checkpoint.size));
  }
  tlog::CompactRange range;
  RETURN_IF_ERROR(CheckMarks(log, published, range));
  for (int64_t first = 0; first < log.size; first += kAtOnce) {
    const int64_t end = std::min(first + kAtOnce, log.size);
    ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction_.All<Row>(kLeavesWithEntries, {log.id, first, end}, kAtOnce));
    ASSIGN_OR_RETURN(const auto lost, Lost(log, first));
    size_t next = 0;
    for (int64_t seq = first; seq < end; ++seq) {
      std::string leaf;
      int64_t found = -1;
      if (next < rows.size()) RETURN_IF_ERROR(rows[next].Read({{"seq", &found}}));
      if (found == seq) {
        RETURN_IF_ERROR(CheckLeaf(log, rows[next++], seq, &leaf));
      } else if (const auto gone = lost.find(seq); gone != lost.end()) {
        leaf = gone->second;
        ++report.lost;
      } else {
        Find(FsckFault::kPlaceMissing, log.id, seq);
      }
      if (!leaf.empty()) RETURN_IF_ERROR(CheckBundle(log, published, seq, leaf));
      range.Append(tlog::LeafHash(leaf));
      ++report.leaves;
      RETURN_IF_ERROR(CheckMarks(log, published, range));
    }
    options_.on_progress(report.leaves, total);
  }
  return absl::OkStatus();
}

absl::Status Pass::CheckQueue() {
  ASSIGN_OR_RETURN(const std::vector<Row> unplaced, transaction_.All<Row>(kUnplaced, {}, kMostFindings));
  for (const Row& row : unplaced) {
    std::string uid;
    RETURN_IF_ERROR(row.Read({{"uid", &uid}}));
    Find(FsckFault::kEntryUnplaced, 0, -1, uid);
  }
  ASSIGN_OR_RETURN(const std::vector<Row> wrong, transaction_.All<Row>(kWrongInQueue, {}, kMostFindings));
  for (const Row& row : wrong) {
    std::string uid;
    RETURN_IF_ERROR(row.Read({{"uid", &uid}}));
    Find(FsckFault::kQueueWrong, 0, -1, uid);
  }
  ASSIGN_OR_RETURN(const Row late, transaction_.One<Row>(kLateInQueue));
  std::optional<int64_t> seconds;
  RETURN_IF_ERROR(late.Read({{"waiting", &report.waiting}, {"seconds", &seconds}}));
  if (seconds.value_or(0) > kLateSeconds) Find(FsckFault::kQueueLate, 0, -1, absl::StrCat(*seconds));
  return absl::OkStatus();
}

absl::StatusOr<Published> ReadPublished(const FsckOptions& options, const LogRow& log) {
  Published published;
  for (const tlog::VerifierKey& key : options.keys) {
    if (key.name() == log.origin) published.key = key;
  }
  if (options.directory.empty()) return published;
  published.source = tlog::FolderSource(absl::StrCat(options.directory, "/", log.id));
  if (!published.key.has_value()) {
    const absl::StatusOr<std::string> text = published.source->Read("log.vkey", 1024);
    if (text.ok()) {
      absl::StatusOr<tlog::VerifierKey> key = tlog::VerifierKey::Parse(text->substr(0, text->find('\n')));
      if (key.ok()) published.key = *std::move(key);
    }
  }
  const absl::StatusOr<std::string> note = published.source->Read("checkpoint", tlog::kMostNoteBytes);
  if (absl::IsNotFound(note.status())) return published;
  RETURN_IF_ERROR(note.status());
  absl::StatusOr<tlog::SignedCheckpoint> opened =
      published.key.has_value() ? tlog::OpenCheckpoint(*note, *published.key) : tlog::ParseCheckpoint(*note);
  if (opened.ok() && opened->checkpoint.origin == log.origin) {
    published.checkpoint = *std::move(opened);
  } else {
    published.wrong = true;
  }
  return published;
}

}  // namespace

absl::StatusOr<FsckReport> Fsck(OwnerDatabase& database, const FsckOptions& options) {
  // What is published first: the database that is looked at afterwards has it all, and perhaps more.
  std::map<int32_t, Published> published;
  RETURN_IF_ERROR(database.Look([&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<LogRow> logs, ReadLogs(transaction));
    for (const LogRow& log : logs) {
      ASSIGN_OR_RETURN(published[log.id], ReadPublished(options, log));
    }
    return absl::OkStatus();
  }));
  FsckReport report;
  const absl::Status looked = database.Look([&](Transaction& transaction) -> absl::Status {
    Pass pass(options, transaction);
    ASSIGN_OR_RETURN(const std::vector<LogRow> logs, ReadLogs(transaction));
    for (const LogRow& log : logs) pass.total += log.size;
    for (const LogRow& log : logs) RETURN_IF_ERROR(pass.CheckLog(log, published[log.id]));
    RETURN_IF_ERROR(pass.CheckQueue());
    report = std::move(pass.report);
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(looked);
  return report;
}

std::string Told(const FsckFinding& finding, cli::Language language) {
  struct Words {
    FsckFault fault;
    cli::Text text;
  };
  static constexpr Words kWords[] = {
      {FsckFault::kPlaceMissing, {"yerin yazısı yoxdur", "the place is empty"}},
      {FsckFault::kEntryMissing, {"yeri olan yazı bazada yoxdur", "the entry of this place is not in the database"}},
      {FsckFault::kLeafDiffers, {"yarpaq yazının baytlarının heşi deyil", "the leaf is not the hash of the entry's bytes"}},
      {FsckFault::kColumnDiffers, {"sütun yazının baytlarından fərqlənir", "a column says something else than the entry's bytes"}},
      {FsckFault::kBundleDiffers, {"dərc olunan başqadır", "something else was published for this place"}},
      {FsckFault::kEdgeDiffers, {"yarpaqlar ağacın kənarını vermir", "the leaves do not give the edge of the tree"}},
      {FsckFault::kRootDiffers, {"yarpaqlar imzalanmış kökü vermir", "the leaves do not give the root that was signed"}},
      {FsckFault::kCheckpointUnsigned,
       {"nəzarət nöqtəsini jurnalın açarı imzalamayıb", "the log's key did not sign this checkpoint"}},
      {FsckFault::kDatabaseBehind, {"dərc olunan bazadan qabaqdadır", "more was published than the database knows of"}},
      {FsckFault::kEntryUnplaced,
       {"yazının jurnalda yeri yoxdur və növbədə deyil", "an entry has no place and does not wait for one"}},
      {FsckFault::kQueueWrong,
       {"növbədə olan yazı deyil, başqasıdır və ya yeri var", "what waits is no entry, another one, or has a place"}},
      {FsckFault::kQueueLate, {"növbə çox gözləyir (saniyə)", "entries have waited too long (seconds)"}},
  };
  const auto* words =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& one) { return one.fault == finding.fault; });
  std::string line;
  if (finding.log > 0) absl::StrAppend(&line, language == cli::Language::kAz ? "jurnal " : "log ", finding.log, ", ");
  if (finding.seq >= 0) absl::StrAppend(&line, language == cli::Language::kAz ? "yarpaq " : "leaf ", finding.seq, ": ");
  absl::StrAppend(&line, words->text.In(language));
  if (!finding.what.empty()) absl::StrAppend(&line, ": ", finding.what);
  return line;
}

}  // namespace dayaq::audit_admin
