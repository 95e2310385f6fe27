// Keeps the receipts of this user's calls: proof, apart from the registry, that each call's audit entry was promised. The form of a
// line is that of the edge's log, `<time> <base64>`, so that `dayaq-audit-verify receipts` reads both.
#ifndef CLIENTS_CLI_RECEIPT_STORE_H_
#define CLIENTS_CLI_RECEIPT_STORE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace dayaq::cli {

class ReceiptStore {
 public:
  // Past this many bytes the file becomes `receipts.log.1`, in place of the one before: the last few thousand calls are kept.
  static constexpr size_t kMostBytes = 512 * 1024;

  explicit ReceiptStore(std::string state_directory) : path_(std::move(state_directory) + "/receipts.log") {}

  // Safe from many threads and commands at once. A receipt that cannot be kept does not spoil the call, and is not spoken of.
  void Keep(absl::string_view receipt, absl::Time now) const;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_RECEIPT_STORE_H_
