#include "clients/cli/view_parts.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "clients/cli/output.h"
#include "services/platform/text/azerbaijani.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {

std::string Moment(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixSeconds(time.seconds()), BakuZone());
}

std::string Money(int64_t qepik, Language language) {
  const char* const decimal_mark = language == Language::kAz ? "," : ".";
  return absl::StrFormat("%s%d%s%02d AZN", qepik < 0 ? "-" : "", std::abs(qepik / 100), decimal_mark, std::abs(qepik % 100));
}

std::string Stretch(const common::v1::PartialDate& from, const common::v1::PartialDate& until) {
  const std::string first = dayaq::ToText(from);
  const std::string last = dayaq::ToText(until);
  if (first.empty() && last.empty()) return "";
  return absl::StrCat(first, first.empty() ? "– " : " –", first.empty() || last.empty() ? "" : " ", last);
}

std::string InWords(const payment::v1::Words& words, Language language) {
  const std::string& wanted = language == Language::kAz ? words.az() : words.en();
  if (!wanted.empty()) return wanted;
  return words.az().empty() ? words.en() : words.az();
}

std::string FullName(const common::v1::PersonIdentity& identity) {
  std::vector<std::string> parts;
  for (const std::string& part : {identity.family_name(), identity.given_name(), identity.father_name()}) {
    if (!part.empty()) parts.push_back(part);
  }
  return absl::StrJoin(parts, " ");
}

const char* Mark(bool there) { return there ? "✓" : "·"; }

std::string Listed(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  return absl::StrJoin(texts.begin(), texts.end(), ", ");
}

void FactRows::Add(const char* label, const std::string& value) {
  if (!value.empty()) rows_.emplace_back(label, Printable(value));
}

void FactRows::Print(std::ostream& out) const {
  int width = 0;
  for (const auto& [label, value] : rows_) width = std::max(width, DisplayWidth(label));
  for (const auto& [label, value] : rows_) {
    out << label << std::string(static_cast<size_t>(width - DisplayWidth(label) + 2), ' ') << value << "\n";
  }
}

std::string InAll(int64_t total, Language language) {
  constexpr int64_t kCounted = 1'000;
  const bool az = language == Language::kAz;
  if (total <= 0) return "";
  if (total > kCounted) return az ? "cəmi 1 000-dən çox" : "in all more than 1,000";
  return absl::StrCat(az ? "cəmi " : "in all ", total);
}

void PrintNextPage(const std::string& page_token, Language language, std::ostream& out) {
  if (page_token.empty()) return;
  out << "\n" << Text{"Davamı var: --page-token ", "There is more: --page-token "}.In(language) << page_token << "\n";
}

}  // namespace dayaq::cli
