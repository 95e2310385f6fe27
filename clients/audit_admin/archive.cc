#include "clients/audit_admin/archive.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/audit_admin/admin_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/canonical_bytes.h"

namespace dayaq::audit_admin {
namespace {

constexpr int64_t kAtOnce = 5'000;
constexpr size_t kHeadBytes = 12;
constexpr uint64_t kMostEntryBytes = 1 << 20;

struct MonthLog {
  int32_t log = 0;
  int64_t entries = 0;
  int64_t first = 0;
};

absl::StatusOr<std::vector<MonthLog>> LogsOf(const std::string& month, Transaction& transaction) {
  ASSIGN_OR_RETURN(const Row present, transaction.One<Row>(kMonthExists, {month}));
  bool there = false;
  RETURN_IF_ERROR(present.Read({{"present", &there}}));
  if (!there) return absl::FailedPreconditionError("the database has no entries of that month");
  ASSIGN_OR_RETURN(const Row unplaced, transaction.One<Row>(kMonthUnplaced, {month}));
  int64_t waiting = 0;
  RETURN_IF_ERROR(unplaced.Read({{"entries", &waiting}}));
  if (waiting > 0)
    return absl::FailedPreconditionError(absl::StrCat(waiting, " entries of that month have no place in the log yet"));
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kMonthLogs, {month}, 10'000));
  std::vector<MonthLog> logs;
  for (const Row& row : rows) {
    MonthLog& log = logs.emplace_back();
    RETURN_IF_ERROR(row.Read({{"log", &log.log}, {"entries", &log.entries}, {"first", &log.first}}));
  }
  return logs;
}

// An entry of the month in the order of its log. Gives each to `take`, until it has an error.
absl::Status EachEntry(
    const std::string& month, int32_t log, Transaction& transaction,
    const std::function<absl::Status(int64_t seq, const std::string& canonical, const std::string& leaf)>& take) {
  for (int64_t last = -1;;) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kMonthEntries, {month, log, last, kAtOnce}, kAtOnce));
    for (const Row& row : rows) {
      std::string canonical, leaf;
      RETURN_IF_ERROR(row.Read({{"seq", &last}}));
      RETURN_IF_ERROR(row.ReadOctets("canonical", &canonical));
      RETURN_IF_ERROR(row.ReadOctets("leaf", &leaf));
      RETURN_IF_ERROR(take(last, canonical, leaf));
    }
    if (static_cast<int64_t>(rows.size()) < kAtOnce) return absl::OkStatus();
  }
}

std::string Record(int64_t seq, const std::string& canonical) {
  std::string record;
  for (int shift = 56; shift >= 0; shift -= 8) record.push_back(static_cast<char>(static_cast<uint64_t>(seq) >> shift));
  for (int shift = 24; shift >= 0; shift -= 8)
    record.push_back(static_cast<char>(static_cast<uint64_t>(canonical.size()) >> shift));
  return record + canonical;
}

// Reads records one by one.
class RecordReader {
 public:
  explicit RecordReader(const std::string& path) : file_(path, std::ios::binary) {}
  bool is_open() const { return file_.is_open(); }

  // False behind the last record.
  absl::StatusOr<bool> Next() {
    unsigned char head[kHeadBytes];
    file_.read(reinterpret_cast<char*>(head), kHeadBytes);
    if (file_.gcount() == 0) return false;
    uint64_t seq = 0, length = 0;
    for (size_t i = 0; i < 8; ++i) seq = seq << 8 | head[i];
    for (size_t i = 8; i < kHeadBytes; ++i) length = length << 8 | head[i];
    if (file_.gcount() != kHeadBytes || length > kMostEntryBytes)
      return absl::DataLossError(absl::StrCat("the archive is torn behind place ", seq_));
    canonical_.resize(length);
    file_.read(canonical_.data(), static_cast<std::streamsize>(length));
    if (static_cast<uint64_t>(file_.gcount()) != length)
      return absl::DataLossError(absl::StrCat("the archive is torn behind place ", seq_));
    seq_ = static_cast<int64_t>(seq);
    return true;
  }

  int64_t seq() const { return seq_; }
  const std::string& canonical() const { return canonical_; }

 private:
  std::ifstream file_;
  int64_t seq_ = -1;
  std::string canonical_;
};

// A file that is there with all its bytes, or not there; nobody but the owner reads it.
class NewFile {
 public:
  explicit NewFile(std::string path) : path_(std::move(path)), part_(path_ + ".part") {
    descriptor_ = open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  }
  ~NewFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  absl::Status Write(const std::string& bytes) {
    size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t count = write(descriptor_, bytes.data() + done, bytes.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return absl::UnavailableError(absl::StrCat("cannot write ", part_));
      done += static_cast<size_t>(count);
    }
    return absl::OkStatus();
  }

  absl::Status Finish() {
    if (descriptor_ < 0 || fsync(descriptor_) != 0 || std::rename(part_.c_str(), path_.c_str()) != 0) {
      return absl::UnavailableError(absl::StrCat("cannot write ", path_));
    }
    return absl::OkStatus();
  }

 private:
  const std::string path_, part_;
  int descriptor_ = -1;
};

