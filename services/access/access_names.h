// Resource names of this service.
#ifndef SERVICES_ACCESS_ACCESS_NAMES_H_
#define SERVICES_ACCESS_ACCESS_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::access {

inline std::string InstitutionName(absl::string_view code) { return absl::StrCat("institutions/", code); }
inline std::string StaffName(absl::string_view uid) { return absl::StrCat("staff/", uid); }
inline std::string SessionName(absl::string_view uid) { return absl::StrCat("sessions/", uid); }
inline std::string AssignmentName(absl::string_view uid) { return absl::StrCat("roleAssignments/", uid); }
inline std::string BreakGlassName(absl::string_view uid) { return absl::StrCat("breakGlasses/", uid); }
inline std::string RoleName(absl::string_view role) { return absl::StrCat("roles/", role); }

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_ACCESS_NAMES_H_
