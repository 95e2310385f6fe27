// Tokens whose signature was found genuine, so that a caller's next hundred calls with the same token do not pay for it again.
//
// Belongs here: that these very bytes were signed by a key of these very keys. Nothing else of a token is remembered: its times,
// its audience and its claims are looked at every time.
#ifndef SERVICES_PLATFORM_IDENTITY_GENUINE_TOKENS_H_
#define SERVICES_PLATFORM_IDENTITY_GENUINE_TOKENS_H_

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "services/platform/identity/key_set.h"

namespace dayaq::identity {

// Thread-safe. Holds hashes, no tokens.
class GenuineTokens {
 public:
  // As many are remembered; then it begins anew.
  static constexpr size_t kMost = 10'000;

  // Whether that token was remembered under that very key set. Another set, be it with the same keys, knows nothing yet: so a key
  // that was withdrawn is gone with the set it stood in.
  bool Knows(const std::shared_ptr<const KeySet>& keys, absl::string_view token) const;
  void Remember(const std::shared_ptr<const KeySet>& keys, absl::string_view token);

 private:
  mutable absl::Mutex mutex_;
  std::shared_ptr<const KeySet> keys_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> hashes_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::identity

#endif  // SERVICES_PLATFORM_IDENTITY_GENUINE_TOKENS_H_
