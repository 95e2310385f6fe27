#include "tests/payday/office.h"

#include "absl/strings/str_replace.h"

namespace dayaq::testing {

Office::Office(std::string address, std::string certificates, std::string token_command, uint64_t seed)
    : address_(std::move(address)),
      certificates_(std::move(certificates)),
      token_command_(std::move(token_command)),
      channel_(Of("aysel-registrar").NewChannel()),
      random_(seed) {}

bool Office::ComesAgain(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kAborted:
      return true;
    default:
      return false;
  }
}

EdgeClient& Office::Of(const std::string& subject) {
  auto& client = people_[subject];
  if (client == nullptr) {
    client =
        std::make_unique<EdgeClient>(address_, certificates_, absl::StrReplaceAll(token_command_, {{"SUBJECT_HERE", subject}}));
  }
  return *client;
}

}  // namespace dayaq::testing
