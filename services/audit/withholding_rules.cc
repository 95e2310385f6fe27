#include "services/audit/withholding_rules.h"

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::audit {
namespace {

constexpr size_t kUuidLength = 36;

absl::Status NotInThisState(absl::string_view message) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED, message);
}

}  // namespace

void CheckProposal(const v1::Withholding& withholding, absl::Time now, absl::string_view at, Violations& found) {
  const auto fault = [&](absl::string_view field, absl::string_view what) {
    found.Add(absl::StrCat(at, field), ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, std::string(what));
  };
  if (withholding.looks_staff_uid().size() == kUuidLength && !IsUuid(withholding.looks_staff_uid())) {
    found.Add(absl::StrCat(at, "looks_staff_uid"), ErrorReason::ERROR_REASON_PATTERN_MISMATCH,
              "Name a member of the staff by uid.");
  }
  // What is missing is told by the rules of the fields.
  if (!withholding.has_end_time() || !withholding.has_looks_from() || !withholding.has_looks_until()) return;
  const absl::Time end = TimeOf(withholding.end_time());
  if (end <= now) {
    fault("end_time", "The end lies ahead.");
  } else if (end - now > kLongestWithholding) {
    fault("end_time", "The end is 180 days from now at most.");
  }
  if (TimeOf(withholding.looks_from()) >= TimeOf(withholding.looks_until())) {
    fault("looks_until", "The end of the looks comes after their beginning.");
  } else if (TimeOf(withholding.looks_until()) > end) {
    fault("looks_until", "The looks end when the withholding does, at the latest.");
  }
}

absl::Status CheckApprovable(const v1::Withholding& withholding, absl::Time now) {
  if (withholding.state() != v1::WITHHOLDING_STATE_PROPOSED) return NotInThisState("Only a proposal is approved.");
  if (TimeOf(withholding.end_time()) <= now) return NotInThisState("The proposed time is over: propose anew.");
  return absl::OkStatus();
}

absl::Status CheckEndable(const v1::Withholding& withholding) {
  if (withholding.state() != v1::WITHHOLDING_STATE_ENDED) return absl::OkStatus();
  return NotInThisState("The withholding is ended already.");
}

bool IsInForce(const v1::Withholding& withholding, absl::Time now) {
  return withholding.state() == v1::WITHHOLDING_STATE_IN_FORCE && TimeOf(withholding.end_time()) > now;
}

}  // namespace dayaq::audit
