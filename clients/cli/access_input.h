// What access commands are told, as people say it: staff, assignments, roles, moments. Collects every fault, so that all are told
// at once and before anything is sent.
#ifndef CLIENTS_CLI_ACCESS_INPUT_H_
#define CLIENTS_CLI_ACCESS_INPUT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "clients/cli/language.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"

namespace dayaq::cli {

class AccessInput {
 public:
  explicit AccessInput(Language language) : language_(language) {}

  // The UID of "staff/{uuid}", "sessions/{uuid}", "survivors/{uuid}" or of the UUID alone; empty after a fault.
  std::string Uid(absl::string_view collection, const std::string& text);
  // "roleAssignments/{uuid}" or "breakGlasses/{uuid}" of that, or of the UUID alone.
  std::string Name(absl::string_view collection, const std::string& text);
  // "anama" of "institutions/anama" or "anama".
  std::string InstitutionCode(const std::string& text);
  // "clinician" of "roles/clinician" or "clinician".
  std::string Role(const std::string& text);
  // A moment: "2026-12-31 18:00" in Baku or RFC 3339. A day alone means its first moment, or the one after it.
  google::protobuf::Timestamp Beginning(const std::string& text);
  google::protobuf::Timestamp End(const std::string& text);
  // Sets a code or another field of `message` (message_fields.h).
  void Set(absl::string_view path, const std::string& text, google::protobuf::Message& message);
  // A fault unless it is so.
  void Require(bool so, const Text& otherwise);

  // INVALID_ARGUMENT with one fault a line.
  absl::Status ToStatus() const;

 private:
  google::protobuf::Timestamp Moment(const std::string& text, int days_later);

  const Language language_;
  std::vector<std::string> faults_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_ACCESS_INPUT_H_
