// Resource names of this service.
#ifndef SERVICES_AUDIT_AUDIT_NAMES_H_
#define SERVICES_AUDIT_AUDIT_NAMES_H_

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::audit {

inline std::string AuditEntryName(absl::string_view uid) { return absl::StrCat("auditEntries/", uid); }
inline std::string WithholdingName(absl::string_view uid) { return absl::StrCat("withholdings/", uid); }
inline std::string UnusualLookName(absl::string_view uid) { return absl::StrCat("unusualLooks/", uid); }
inline std::string WatchedRecordName(absl::string_view uid) { return absl::StrCat("watchedRecords/", uid); }
inline std::string SurvivorName(absl::string_view uid) { return absl::StrCat("survivors/", uid); }

// Whether the name is of a person, with everything that belongs to them.
inline bool IsPerson(absl::string_view name) { return absl::StartsWith(name, "survivors/") && name.rfind('/') == 9; }

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_AUDIT_NAMES_H_
