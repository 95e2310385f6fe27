#include "services/employment/enrolment_service.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/employment/course_rules.h"
#include "services/employment/support_names.h"
#include "services/employment/support_rules.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::employment {
namespace {

using rpc::Call;

// The order of waiting: whoever was hurt, then members of families; then whoever has waited longest.
constexpr int kSurvivorsFirst = 1;
constexpr int kFamiliesNext = 2;

absl::Status EnrolledAlready() {
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_ENROLLED_ALREADY,
                   "The person is in that course, or waits for a place in it.");
}

template <typename Names>
std::vector<std::string> UidsOf(const Names& names) {
  std::vector<std::string> uids;
  for (const std::string& name : names) uids.push_back(UidOf(name));
  return uids;
}

}  // namespace

template <typename Request>
absl::StatusOr<v1::Enrolment> EnrolmentService::Begin(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Enrolment enrolment, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), enrolment.etag()));
  call.Before(enrolment);
  call.Touch(RecordOf(enrolment));
  return enrolment;
}

absl::StatusOr<v1::Enrolment> EnrolmentService::EnrolPerson(const v1::EnrolPersonRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  v1::Enrolment enrolment;
  RETURN_IF_ERROR(TakeWhose(transaction, UidOf(request.profile()), enrolment));
  // How many places are left is asked when nobody else takes one any more.
  ASSIGN_OR_RETURN(const v1::Course course, courses_.Hold(transaction, UidOf(request.course())));
  RETURN_IF_ERROR(CheckOpen(course, policy_.courses, call.today()));
  ASSIGN_OR_RETURN(const bool enrolled, store_.IsEnrolled(transaction, course.uid(), enrolment.person_uid()));
  if (enrolled) return EnrolledAlready();
  enrolment.set_uid(call.NewUid());
  enrolment.set_course_uid(course.uid());
  enrolment.set_state(StateOfNew(course));
  enrolment.set_rank(enrolment.member_uid().empty() ? kSurvivorsFirst : kFamiliesNext);
  RETURN_IF_ERROR(store_.Add(transaction, enrolment));
  call.Touch(RecordOf(enrolment));
  const std::string name = EnrolmentName(enrolment.uid());
  call.Emit(enrolment.state() == v1::ENROLMENT_STATE_PLACED ? "enrolment.placed" : "enrolment.waiting", name);
  return Reread(name, call);
}

absl::StatusOr<v1::Enrolment> EnrolmentService::LeaveCourse(const v1::LeaveCourseRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Enrolment seen, store_.Get(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(courses_.Hold(call.transaction(), seen.course_uid()).status());
  ASSIGN_OR_RETURN(v1::Enrolment enrolment, Begin(request, call));
  RETURN_IF_ERROR(Leave(request.reason(), call.today(), enrolment));
  RETURN_IF_ERROR(store_.Leave(call.transaction(), enrolment));
  call.Emit("enrolment.left", enrolment.name());
  call.Emit("course.place_free", CourseName(enrolment.course_uid()));
  return Reread(enrolment.name(), call);
}

absl::StatusOr<v1::Enrolment> EnrolmentService::GetEnrolment(const v1::GetEnrolmentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Enrolment enrolment, Reread(request.name(), call));
  call.Touch(RecordOf(enrolment));
  return enrolment;
}

absl::StatusOr<v1::ListEnrolmentsResponse> EnrolmentService::ListEnrolments(const v1::ListEnrolmentsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  v1::Enrolment after;
  if (const std::vector<std::string> parts = absl::StrSplit(cursor, '/'); parts.size() == 2) {
    int rank = 0;
    if (absl::SimpleAtoi(parts[0], &rank)) after.set_rank(rank);
    after.set_uid(parts[1]);
  }
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Enrolment> enrolments, store_.List(call.transaction(), request, after, size + 1));
  v1::ListEnrolmentsResponse response;
  if (enrolments.size() > static_cast<size_t>(size)) {
    enrolments.pop_back();
    response.set_next_page_token(call.PageToken(absl::StrCat(enrolments.back().rank(), "/", enrolments.back().uid()), request));
  }
  for (v1::Enrolment& enrolment : enrolments) {
    call.Touch(RecordOf(enrolment));
    *response.add_enrolments() = std::move(enrolment);
  }
  return response;
}

absl::StatusOr<v1::RecordAttendanceResponse> EnrolmentService::RecordAttendance(const v1::RecordAttendanceRequest& request,
                                                                                Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Course course, courses_.Get(transaction, UidOf(request.course())));
  Violations found;
  CheckAttendance(request, course, found);
  RETURN_IF_ERROR(found.ToStatus());
  const std::vector<std::string> present = UidsOf(request.present());
  std::vector<std::string> named = UidsOf(request.absent());
  named.insert(named.end(), present.begin(), present.end());
  ASSIGN_OR_RETURN(const int64_t noted, store_.NoteAttendance(transaction, course.uid(), ToText(request.day()), named, present));
  // Somebody has no place in that course, or lies out of reach: half of a day is no day.
  if (noted != static_cast<int64_t>(named.size())) return NotFound();
  ASSIGN_OR_RETURN(std::vector<v1::Enrolment> enrolments, store_.AllOf(transaction, named));
  v1::RecordAttendanceResponse response;
  response.set_name(course.name());
  for (v1::Enrolment& enrolment : enrolments) {
    call.Touch(RecordOf(enrolment));
    *response.add_enrolments() = std::move(enrolment);
  }
  return response;
}

