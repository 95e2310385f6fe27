#include "services/platform/rpc/refusals.h"

#include <utility>

#include "absl/time/clock.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::rpc {
namespace {

constexpr absl::Duration kRound = absl::Seconds(1);
constexpr absl::Duration kLongestWrite = absl::Seconds(5);

}  // namespace

void Refusals::Note(const audit::v1::Entry& entry) {
  absl::MutexLock lock(&mutex_);
  audit::v1::Entry& noted = noted_.try_emplace({entry.peer(), entry.reason()}, entry).first->second;
  noted.set_calls(noted.calls() + 1);
}

std::vector<audit::v1::Entry> Refusals::Take() {
  absl::MutexLock lock(&mutex_);
  if (!given_back_.empty()) return std::exchange(given_back_, {});
  std::vector<audit::v1::Entry> taken;
  for (auto& [key, entry] : noted_) taken.push_back(std::move(entry));
  noted_.clear();
  return taken;
}

void Refusals::GiveBack(std::vector<audit::v1::Entry> entries) {
  absl::MutexLock lock(&mutex_);
  given_back_ = std::move(entries);
}

int64_t Refusals::held_back() const {
  absl::MutexLock lock(&mutex_);
  int64_t calls = 0;
  for (const auto& [key, entry] : noted_) calls += entry.calls();
  for (const audit::v1::Entry& entry : given_back_) calls += entry.calls();
  return calls;
}

absl::Status WriteRefusals(Refusals& refusals, ConnectionPool& pool, absl::Time deadline) {
  std::vector<audit::v1::Entry> taken = refusals.Take();
  if (taken.empty()) return absl::OkStatus();
  const absl::Status status = InTransaction(pool, deadline, nullptr, [&](Transaction& transaction) -> absl::Status {
    for (const audit::v1::Entry& entry : taken) {
      RETURN_IF_ERROR(transaction.Execute(kAppendAudit, AppendParams({.entry = entry, .resources = {}})));
    }
    return absl::OkStatus();
  });
  // Stored once already, by a commit of which nobody knew: not again.
  if (status.code() == absl::StatusCode::kAlreadyExists) return absl::OkStatus();
  if (!status.ok()) refusals.GiveBack(std::move(taken));
  return status;
}

RefusalWriter::RefusalWriter(Refusals& refusals, ConnectionPool& pool)
    : refusals_(refusals), pool_(pool), thread_([this] { Work(); }) {}

RefusalWriter::~RefusalWriter() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void RefusalWriter::Work() {
  bool last = false;
  while (true) {
    const absl::Status status = WriteRefusals(refusals_, pool_, absl::Now() + kLongestWrite);
    if (!status.ok()) {
      LogWarning("refusals.not_written", {{"reason", ReasonName(ReasonOf(status))}, {"calls", refusals_.held_back()}});
    }
    if (last) return;
    absl::MutexLock lock(&mutex_);
    last = mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kRound);
  }
}

}  // namespace dayaq::rpc
