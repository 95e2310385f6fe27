// The half of dayaq.employment.v1.CourseService about people in courses, and what follows by itself when places become free. No
// SQL, no gRPC, no clock of its own. The other half: course_service.h.
#ifndef SERVICES_EMPLOYMENT_ENROLMENT_SERVICE_H_
#define SERVICES_EMPLOYMENT_ENROLMENT_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/employment/v1/course_service.pb.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/employment/course_store.h"
#include "services/employment/enrolment_store.h"
#include "services/employment/support_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

class EnrolmentService {
 public:
  // `policy` outlives it.
  explicit EnrolmentService(const SupportPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Enrolment> EnrolPerson(const v1::EnrolPersonRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Enrolment> LeaveCourse(const v1::LeaveCourseRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Enrolment> GetEnrolment(const v1::GetEnrolmentRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListEnrolmentsResponse> ListEnrolments(const v1::ListEnrolmentsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::RecordAttendanceResponse> RecordAttendance(const v1::RecordAttendanceRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Enrolment> RecordExam(const v1::RecordExamRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Enrolment> IssueCertificate(const v1::IssueCertificateRequest& request, rpc::Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Enrolment> Reread(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::RecordAttendanceResponse> RereadAttendance(const std::string& name, rpc::Call& call);

  // A place became free, a list closes, or a course does not take place: "employment.fill_places".
  absl::Status FillPlaces(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  // The enrolment as the request decided on it, kept from changing.
  template <typename Request>
  absl::StatusOr<v1::Enrolment> Begin(const Request& request, rpc::Call& call) const;
  absl::Status EmptyList(const v1::Course& course, v1::LeaveReason reason, const std::vector<v1::EnrolmentState>& states,
                         rpc::Call& call) const;

  const SupportPolicy& policy_;
  CourseStore courses_;
  EnrolmentStore store_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_ENROLMENT_SERVICE_H_
