#include "services/platform/identity/key_endpoint.h"

#include <algorithm>
#include <utility>

namespace dayaq {
namespace {

// The clock may be set, or be a test's: look at it at least this often.
constexpr absl::Duration kLongestSleep = absl::Milliseconds(500);

}  // namespace

KeyEndpoint::KeyEndpoint(FetchKeys fetch, KeyEndpointOptions options)
    : fetch_(std::move(fetch)), options_(std::move(options)), thread_([this] { Run(); }) {}

KeyEndpoint::~KeyEndpoint() {
  {
    absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
    wake_.SignalAll();
  }
  thread_.join();
}

std::shared_ptr<const KeySet> KeyEndpoint::Current() {
  const absl::Time now = options_.now();
  absl::ReaderMutexLock lock(&mutex_);
  return now - fetched_at_ <= options_.max_stale ? keys_ : nullptr;
}

bool KeyEndpoint::Knows(absl::string_view key_id) const {
  return keys_ != nullptr && keys_->Find(key_id) != nullptr && options_.now() - fetched_at_ <= options_.max_stale;
}

absl::Status KeyEndpoint::RefreshFor(absl::string_view key_id) {
  absl::MutexLock lock(&mutex_);
  if (Knows(key_id)) return absl::OkStatus();
  if (!is_fetching_ && !is_wanted_) {
    const absl::Time now = options_.now();
    if (now - last_unknown_key_fetch_ < options_.unknown_key_interval) return absl::NotFoundError("No such key when last looked.");
    last_unknown_key_fetch_ = now;
    is_wanted_ = true;
    wake_.SignalAll();
  }
  WaitForFetch(fetches_, absl::Now() + options_.unknown_key_wait);
  return Knows(key_id) ? absl::OkStatus() : absl::NotFoundError("The identity provider publishes no such key.");
}

bool KeyEndpoint::WaitForKeys(absl::Duration timeout) {
  const absl::Time until = absl::Now() + timeout;
  absl::MutexLock lock(&mutex_);
  while (keys_ == nullptr && absl::Now() < until) WaitForFetch(fetches_, until);
  return keys_ != nullptr;
}

int64_t KeyEndpoint::failures() const {
  absl::ReaderMutexLock lock(&mutex_);
  return failures_;
}

void KeyEndpoint::WaitForFetch(int64_t already_ended, absl::Time until) {
  while (fetches_ == already_ended && !fetch_ended_.WaitWithDeadline(&mutex_, until)) {
  }
}

void KeyEndpoint::Run() {
  while (WaitUntilDue()) FetchOnce();
}

bool KeyEndpoint::WaitUntilDue() {
  absl::MutexLock lock(&mutex_);
  while (!is_stopping_ && !is_wanted_) {
    const absl::Duration wait = next_fetch_ - options_.now();
    if (wait <= absl::ZeroDuration()) break;
    wake_.WaitWithTimeout(&mutex_, std::min(wait, kLongestSleep));
  }
  is_wanted_ = false;
  is_fetching_ = !is_stopping_;
  return is_fetching_;
}

void KeyEndpoint::FetchOnce() {
  // Counted from before the fetch: what an answer says was true no later than when it was asked for.
  const absl::Time started = options_.now();
  const absl::StatusOr<std::string> text = fetch_();
  const auto keys = text.ok() ? KeySet::Parse(*text) : text.status();

  absl::MutexLock lock(&mutex_);
  if (keys.ok()) {
    keys_ = *keys;
    fetched_at_ = started;
  } else {
    ++failures_;
  }
  next_fetch_ = started + (keys.ok() ? options_.refresh_interval : options_.retry_interval);
  ++fetches_;
  is_fetching_ = false;
  fetch_ended_.SignalAll();
}

}  // namespace dayaq
