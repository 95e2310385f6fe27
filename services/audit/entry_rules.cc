#include "services/audit/entry_rules.h"

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {

absl::StatusOr<Period> SearchPeriod(const v1::EntryFilter& filter, absl::Time now) {
  Period period;
  // What is asked about the present takes in what is written while it is answered.
  period.until = filter.has_until_time() ? TimeOf(filter.until_time()) : now + absl::Seconds(1);
  period.from = filter.has_from_time() ? TimeOf(filter.from_time()) : period.until - kUsualPeriod;
  Violations found;
  if (period.from >= period.until) {
    found.Add("filter.until_time", ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "The end comes after the beginning.");
  } else if (period.until - period.from > kLongestPeriod) {
    found.Add("filter.from_time", ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "Search over 366 days at most.");
  }
  RETURN_IF_ERROR(found.ToStatus());
  return period;
}

std::vector<std::string> SignersOf(const std::string& note) {
  std::vector<std::string> signers;
  const size_t text_end = note.rfind("\n\n");
  if (text_end == std::string::npos) return signers;
  for (absl::string_view line : absl::StrSplit(absl::string_view(note).substr(text_end + 2), '\n')) {
    if (!absl::ConsumePrefix(&line, "— ")) continue;
    signers.emplace_back(line.substr(0, line.find(' ')));
  }
  return signers;
}

}  // namespace dayaq::audit
