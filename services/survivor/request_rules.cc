#include "services/survivor/request_rules.h"

#include <algorithm>
#include <set>

namespace dayaq::survivor {

void CheckResolution(const v1::ResolveCorrectionRequest& request, Violations& found) {
  const bool has_reason = request.decline_reason() != v1::CORRECTION_DECLINE_REASON_UNSPECIFIED;
  if (!request.done() && !has_reason) {
    found.Add("decline_reason", ErrorReason::ERROR_REASON_REQUIRED, "Say that it is done, or why it is declined.");
  }
  if (request.done() && has_reason) {
    found.Add("decline_reason", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "What is done is not declined: leave one of the two out.");
  }
}

absl::Status CheckUnanswered(const v1::CorrectionRequest& asked) {
  if (asked.state() == v1::CORRECTION_STATE_OPEN) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_REQUEST_CLOSED,
                   "It was answered already; who disagrees asks anew.");
}

void SetResolved(const v1::ResolveCorrectionRequest& request, v1::CorrectionRequest& asked) {
  asked.set_state(request.done() ? v1::CORRECTION_STATE_DONE : v1::CORRECTION_STATE_DECLINED);
  asked.set_decline_reason(request.decline_reason());
  asked.set_answer(request.answer());
}

void TakePreference(const v1::SetContactPreferenceRequest& request, v1::SaidBy said_by, v1::ContactPreference& preference) {
  preference.set_channel(request.channel());
  preference.clear_refused_purposes();
  std::set<int> purposes(request.refused_purposes().begin(), request.refused_purposes().end());
  for (const int purpose : purposes) preference.add_refused_purposes(static_cast<v1::ContactPurpose>(purpose));
  preference.set_said_by(said_by);
}

bool MayCall(const v1::ContactPreference& preference) {
  return preference.channel() == v1::CONTACT_CHANNEL_UNSPECIFIED || preference.channel() == v1::CONTACT_CHANNEL_ANY;
}

bool MayAskFor(const v1::ContactPreference& preference, v1::ContactPurpose purpose) {
  const auto& refused = preference.refused_purposes();
  return preference.channel() != v1::CONTACT_CHANNEL_NONE && std::find(refused.begin(), refused.end(), purpose) == refused.end();
}

}  // namespace dayaq::survivor
