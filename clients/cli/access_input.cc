#include "clients/cli/access_input.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "clients/cli/message_fields.h"
#include "re2/re2.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/sealing/uuid7.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {

std::string AccessInput::Uid(absl::string_view collection, const std::string& text) {
  absl::string_view uid = text;
  absl::ConsumePrefix(&uid, absl::StrCat(collection, "/"));
  if (IsUuid(uid)) return std::string(uid);
  faults_.push_back(absl::StrCat(text, ": ", Text{"belə yazılır: ", "is written as "}.In(language_), collection, "/{uuid}"));
  return "";
}

std::string AccessInput::Name(absl::string_view collection, const std::string& text) {
  return absl::StrCat(collection, "/", Uid(collection, text));
}

std::string AccessInput::InstitutionCode(const std::string& text) {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{1,39}"};
  std::string code(absl::StripPrefix(text, "institutions/"));
  if (RE2::FullMatch(code, *kCode)) return code;
  faults_.push_back(absl::StrCat(
      text, ": ",
      Text{"qurum kodu ilə yazılır: hospital-tartar", "an institution is named by its code: hospital-tartar"}.In(language_)));
  return "";
}

std::string AccessInput::Role(const std::string& text) {
  static const LazyRE2 kRole = {"[a-z][a-z_]{1,39}"};
  std::string role(absl::StripPrefix(text, "roles/"));
  if (RE2::FullMatch(role, *kRole)) return role;
  faults_.push_back(absl::StrCat(
      text, ": ", Text{"vəzifə siyasətdəki kimi yazılır: clinician", "a role is named as in the policy: clinician"}.In(language_)));
  return "";
}

google::protobuf::Timestamp AccessInput::Moment(const std::string& text, int days_later) {
  absl::Time moment;
  std::string error;
  if (absl::CivilDay day; absl::ParseCivilTime(text, &day)) return Timestamp(absl::FromCivil(day + days_later, BakuZone()));
  if (absl::ParseTime("%Y-%m-%d %H:%M", text, BakuZone(), &moment, &error)) return Timestamp(moment);
  if (absl::ParseTime(absl::RFC3339_full, text, &moment, &error)) return Timestamp(moment);
  faults_.push_back(absl::StrCat(text, ": ", Text{"vaxt belə yazılır: ", "a time is written as "}.In(language_),
                                 "2026-12-31, \"2026-12-31 18:00\""));
  return {};
}

google::protobuf::Timestamp AccessInput::Beginning(const std::string& text) { return Moment(text, 0); }
google::protobuf::Timestamp AccessInput::End(const std::string& text) { return Moment(text, 1); }

void AccessInput::Set(absl::string_view path, const std::string& text, google::protobuf::Message& message) {
  const absl::Status status = SetFromText(path, text, message);
  if (!status.ok()) faults_.emplace_back(status.message());
}

void AccessInput::Require(bool so, const Text& otherwise) {
  if (!so) faults_.emplace_back(otherwise.In(language_));
}

absl::Status AccessInput::ToStatus() const {
  return faults_.empty() ? absl::OkStatus() : absl::InvalidArgumentError(absl::StrJoin(faults_, "\n"));
}

}  // namespace dayaq::cli
