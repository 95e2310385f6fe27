// What records are called in the layer: the same record always alike, and nobody without the key gets from one to the other.
#ifndef SERVICES_STATISTICS_PSEUDONYMS_H_
#define SERVICES_STATISTICS_PSEUDONYMS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::statistics {

// A uid is one block of AES, so a keyed permutation of blocks is a pseudonym that never collides, and that the key alone leads back
// from: an auditor gets to a record without any list of who is who.
class Pseudonyms {
 public:
  // 32 bytes.
  explicit Pseudonyms(std::string key) : key_(std::move(key)) {}

  // Both as UUIDs. INVALID_ARGUMENT for what is none.
  absl::StatusOr<std::string> Of(absl::string_view uid) const;
  absl::StatusOr<std::string> UidOf(absl::string_view pseudonym) const;

 private:
  absl::StatusOr<std::string> Turn(absl::string_view uuid, bool back) const;

  std::string key_;
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_PSEUDONYMS_H_
