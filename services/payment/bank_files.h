// The directory of files for the bank. A file is written beside its place, known to the database, and only then put into its place:
// so whatever lies there can be answered for.
#ifndef SERVICES_PAYMENT_BANK_FILES_H_
#define SERVICES_PAYMENT_BANK_FILES_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::payment {

class BankFiles {
 public:
  // A folder that is there and belongs to the service alone.
  explicit BankFiles(std::string directory) : directory_(std::move(directory)) {}

  // FAILED_PRECONDITION when it is no folder that can be written to.
  absl::Status Check() const;
  // Where a file is written before anybody may have it.
  std::string PartPath(absl::string_view file_name) const;
  // Whether the file lies in its place.
  bool IsThere(absl::string_view file_name) const;
  // Whether the part has that digest (SHA-256, hexadecimal).
  bool HasPart(absl::string_view file_name, absl::string_view content_hash) const;
  // Puts the part into its place, and waits until the folder says so on the disk.
  absl::Status HandOut(absl::string_view file_name) const;
  // At most 512 KiB from that byte; empty behind the end. FAILED_PRECONDITION with FILE_NOT_READY when it does not lie in its
  // place.
  absl::StatusOr<std::string> Read(absl::string_view file_name, int64_t offset) const;

 private:
  std::string Path(absl::string_view file_name) const;

  const std::string directory_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_FILES_H_
