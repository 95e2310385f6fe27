// The half of dayaq.employment.v1.CourseService about providers, courses and groups of employers. No SQL, no gRPC, no clock of its
// own. The other half: enrolment_service.h.
#ifndef SERVICES_EMPLOYMENT_COURSE_SERVICE_H_
#define SERVICES_EMPLOYMENT_COURSE_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/employment/v1/course_service.pb.h"
#include "services/employment/course_store.h"
#include "services/employment/support_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

class CourseService {
 public:
  // `policy` outlives it.
  explicit CourseService(const SupportPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::TrainingProvider> AddTrainingProvider(const v1::AddTrainingProviderRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListTrainingProvidersResponse> ListTrainingProviders(const v1::ListTrainingProvidersRequest& request,
                                                                          rpc::Call& call);
  absl::StatusOr<v1::Course> PlanCourse(const v1::PlanCourseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Course> CancelCourse(const v1::CancelCourseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::GetCourseResponse> GetCourse(const v1::GetCourseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListCoursesResponse> ListCourses(const v1::ListCoursesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::SafetyGroup> EnrolGroup(const v1::EnrolGroupRequest& request, rpc::Call& call);
  absl::StatusOr<v1::SafetyGroup> RecordGroupTrained(const v1::RecordGroupTrainedRequest& request, rpc::Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckPlan(const v1::PlanCourseRequest& request, rpc::Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::TrainingProvider> RereadProvider(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::Course> RereadCourse(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::SafetyGroup> RereadGroup(const std::string& name, rpc::Call& call);

 private:
  absl::Status CheckDistrict(const std::string& district, const std::string& field, rpc::Call& call) const;

  const SupportPolicy& policy_;
  CourseStore store_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_COURSE_SERVICE_H_