// The log that a file is of: that of its first entry.
absl::StatusOr<int32_t> LogOfFile(const std::string& file, const std::vector<MonthLog>& logs, const std::string& month,
                                  Transaction& transaction) {
  RecordReader reader(file);
  if (!reader.is_open()) return absl::InvalidArgumentError(absl::StrCat("cannot read ", file));
  ASSIGN_OR_RETURN(const bool any, reader.Next());
  if (!any) return absl::DataLossError(absl::StrCat(file, " is empty"));
  const std::string leaf = rpc::Sha256(reader.canonical());
  for (const MonthLog& log : logs) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kMonthEntries, {month, log.log, log.first - 1, 1}, 1));
    std::string stored;
    if (!rows.empty()) RETURN_IF_ERROR(rows.front().ReadOctets("leaf", &stored));
    if (stored == leaf) return log.log;
  }
  return absl::DataLossError(absl::StrCat(file, " does not begin with the first entry of that month in any log"));
}

absl::StatusOr<Archived> CheckArchive(const std::string& file, const std::string& month, int32_t log, Transaction& transaction,
                                      const OnProgress& on_progress, int64_t total) {
  RecordReader reader(file);
  Archived archived{log, 0};
  const absl::Status same =
      EachEntry(month, log, transaction, [&](int64_t seq, const std::string&, const std::string& leaf) -> absl::Status {
        ASSIGN_OR_RETURN(const bool more, reader.Next());
        if (!more) return absl::DataLossError(absl::StrCat(file, " ends before place ", seq));
        if (reader.seq() != seq)
          return absl::DataLossError(absl::StrCat(file, " has place ", reader.seq(), " where ", seq, " should be"));
        if (rpc::Sha256(reader.canonical()) != leaf)
          return absl::DataLossError(absl::StrCat(file, ": place ", seq, " is not the entry of its leaf"));
        if (++archived.entries % kAtOnce == 0) on_progress(archived.entries, total);
        return absl::OkStatus();
      });
  RETURN_IF_ERROR(same);
  ASSIGN_OR_RETURN(const bool more, reader.Next());
  if (more) return absl::DataLossError(absl::StrCat(file, " has more entries than the month, from place ", reader.seq()));
  return archived;
}

absl::StatusOr<std::vector<Archived>> CheckAll(const std::string& month, const std::vector<std::string>& files,
                                               Transaction& transaction, const OnProgress& on_progress) {
  ASSIGN_OR_RETURN(const std::vector<MonthLog> logs, LogsOf(month, transaction));
  std::map<int32_t, std::string> by_log;
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(const int32_t log, LogOfFile(file, logs, month, transaction));
    by_log[log] = file;
  }
  std::vector<Archived> archived;
  for (const MonthLog& log : logs) {
    if (by_log.count(log.log) == 0) return absl::FailedPreconditionError(absl::StrCat("no archive was given of log ", log.log));
    ASSIGN_OR_RETURN(Archived one, CheckArchive(by_log[log.log], month, log.log, transaction, on_progress, log.entries));
    archived.push_back(one);
  }
  return archived;
}

}  // namespace

absl::StatusOr<std::string> MonthOf(const std::string& text) {
  const auto digit = [&](size_t at) { return absl::ascii_isdigit(static_cast<unsigned char>(text[at])); };
  const bool fits = text.size() == 7 && text[4] == '-' && digit(0) && digit(1) && digit(2) && digit(3) && digit(5) && digit(6);
  if (!fits) return absl::InvalidArgumentError("a month is written as 2026-03");
  return absl::StrCat(text.substr(0, 4), "_", text.substr(5));
}

absl::StatusOr<Archived> WriteArchive(OwnerDatabase& database, const std::string& month, int32_t log, const std::string& file,
                                      const OnProgress& on_progress) {
  Archived archived;
  const absl::Status written = database.Look([&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<MonthLog> logs, LogsOf(month, transaction));
    const MonthLog* wanted = nullptr;
    for (const MonthLog& one : logs) {
      if (log == 0 && logs.size() > 1)
        return absl::FailedPreconditionError("several logs have entries of that month: --log says which");
      if (log == 0 || one.log == log) wanted = &one;
    }
    if (wanted == nullptr) return absl::FailedPreconditionError("that log has no entries of that month");
    archived = {wanted->log, 0};
    NewFile out(file);
    const absl::Status all = EachEntry(
        month, wanted->log, transaction, [&](int64_t seq, const std::string& canonical, const std::string& leaf) -> absl::Status {
          if (rpc::Sha256(canonical) != leaf)
            return absl::DataLossError(absl::StrCat("place ", seq, ": the entry is not what its leaf says"));
          if (++archived.entries % kAtOnce == 0) on_progress(archived.entries, wanted->entries);
          return out.Write(Record(seq, canonical));
        });
    RETURN_IF_ERROR(all);
    RETURN_IF_ERROR(out.Finish());
    return CheckArchive(file, month, wanted->log, transaction, on_progress, wanted->entries).status();
  });
  RETURN_IF_ERROR(written);
  return archived;
}

absl::StatusOr<std::vector<Archived>> CheckArchives(OwnerDatabase& database, const std::string& month,
                                                    const std::vector<std::string>& files, const OnProgress& on_progress) {
  std::vector<Archived> archived;
  const absl::Status checked = database.Look([&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(archived, CheckAll(month, files, transaction, on_progress));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(checked);
  return archived;
}

absl::StatusOr<std::vector<Archived>> DropMonth(OwnerDatabase& database, const std::string& month,
                                                const std::vector<std::string>& files, const OnProgress& on_progress) {
  std::vector<Archived> archived;
  // In the transaction that drops: nothing comes between.
  const absl::Status dropped = database.Change([&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(archived, CheckAll(month, files, transaction, on_progress));
    return transaction.Execute(kDropMonth, {month});
  });
  RETURN_IF_ERROR(dropped);
  return archived;
}

}  // namespace dayaq::audit_admin
