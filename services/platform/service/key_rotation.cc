#include "services/platform/service/key_rotation.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/log/log.h"

namespace dayaq {
namespace {

constexpr absl::Duration kRound = absl::Hours(1);

constexpr Query kNoteKeks{"keys.note", R"sql(
  SELECT sealing.note_keks($1::text[]::integer[]) AS yes
)sql"};
constexpr Query kRotationDue{"keys.rotation_due", R"sql(
  SELECT sealing.rotation_due() AS yes
)sql"};
constexpr Query kDestroyable{"keys.destroyable", R"sql(
  SELECT id FROM sealing.destroyable()
)sql"};
constexpr Query kNoteDestroyed{"keys.note_destroyed", R"sql(
  SELECT sealing.note_destroyed($1)
)sql"};

absl::StatusOr<bool> Answer(Transaction& transaction, const Query& query, const Params& params = {}) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, params));
  bool yes = false;
  RETURN_IF_ERROR(row.Read({{"yes", &yes}}));
  return yes;
}

// Whether a key followed another since the last time.
absl::StatusOr<bool> Note(Transaction& transaction, const KeyKeeper& keys) {
  std::vector<std::string> ids;
  for (const uint32_t id : keys.List()) ids.push_back(absl::StrCat(id));
  return Answer(transaction, kNoteKeks, {ids});
}

absl::Status DestroyRested(Transaction& transaction, KeyKeeper& keys) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kDestroyable, {}, 1000));
  for (const Row& row : rows) {
    int32_t id = 0;
    RETURN_IF_ERROR(row.Read({{"id", &id}}));
    // The file first: a date that is written down without it being gone would be false.
    RETURN_IF_ERROR(keys.DestroyKek(static_cast<uint32_t>(id)));
    RETURN_IF_ERROR(transaction.Execute(kNoteDestroyed, {id}));
    LogInfo("keys.destroyed", {{"kek", id}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RotateNow(Transaction& transaction, KeyKeeper& keys) {
  ASSIGN_OR_RETURN(const bool rotated, Note(transaction, keys));
  if (rotated) return absl::OkStatus();
  ASSIGN_OR_RETURN(const uint32_t id, keys.CreateKek());
  LogInfo("keys.rotated", {{"kek", static_cast<int64_t>(id)}});
  return Note(transaction, keys).status();
}

absl::Status KeepKeys(ConnectionPool& pool, KeyKeeper& keys, absl::Time deadline) {
  const auto rotate = [&keys](Transaction& transaction) -> absl::Status {
    RETURN_IF_ERROR(Note(transaction, keys).status());
    ASSIGN_OR_RETURN(const bool due, Answer(transaction, kRotationDue));
    return due ? RotateNow(transaction, keys) : absl::OkStatus();
  };
  RETURN_IF_ERROR(InTransaction(pool, deadline, nullptr, rotate));
  return InTransaction(pool, deadline, nullptr, [&](Transaction& transaction) { return DestroyRested(transaction, keys); });
}

KeyRotation::KeyRotation(ConnectionPool& pool, KeyKeeper& keys) : pool_(pool), keys_(keys), thread_([this] { Work(); }) {}

KeyRotation::~KeyRotation() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void KeyRotation::Work() {
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    mutex_.Unlock();
    const absl::Status status = KeepKeys(pool_, keys_, absl::Now() + absl::Seconds(60));
    if (!status.ok()) LogWarning("keys.round_failed", {{"reason", ReasonName(ReasonOf(status))}});
    mutex_.Lock();
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kRound);
  }
}

}  // namespace dayaq
