#include "services/audit/entry_store.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/audit/entry_queries.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {
namespace {

constexpr int kMostInstitutions = 10000;
constexpr int kMostLogs = 1000;

absl::StatusOr<StoredEntry> EntryOf(const Row& row) {
  StoredEntry stored;
  std::optional<int64_t> index;
  RETURN_IF_ERROR(
      row.Read({{"uid", &stored.uid}, {"recorded_at", &stored.recorded_at}, {"origin", &stored.origin}, {"seq", &index}}));
  RETURN_IF_ERROR(row.ReadOctets("canonical", &stored.canonical));
  stored.index = index.value_or(-1);
  return stored;
}

Param TimeOf(const std::optional<EntryCursor>& cursor) {
  return cursor.has_value() ? Param(cursor->recorded_at) : Param(std::nullopt);
}
Param UidOf(const std::optional<EntryCursor>& cursor) { return cursor.has_value() ? Param(cursor->uid) : Param(std::nullopt); }

void SetTime(const std::optional<absl::Time>& time, google::protobuf::Timestamp* (v1::LogStatus::*field)(), v1::LogStatus& status) {
  if (time.has_value()) *(status.*field)() = Timestamp(*time);
}

}  // namespace

std::string CursorText(const EntryCursor& cursor) { return absl::StrCat(absl::ToUnixMicros(cursor.recorded_at), ":", cursor.uid); }

std::optional<EntryCursor> CursorOf(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  int64_t micros = 0;
  if (!absl::SimpleAtoi(parts.first, &micros)) return std::nullopt;
  return EntryCursor{absl::FromUnixMicros(micros), std::string(parts.second)};
}

absl::StatusOr<std::vector<StoredEntry>> EntryStore::Search(Transaction& transaction, const v1::EntryFilter& filter,
                                                            const Period& period, const std::optional<EntryCursor>& after,
                                                            int limit) const {
  ASSIGN_OR_RETURN(
      const std::vector<Row> rows,
      transaction.All<Row>(kSearchEntries,
                           {OrNull(filter.resource()), OrNull(filter.staff_uid()), OrNull(filter.institution()), period.from,
                            period.until, OrNull(filter.purpose()), OrNull(filter.role()), OrNull(filter.method()),
                            filter.decision(), OrNull(filter.reason()), TimeOf(after), UidOf(after), limit},
                           limit));
  std::vector<StoredEntry> entries;
  for (const Row& row : rows) {
    ASSIGN_OR_RETURN(entries.emplace_back(), EntryOf(row));
  }
  return entries;
}

absl::StatusOr<StoredEntry> EntryStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kEntry, {uid}));
  return EntryOf(row);
}

absl::StatusOr<std::string> EntryStore::PersonWithinReach(Transaction& transaction, absl::string_view person_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kReaches, {OrNull(person_uid)}));
  std::string reached;
  RETURN_IF_ERROR(row.Read({{"reached", &reached}}));
  if (reached.empty()) return NotFound();
  return reached;
}

absl::StatusOr<std::vector<StoredLook>> EntryStore::LooksAt(Transaction& transaction, absl::string_view person_uid,
                                                            const Period& period, const std::optional<EntryCursor>& after,
                                                            int limit) const {
  ASSIGN_OR_RETURN(
      const std::vector<Row> rows,
      transaction.All<Row>(kLooksAt, {person_uid, period.from, period.until, TimeOf(after), UidOf(after), limit}, limit));
  std::vector<StoredLook> looks;
  for (const Row& row : rows) {
    StoredLook& look = looks.emplace_back();
    RETURN_IF_ERROR(
        row.Read({{"uid", &look.place.uid}, {"recorded_at", &look.place.recorded_at}, {"withheld_by", &look.withheld_by}}));
    RETURN_IF_ERROR(row.ReadOctets("canonical", &look.canonical));
  }
  return looks;
}

absl::StatusOr<Institutions> EntryStore::AllInstitutions(Transaction& transaction) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kInstitutionNames, {}, kMostInstitutions));
  Institutions institutions;
  for (const Row& row : rows) {
    access::v1::Institution institution;
    RETURN_IF_ERROR(row.Read({{"code", institution.mutable_code()},
                              {"name_az", institution.mutable_name_az()},
                              {"name_en", institution.mutable_name_en()}}));
    institutions[institution.code()] = institution;
  }
  return institutions;
}

absl::StatusOr<v1::LogStatus> EntryStore::Status(Transaction& transaction) const {
  v1::LogStatus status;
  ASSIGN_OR_RETURN(const std::optional<Row> state, transaction.Maybe<Row>(kLogStatus));
  if (state.has_value()) {
    int64_t size = 0, published = 0, indexed = 0, waiting = 0;
    std::string witnessed;
    std::optional<absl::Time> oldest, published_time;
    RETURN_IF_ERROR(state->Read({{"origin", status.mutable_origin()},
                                 {"size", &size},
                                 {"published", &published},
                                 {"checkpoint", status.mutable_checkpoint()},
                                 {"checkpoint_time", &published_time},
                                 {"witnessed_checkpoint", &witnessed},
                                 {"indexed", &indexed},
                                 {"waiting", &waiting},
                                 {"oldest", &oldest}}));
    status.set_size(size);
    status.set_published_size(published);
    status.set_indexed(indexed);
    status.set_waiting(waiting);
    SetTime(oldest, &v1::LogStatus::mutable_oldest_waiting_time, status);
    SetTime(published_time, &v1::LogStatus::mutable_published_time, status);
  }
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kLogs, {}, kMostLogs));
  for (const Row& row : rows) {
    v1::LogRecord& log = *status.add_logs();
    int64_t size = 0;
    std::optional<absl::Time> sealed;
    RETURN_IF_ERROR(row.Read({{"origin", log.mutable_origin()}, {"size", &size}, {"sealed_time", &sealed}}));
    log.set_size(size);
    if (sealed.has_value()) *log.mutable_sealed_time() = Timestamp(*sealed);
  }
  return status;
}

absl::StatusOr<v1::Entry> EntryFrom(absl::string_view canonical) {
  v1::Entry entry;
  if (!entry.ParseFromArray(canonical.data(), static_cast<int>(canonical.size()))) {
    return MakeError(absl::StatusCode::kInternal, ErrorReason::ERROR_REASON_INTERNAL, "The bytes of an audit entry are no entry.");
  }
  return entry;
}

}  // namespace dayaq::audit