absl::StatusOr<v1::Enrolment> EnrolmentService::RecordExam(const v1::RecordExamRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Enrolment enrolment, Begin(request, call));
  RETURN_IF_ERROR(CheckExaminee(enrolment));
  ASSIGN_OR_RETURN(const v1::Course course, courses_.Get(call.transaction(), enrolment.course_uid()));
  Violations found;
  CheckExam(request, enrolment, course, policy_.courses, found);
  RETURN_IF_ERROR(found.ToStatus());
  TakeExam(request, policy_.courses, enrolment);
  RETURN_IF_ERROR(store_.TakeExam(call.transaction(), enrolment));
  call.Emit(enrolment.state() == v1::ENROLMENT_STATE_PASSED ? "enrolment.passed" : "enrolment.failed", enrolment.name());
  return Reread(enrolment.name(), call);
}

absl::StatusOr<v1::Enrolment> EnrolmentService::IssueCertificate(const v1::IssueCertificateRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Enrolment enrolment, Begin(request, call));
  Violations found;
  CheckCertificate(request, enrolment, found);
  RETURN_IF_ERROR(found.ToStatus());
  enrolment.set_certificate_number(request.certificate_number());
  *enrolment.mutable_certified_on() = request.certified_on();
  RETURN_IF_ERROR(store_.Certify(call.transaction(), enrolment));
  // Whoever proposes vacancies hears of the profile: what the person can do has changed.
  call.Emit("enrolment.certified", absl::StrCat("profiles/", enrolment.profile_uid()));
  return Reread(enrolment.name(), call);
}

absl::Status EnrolmentService::EmptyList(const v1::Course& course, v1::LeaveReason reason,
                                         const std::vector<v1::EnrolmentState>& states, Call& call) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> left,
                   store_.LeaveAll(call.transaction(), course.uid(), reason, call.today(), states));
  for (const std::string& uid : left) call.Emit("enrolment.left", EnrolmentName(uid));
  return absl::OkStatus();
}

absl::Status EnrolmentService::FillPlaces(const outbox::v1::Event& event, Call& call) const {
  ASSIGN_OR_RETURN(const v1::Course course, courses_.Hold(call.transaction(), UidOf(event.resource())));
  if (course.state() == v1::COURSE_STATE_CANCELLED) {
    return EmptyList(course, v1::LEAVE_REASON_COURSE_CANCELLED,
                     {v1::ENROLMENT_STATE_WAITING, v1::ENROLMENT_STATE_PLACED, v1::ENROLMENT_STATE_FAILED}, call);
  }
  if (!CheckOpen(course, policy_.courses, call.today()).ok()) {
    return EmptyList(course, v1::LEAVE_REASON_COURSE_BEGAN, {v1::ENROLMENT_STATE_WAITING}, call);
  }
  const int free = FreePlaces(course, policy_.courses, call.today());
  if (free == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<v1::Enrolment> next, store_.NextWaiting(call.transaction(), course.uid(), free));
  std::vector<std::string> uids;
  for (const v1::Enrolment& enrolment : next) {
    uids.push_back(enrolment.uid());
    call.Touch(RecordOf(enrolment));
    call.Emit("enrolment.placed", enrolment.name());
  }
  return store_.Place(call.transaction(), uids);
}

absl::StatusOr<v1::Enrolment> EnrolmentService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::RecordAttendanceResponse> EnrolmentService::RereadAttendance(const std::string& name, Call& call) {
  RETURN_IF_ERROR(courses_.Get(call.transaction(), UidOf(name)).status());
  v1::RecordAttendanceResponse response;
  response.set_name(name);
  return response;
}

void EnrolmentService::Bind(rpc::Methods& methods) {
  using S = EnrolmentService;
  methods.Change("EnrolPerson", *this, &S::EnrolPerson, &S::Reread);
  methods.Change("LeaveCourse", *this, &S::LeaveCourse, &S::Reread);
  methods.Read("GetEnrolment", *this, &S::GetEnrolment);
  methods.Read("ListEnrolments", *this, &S::ListEnrolments);
  methods.Change("RecordAttendance", *this, &S::RecordAttendance, &S::RereadAttendance);
  methods.Change("RecordExam", *this, &S::RecordExam, &S::Reread);
  methods.Change("IssueCertificate", *this, &S::IssueCertificate, &S::Reread);
}

}  // namespace dayaq::employment
