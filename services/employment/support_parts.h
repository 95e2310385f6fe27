// Courses, own businesses, studies and invitations, wired: their methods and what follows by itself. The other half of the service:
// employment_parts.h, which takes both together.
#ifndef SERVICES_EMPLOYMENT_SUPPORT_PARTS_H_
#define SERVICES_EMPLOYMENT_SUPPORT_PARTS_H_

#include <vector>

#include "services/employment/course_service.h"
#include "services/employment/enrolment_service.h"
#include "services/employment/grant_service.h"
#include "services/employment/invitation_service.h"
#include "services/employment/study_service.h"
#include "services/employment/support_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::employment {

// Lives as long as it is served.
class SupportParts {
 public:
  explicit SupportParts(SupportPolicy policy);
  SupportParts(const SupportParts&) = delete;
  SupportParts& operator=(const SupportParts&) = delete;

  std::vector<rpc::Methods*> methods() { return {&course_methods_, &grant_methods_, &study_methods_, &invitation_methods_}; }
  // "employment.invite", "employment.fill_places" (db/deploy/employment_support.sql).
  std::vector<rpc::Reaction> reactions() const;

 private:
  const SupportPolicy policy_;
  CourseService courses_;
  EnrolmentService enrolments_;
  GrantService grants_;
  StudyService studies_;
  InvitationService invitations_;
  rpc::Methods course_methods_{"dayaq.employment.v1.CourseService"};
  rpc::Methods grant_methods_{"dayaq.employment.v1.GrantService"};
  rpc::Methods study_methods_{"dayaq.employment.v1.StudyService"};
  rpc::Methods invitation_methods_{"dayaq.employment.v1.InvitationService"};
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_SUPPORT_PARTS_H_
