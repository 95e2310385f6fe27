// The identity provider's public keys, and where they come from.
//
// Belongs here: reading a key set and the interface to whoever keeps it fresh. Does not: fetching it over the network
// (key_endpoint.h).
#ifndef SERVICES_PLATFORM_IDENTITY_KEY_SET_H_
#define SERVICES_PLATFORM_IDENTITY_KEY_SET_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "services/platform/identity/verification_key.h"

namespace dayaq {

// A JSON Web Key Set (RFC 7517), immutable.
class KeySet {
 public:
  // Longest text that is read as a key set.
  static constexpr size_t kMostBytes = 64 * 1024;

  // Keys that are not for us, or faulty, are left out, as RFC 7517 section 5 asks. INVALID_ARGUMENT when the text is no key set,
  // when two keys share an id, or when not one usable key is left.
  static absl::StatusOr<std::shared_ptr<const KeySet>> Parse(absl::string_view json);

  // The key with that id; null when there is none. Lives as long as the set.
  const identity::VerificationKey* Find(absl::string_view key_id) const;
  size_t size() const { return keys_.size(); }

 private:
  explicit KeySet(std::vector<identity::VerificationKey> keys) : keys_(std::move(keys)) {}

  std::vector<identity::VerificationKey> keys_;
};

// Where a verifier gets its keys. Implementations are safe to use from many threads.
class KeySource {
 public:
  virtual ~KeySource() = default;
  // The newest keys known; null when none were ever had, or all are too old to be trusted. Never waits for a network.
  virtual std::shared_ptr<const KeySet> Current() = 0;
  // Somebody showed a token of a key that is not among Current(): look again, if that was not done lately. OK when the key is there
  // now; NOT_FOUND or UNAVAILABLE when not. May wait a moment, bounded by the implementation.
  virtual absl::Status RefreshFor(absl::string_view key_id) = 0;
};

// Keys from a file that others replace: a mounted secret, a test. A changed file is read again at the next use; a faulty one
// changes nothing.
class KeyFile : public KeySource {
 public:
  // Fails when the file cannot be read or holds no usable key.
  static absl::StatusOr<std::unique_ptr<KeyFile>> Open(std::string path);

  std::shared_ptr<const KeySet> Current() override;
  absl::Status RefreshFor(absl::string_view key_id) override;

 private:
  explicit KeyFile(std::string path) : path_(std::move(path)) {}
  absl::Status ReadIfChanged() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string path_;
  absl::Mutex mutex_;
  std::string seen_version_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<const KeySet> keys_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_IDENTITY_KEY_SET_H_
