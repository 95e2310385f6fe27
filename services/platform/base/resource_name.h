// Names of resources: collection/id, or collection/id/collection/id.
#ifndef SERVICES_PLATFORM_BASE_RESOURCE_NAME_H_
#define SERVICES_PLATFORM_BASE_RESOURCE_NAME_H_

#include <string>

#include "absl/strings/string_view.h"

namespace dayaq {

// The last part: the uid of what the name is of. The whole of a text without a slash.
inline std::string UidOf(absl::string_view name) { return std::string(name.substr(name.rfind('/') + 1)); }

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_BASE_RESOURCE_NAME_H_
