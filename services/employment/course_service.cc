#include "services/employment/course_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/employment/course_rules.h"
#include "services/employment/support_names.h"
#include "services/employment/support_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::employment {

using rpc::Call;

absl::Status CourseService::CheckDistrict(const std::string& district, const std::string& field, Call& call) const {
  ASSIGN_OR_RETURN(const bool known, store_.IsPlace(call.transaction(), district));
  Violations found;
  if (!known) found.Add(field, ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Name a district of the national gazetteer.");
  return found.ToStatus();
}

absl::StatusOr<v1::TrainingProvider> CourseService::AddTrainingProvider(const v1::AddTrainingProviderRequest& request, Call& call) {
  RETURN_IF_ERROR(CheckDistrict(request.provider().district(), "provider.district", call));
  v1::TrainingProvider provider = request.provider();
  provider.set_uid(call.NewUid());
  provider.set_institution(call.caller().institution);
  RETURN_IF_ERROR(store_.Add(call.transaction(), provider));
  return RereadProvider(provider.uid(), call);
}

absl::StatusOr<v1::ListTrainingProvidersResponse> CourseService::ListTrainingProviders(
    const v1::ListTrainingProvidersRequest& request, Call& call) {
  ASSIGN_OR_RETURN(std::vector<v1::TrainingProvider> providers, store_.Providers(call.transaction(), request.district()));
  v1::ListTrainingProvidersResponse response;
  for (v1::TrainingProvider& provider : providers) *response.add_providers() = std::move(provider);
  return response;
}

absl::Status CourseService::CheckPlan(const v1::PlanCourseRequest& request, Call&, Violations& found) {
  CheckCourse(request.course(), "course", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Course> CourseService::PlanCourse(const v1::PlanCourseRequest& request, Call& call) {
  RETURN_IF_ERROR(CheckDistrict(request.course().district(), "course.district", call));
  RETURN_IF_ERROR(store_.Provider(call.transaction(), request.course().provider_uid()).status());
  // Work that is promised to those who pass is there to be had.
  if (!request.course().promised_vacancy_uid().empty()) {
    RETURN_IF_ERROR(store_.CheckVacancy(call.transaction(), request.course().promised_vacancy_uid()));
  }
  v1::Course course = request.course();
  course.set_uid(call.NewUid());
  course.set_institution(call.caller().institution);
  course.set_state(v1::COURSE_STATE_OPEN);
  course.set_taken(0);
  course.set_waiting(0);
  RETURN_IF_ERROR(store_.Add(call.transaction(), course));
  const std::string name = CourseName(course.uid());
  call.Emit("course.planned", name);
  // From then on nobody who waits gets a place any more.
  call.EmitAt("course.list_closes", name, absl::FromCivil(LastDayToEnrol(course, policy_.courses) + 1, BakuZone()));
  return RereadCourse(name, call);
}

absl::StatusOr<v1::Course> CourseService::CancelCourse(const v1::CancelCourseRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Course course, store_.GetToChange(call.transaction(), UidOf(request.name())));
  if (course.institution() != call.caller().institution) return NotFound();
  RETURN_IF_ERROR(CheckEtag(request.etag(), course.etag()));
  if (course.state() != v1::COURSE_STATE_OPEN || DayOf(course.last_day()) < call.today()) return StepImpossible();
  call.Before(course);
  RETURN_IF_ERROR(store_.Cancel(call.transaction(), course.uid()));
  call.Emit("course.cancelled", course.name());
  return RereadCourse(course.name(), call);
}

absl::StatusOr<v1::GetCourseResponse> CourseService::GetCourse(const v1::GetCourseRequest& request, Call& call) {
  v1::GetCourseResponse response;
  ASSIGN_OR_RETURN(*response.mutable_course(), RereadCourse(request.name(), call));
  ASSIGN_OR_RETURN(std::vector<v1::SafetyGroup> groups, store_.Groups(call.transaction(), response.course().uid()));
  for (v1::SafetyGroup& group : groups) *response.add_groups() = std::move(group);
  response.set_course_days(CourseDays(response.course()));
  return response;
}

absl::StatusOr<v1::ListCoursesResponse> CourseService::ListCourses(const v1::ListCoursesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  v1::Course after;
  if (const std::vector<std::string> parts = absl::StrSplit(cursor, '/'); parts.size() == 2) {
    *after.mutable_first_day() = PartialDateFromText(parts[0]).value_or(PartialDate());
    after.set_uid(parts[1]);
  }
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Course> courses, store_.List(call.transaction(), request, after, size + 1));
  v1::ListCoursesResponse response;
  if (courses.size() > static_cast<size_t>(size)) {
    courses.pop_back();
    const v1::Course& last = courses.back();
    response.set_next_page_token(call.PageToken(absl::StrCat(ToText(last.first_day()), "/", last.uid()), request));
  }
  for (v1::Course& course : courses) *response.add_courses() = std::move(course);
  return response;
}

absl::StatusOr<v1::SafetyGroup> CourseService::EnrolGroup(const v1::EnrolGroupRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Course course, store_.Hold(call.transaction(), UidOf(request.course())));
  RETURN_IF_ERROR(CheckOpen(course, policy_.courses, call.today()));
  RETURN_IF_ERROR(CheckGroup(course, request.workers()));
  v1::SafetyGroup group;
  group.set_uid(call.NewUid());
  group.set_course_uid(course.uid());
  group.set_employer_uid(request.employer_uid());
  group.set_workers(request.workers());
  group.set_institution(call.caller().institution);
  RETURN_IF_ERROR(store_.Add(call.transaction(), group));
  return RereadGroup(group.uid(), call);
}

absl::StatusOr<v1::SafetyGroup> CourseService::RecordGroupTrained(const v1::RecordGroupTrainedRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::SafetyGroup group, store_.Group(call.transaction(), request.group_uid()));
  if (group.institution() != call.caller().institution) return NotFound();
  ASSIGN_OR_RETURN(const v1::Course course, store_.Get(call.transaction(), group.course_uid()));
  Violations found;
  CheckTrained(group, course, request.trained(), call.today(), found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(store_.SetTrained(call.transaction(), group.uid(), request.trained()));
  return RereadGroup(group.uid(), call);
}

absl::StatusOr<v1::TrainingProvider> CourseService::RereadProvider(const std::string& name, Call& call) {
  return store_.Provider(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::Course> CourseService::RereadCourse(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::SafetyGroup> CourseService::RereadGroup(const std::string& name, Call& call) {
  return store_.Group(call.transaction(), UidOf(name));
}

void CourseService::Bind(rpc::Methods& methods) {
  using S = CourseService;
  methods.Change("AddTrainingProvider", *this, &S::AddTrainingProvider, &S::RereadProvider);
  methods.Read("ListTrainingProviders", *this, &S::ListTrainingProviders);
  methods.Change("PlanCourse", *this, &S::CheckPlan, &S::PlanCourse, &S::RereadCourse);
  methods.Change("CancelCourse", *this, &S::CancelCourse, &S::RereadCourse);
  methods.Read("GetCourse", *this, &S::GetCourse);
  methods.Read("ListCourses", *this, &S::ListCourses);
  methods.Change("EnrolGroup", *this, &S::EnrolGroup, &S::RereadGroup);
  methods.Change("RecordGroupTrained", *this, &S::RecordGroupTrained, &S::RereadGroup);
}

}  // namespace dayaq::employment
