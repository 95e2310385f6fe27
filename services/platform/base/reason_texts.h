// What a reason says to a person, in Azerbaijani.
#ifndef SERVICES_PLATFORM_BASE_REASON_TEXTS_H_
#define SERVICES_PLATFORM_BASE_REASON_TEXTS_H_

#include "absl/strings/string_view.h"
#include "services/platform/base/error.h"

namespace dayaq {

// One sentence; every reason has one (a test walks the enum). The English sentence travels with the status itself.
absl::string_view ReasonTextAz(ErrorReason reason);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_BASE_REASON_TEXTS_H_
