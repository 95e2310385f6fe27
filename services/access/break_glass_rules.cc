#include "services/access/break_glass_rules.h"

#include "absl/strings/ascii.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/unicode.h"

namespace dayaq::access {
void CheckOpening(const v1::OpenBreakGlassRequest& request, Violations& found) {
  if (request.number().empty() && request.national_id().empty()) {
    found.Add("number", ErrorReason::ERROR_REASON_REQUIRED, "Say whose record: a number or a national id.");
  }
  if (!request.number().empty() && !request.national_id().empty()) {
    found.Add("national_id", ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Say a number or a national id, not both.");
  }
  // Shorter ones are told by the rule on the field.
  if (CountCodePoints(request.reason_words()) >= kShortestReason &&
      CountCodePoints(absl::StripAsciiWhitespace(request.reason_words())) < kShortestReason) {
    found.Add("reason_words", ErrorReason::ERROR_REASON_TOO_SHORT, "Say in at least twenty letters why.");
  }
}

bool IsOpen(const v1::BreakGlass& opening, absl::Time now) {
  return !opening.has_closed_time() && TimeOf(opening.expire_time()) > now;
}

absl::Status CheckCloseable(const v1::BreakGlass& opening, absl::Time now) {
  if (IsOpen(opening, now)) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED, "It is closed already.");
}

absl::Status CheckReviewable(const v1::BreakGlass& opening) {
  if (opening.verdict() == v1::BREAK_GLASS_VERDICT_UNSPECIFIED) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED, "It was reviewed already.");
}

}  // namespace dayaq::access
