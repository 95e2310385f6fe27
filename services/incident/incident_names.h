// Resource names of this service.
#ifndef SERVICES_INCIDENT_INCIDENT_NAMES_H_
#define SERVICES_INCIDENT_INCIDENT_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/incident.pb.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::incident {

inline std::string IncidentName(absl::string_view uid) { return absl::StrCat("incidents/", uid); }
inline std::string ImportName(absl::string_view uid) { return absl::StrCat("imports/", uid); }
inline std::string CasualtyName(absl::string_view incident_uid, absl::string_view uid) {
  return absl::StrCat("incidents/", incident_uid, "/casualties/", uid);
}

inline void SetNames(v1::Casualty& casualty) { casualty.set_name(CasualtyName(casualty.incident_uid(), casualty.uid())); }
inline void SetNames(v1::Incident& incident) {
  incident.set_name(IncidentName(incident.uid()));
  for (v1::Casualty& casualty : *incident.mutable_casualties()) SetNames(casualty);
}

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_INCIDENT_NAMES_H_
