// Resource names of courses, own businesses, studies and invitations.
#ifndef SERVICES_EMPLOYMENT_SUPPORT_NAMES_H_
#define SERVICES_EMPLOYMENT_SUPPORT_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "dayaq/employment/v1/course.pb.h"
#include "dayaq/employment/v1/grant.pb.h"
#include "dayaq/employment/v1/invitation.pb.h"
#include "dayaq/employment/v1/study.pb.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::employment {

inline std::string CourseName(absl::string_view uid) { return absl::StrCat("courses/", uid); }
inline std::string EnrolmentName(absl::string_view uid) { return absl::StrCat("enrolments/", uid); }
inline std::string GrantName(absl::string_view uid) { return absl::StrCat("grants/", uid); }
inline std::string StudyName(absl::string_view uid) { return absl::StrCat("studies/", uid); }
inline std::string InvitationName(absl::string_view uid) { return absl::StrCat("invitations/", uid); }
// Whose record changes when something of a person does.
template <typename M>
std::string RecordOf(const M& row) {
  return absl::StrCat("survivors/", row.survivor_uid());
}

inline void SetName(v1::TrainingProvider& one) { one.set_name(absl::StrCat("trainingProviders/", one.uid())); }
inline void SetName(v1::Course& one) { one.set_name(CourseName(one.uid())); }
inline void SetName(v1::SafetyGroup& one) { one.set_name(absl::StrCat("safetyGroups/", one.uid())); }
inline void SetName(v1::Enrolment& one) { one.set_name(EnrolmentName(one.uid())); }
inline void SetName(v1::Grant& one) { one.set_name(GrantName(one.uid())); }
inline void SetName(v1::GrantVisit& one) { one.set_name(absl::StrCat("grantVisits/", one.uid())); }
inline void SetName(v1::Study& one) { one.set_name(StudyName(one.uid())); }
inline void SetName(v1::StudyTerm& one) { one.set_name(absl::StrCat("studyTerms/", one.uid())); }
inline void SetName(v1::Invitation& one) { one.set_name(InvitationName(one.uid())); }

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_SUPPORT_NAMES_H_
