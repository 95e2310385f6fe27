// Courses: on which days they are taught, who gets a place, who may sit the exam, who gets a certificate. Pure: no I/O, no clock.
#ifndef SERVICES_EMPLOYMENT_COURSE_RULES_H_
#define SERVICES_EMPLOYMENT_COURSE_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/course_service.pb.h"
#include "services/employment/support_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::employment {

// Whether the course is taught on that day; on how many days it is taught in all.
bool IsCourseDay(const v1::Course& course, absl::CivilDay day);
int CourseDays(const v1::Course& course);

// Faults of a course that is planned: days that are not whole, an end before the beginning or no day to teach on
// (COURSE_DAYS_IMPOSSIBLE).
void CheckCourse(const v1::Course& course, const std::string& path, Violations& found);
// FAILED_PRECONDITION with COURSE_CLOSED when nobody comes in any more: it does not take place, or began too long ago. The last day
// on which somebody may still come.
absl::Status CheckOpen(const v1::Course& course, const CourseRule& rule, absl::CivilDay today);
absl::CivilDay LastDayToEnrol(const v1::Course& course, const CourseRule& rule);

// Of whoever comes new: a place when one is free and nobody waits, else the waiting list.
v1::EnrolmentState StateOfNew(const v1::Course& course);
// FAILED_PRECONDITION: COURSE_PLACES_SHORT when a group does not fit, or people wait; SUPPORT_STEP_IMPOSSIBLE in a course that is
// not about safety.
absl::Status CheckGroup(const v1::Course& course, int workers);
// How many of those who wait get a place now.
int FreePlaces(const v1::Course& course, const CourseRule& rule, absl::CivilDay today);
// Whoever waits or has a place leaves, and whoever failed. FAILED_PRECONDITION for others.
absl::Status Leave(v1::LeaveReason reason, absl::CivilDay today, v1::Enrolment& enrolment);

// Faults of the attendance of a day: no day of the course (NOT_A_COURSE_DAY), somebody who is named twice (TOO_MANY_ITEMS), nobody
// who is named (REQUIRED).
void CheckAttendance(const v1::RecordAttendanceRequest& request, const v1::Course& course, Violations& found);

// FAILED_PRECONDITION unless somebody with a place, or who failed, sits the exam.
absl::Status CheckExaminee(const v1::Enrolment& enrolment);
// Faults of an exam: before the last day of the course (EXAM_BEFORE_COURSE_END), after too few days or more often than the rule
// allows (ATTENDANCE_TOO_LOW), before the last exam (SUPPORT_DAY_IMPOSSIBLE).
void CheckExam(const v1::RecordExamRequest& request, const v1::Enrolment& enrolment, const v1::Course& course,
               const CourseRule& rule, Violations& found);
void TakeExam(const v1::RecordExamRequest& request, const CourseRule& rule, v1::Enrolment& enrolment);

// Faults of a certificate, all of them: no exam that was passed (EXAM_NOT_PASSED), a day before the exam.
void CheckCertificate(const v1::IssueCertificateRequest& request, const v1::Enrolment& enrolment, Violations& found);

// Faults of how many of a group were there to the end: before the course ended (EXAM_BEFORE_COURSE_END), more than came
// (OUT_OF_RANGE).
void CheckTrained(const v1::SafetyGroup& group, const v1::Course& course, int trained, absl::CivilDay today, Violations& found);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_COURSE_RULES_H_
