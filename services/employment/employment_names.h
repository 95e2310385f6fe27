// Resource names of profiles, employers, vacancies, proposals and placements.
#ifndef SERVICES_EMPLOYMENT_EMPLOYMENT_NAMES_H_
#define SERVICES_EMPLOYMENT_EMPLOYMENT_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/employment/v1/placement.pb.h"
#include "dayaq/employment/v1/profile.pb.h"
#include "dayaq/employment/v1/vacancy.pb.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::employment {

inline std::string ProfileName(absl::string_view uid) { return absl::StrCat("profiles/", uid); }
inline std::string PlacementName(absl::string_view uid) { return absl::StrCat("placements/", uid); }
inline std::string RecordName(absl::string_view uid) { return absl::StrCat("survivors/", uid); }

inline void SetName(v1::Profile& profile) { profile.set_name(ProfileName(profile.uid())); }
inline void SetName(v1::Employer& employer) { employer.set_name(absl::StrCat("employers/", employer.uid())); }
inline void SetName(v1::Vacancy& vacancy) { vacancy.set_name(absl::StrCat("vacancies/", vacancy.uid())); }
inline void SetName(v1::Proposal& proposal) { proposal.set_name(absl::StrCat("proposals/", proposal.uid())); }
inline void SetName(v1::Placement& placement) { placement.set_name(PlacementName(placement.uid())); }
inline void SetName(v1::RetentionCheck& check) { check.set_name(absl::StrCat("retentionChecks/", check.uid())); }

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_EMPLOYMENT_NAMES_H_
