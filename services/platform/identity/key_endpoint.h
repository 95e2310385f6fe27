// The identity provider's keys from where it publishes them (jwks_uri), kept fresh in the background.
#ifndef SERVICES_PLATFORM_IDENTITY_KEY_ENDPOINT_H_
#define SERVICES_PLATFORM_IDENTITY_KEY_ENDPOINT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/identity/key_set.h"

namespace dayaq {

// Fetches the text of a key set; may block, must end by itself, must not throw.
using FetchKeys = std::function<absl::StatusOr<std::string>()>;

// Fetches `url`, which must be https, trusting only the certificate authorities in `ca_file` (PEM). No redirects, no proxy, at most
// 64 KiB, 2 s to connect and 5 s in all.
FetchKeys FetchFromHttps(std::string url, std::string ca_file);

struct KeyEndpointOptions {
  // How often keys are fetched when all is well.
  absl::Duration refresh_interval = absl::Minutes(5);
  // How soon a failed fetch is tried again.
  absl::Duration retry_interval = absl::Seconds(5);
  // Tokens of unknown keys cause a fetch at most this often, however many of them come.
  absl::Duration unknown_key_interval = absl::Seconds(30);
  // The longest a token of an unknown key waits for that fetch.
  absl::Duration unknown_key_wait = absl::Seconds(1);
  // Keys fetched longer ago than this are not trusted any more: a stolen key that was withdrawn must die at last.
  absl::Duration max_stale = absl::Hours(1);
  std::function<absl::Time()> now = absl::Now;
};

// Serves the keys it has while it fetches newer ones, and goes on serving them while the provider is down, up to max_stale. A
// faulty answer counts as a failed fetch and changes nothing. Owns one thread; the destructor stops it, after a fetch under way has
// ended.
class KeyEndpoint : public KeySource {
 public:
  explicit KeyEndpoint(FetchKeys fetch, KeyEndpointOptions options = {});
  ~KeyEndpoint() override;
  KeyEndpoint(const KeyEndpoint&) = delete;
  KeyEndpoint& operator=(const KeyEndpoint&) = delete;

  std::shared_ptr<const KeySet> Current() override;
  absl::Status RefreshFor(absl::string_view key_id) override;

  // Waits until keys are there; false when `timeout` passed first. For readiness at start.
  bool WaitForKeys(absl::Duration timeout);
  // Fetches that failed since the start, for a metric.
  int64_t failures() const;

 private:
  void Run();
  void FetchOnce();
  // Waits until a fetch is due; false when the object is going away.
  bool WaitUntilDue();
  bool Knows(absl::string_view key_id) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  void WaitForFetch(int64_t already_ended, absl::Time until) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const FetchKeys fetch_;
  const KeyEndpointOptions options_;
  mutable absl::Mutex mutex_;
  absl::CondVar wake_;
  absl::CondVar fetch_ended_;
  std::shared_ptr<const KeySet> keys_ ABSL_GUARDED_BY(mutex_);
  absl::Time fetched_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time next_fetch_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time last_unknown_key_fetch_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  // Fetches that ended, well or badly.
  int64_t fetches_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t failures_ ABSL_GUARDED_BY(mutex_) = 0;
  bool is_fetching_ ABSL_GUARDED_BY(mutex_) = false;
  bool is_wanted_ ABSL_GUARDED_BY(mutex_) = false;
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Last, so that everything above is there when the thread starts.
  std::thread thread_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_IDENTITY_KEY_ENDPOINT_H_
