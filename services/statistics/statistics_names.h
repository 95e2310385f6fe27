// Resource names of the statistics service.
#ifndef SERVICES_STATISTICS_STATISTICS_NAMES_H_
#define SERVICES_STATISTICS_STATISTICS_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/statistics/v1/release.pb.h"

namespace dayaq::statistics {

inline std::string ReleaseName(absl::string_view uid) { return absl::StrCat("releases/", uid); }
inline void SetName(v1::Release& release) { release.set_name(ReleaseName(release.uid())); }

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_STATISTICS_NAMES_H_
