// Nobody decides on a version they have not seen.
#ifndef SERVICES_PLATFORM_BASE_ETAG_H_
#define SERVICES_PLATFORM_BASE_ETAG_H_

#include "absl/strings/string_view.h"
#include "services/platform/base/error.h"

namespace dayaq {

// ABORTED with ETAG_MISMATCH when the version decided on is not the present one.
inline absl::Status CheckEtag(absl::string_view decided_on, absl::string_view present) {
  if (decided_on == present) return absl::OkStatus();
  return MakeError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_ETAG_MISMATCH,
                   "It was changed since it was read: read it again, then decide again.");
}

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_BASE_ETAG_H_
