#include "services/survivor/retention_clock.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/database/runner.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/sealing/uuid7.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {
namespace {

constexpr Query kTell{"retention.tell_day", R"sql(
  SELECT outbox.emit($1::jsonb)
)sql"};

constexpr absl::Duration kRound = absl::Hours(1);

}  // namespace

absl::Status TellDay(ConnectionPool& pool, absl::Time now, bool started, absl::Time deadline) {
  const absl::CivilDay today = Today(now);
  outbox::v1::Event event;
  event.set_kind("retention.day");
  event.set_resource(absl::StrCat("days/", absl::FormatCivilTime(today)));
  *event.mutable_time() = Timestamp(now);
  if (started) {
    event.set_uid(NewUuid7(now));
  } else {
    const absl::Time begun = absl::FromCivil(today, BakuZone());
    // The same for everybody who says it on that day.
    event.set_uid(Uuid7Of(begun, event.resource()));
    *event.mutable_due_time() = Timestamp(begun);
  }
  return InTransaction(pool, deadline, nullptr,
                       [&](Transaction& transaction) { return transaction.Execute(kTell, {rpc::EventsJson({event})}); });
}

absl::Status RetentionClock::Start(const rpc::Kit& kit, prometheus::Registry&) {
  thread_.emplace([this, &kit] { Work(kit); });
  return absl::OkStatus();
}

void RetentionClock::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.has_value() && thread_->joinable()) thread_->join();
}

void RetentionClock::Work(const rpc::Kit& kit) {
  bool started = true;
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    mutex_.Unlock();
    const absl::Status told = TellDay(kit.audit_pool, absl::Now(), started, absl::Now() + absl::Seconds(30));
    if (told.ok()) {
      started = false;
    } else {
      LogWarning("retention.day_not_told", {{"reason", ReasonName(ReasonOf(told))}});
    }
    mutex_.Lock();
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), told.ok() ? kRound : absl::Minutes(1));
  }
}

}  // namespace dayaq::survivor
