// Resource names of this service.
#ifndef SERVICES_REHABILITATION_REHABILITATION_NAMES_H_
#define SERVICES_REHABILITATION_REHABILITATION_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/rehabilitation/v1/appointment.pb.h"
#include "dayaq/rehabilitation/v1/centre.pb.h"
#include "dayaq/rehabilitation/v1/episode.pb.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::rehabilitation {

inline std::string CentreName(absl::string_view uid) { return absl::StrCat("centres/", uid); }
inline std::string EpisodeName(absl::string_view uid) { return absl::StrCat("episodes/", uid); }
inline std::string AppointmentName(absl::string_view uid) { return absl::StrCat("appointments/", uid); }
inline std::string SeriesName(absl::string_view uid) { return absl::StrCat("appointmentSeries/", uid); }
inline std::string SurvivorName(absl::string_view uid) { return absl::StrCat("survivors/", uid); }

inline void SetName(v1::Centre& centre) { centre.set_name(CentreName(centre.uid())); }
inline void SetName(v1::Specialist& one) { one.set_name(absl::StrCat(CentreName(one.centre_uid()), "/specialists/", one.uid())); }
inline void SetName(v1::Room& one) { one.set_name(absl::StrCat(CentreName(one.centre_uid()), "/rooms/", one.uid())); }
inline void SetName(v1::Closure& one) { one.set_name(absl::StrCat(CentreName(one.centre_uid()), "/closures/", one.uid())); }
inline void SetName(v1::Episode& episode) { episode.set_name(EpisodeName(episode.uid())); }
inline void SetName(v1::Appointment& appointment) { appointment.set_name(AppointmentName(appointment.uid())); }
inline void SetName(v1::Waiting& waiting) { waiting.set_name(absl::StrCat("waiting/", waiting.uid())); }

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_REHABILITATION_NAMES_H_
