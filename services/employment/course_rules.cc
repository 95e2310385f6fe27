#include "services/employment/course_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/employment/support_rules.h"

namespace dayaq::employment {
namespace {

constexpr int kPercent = 100;

// '1' is Monday, as absl counts from 0.
char WeekdayOf(absl::CivilDay day) { return static_cast<char>('1' + static_cast<int>(absl::GetWeekday(day))); }

void CheckOverOn(const v1::Course& course, absl::CivilDay day, const std::string& field, Violations& found) {
  if (day >= DayOf(course.last_day())) return;
  found.Add(field, ErrorReason::ERROR_REASON_EXAM_BEFORE_COURSE_END,
            absl::StrCat("Give a day from the last day of the course on: ", ToText(course.last_day()), "."));
}

}  // namespace

bool IsCourseDay(const v1::Course& course, absl::CivilDay day) {
  if (day < DayOf(course.first_day()) || day > DayOf(course.last_day())) return false;
  return course.weekdays().find(WeekdayOf(day)) != std::string::npos;
}

int CourseDays(const v1::Course& course) {
  int days = 0;
  for (absl::CivilDay day = DayOf(course.first_day()); day <= DayOf(course.last_day()); ++day)
    days += IsCourseDay(course, day) ? 1 : 0;
  return days;
}

void CheckCourse(const v1::Course& course, const std::string& path, Violations& found) {
  const bool first = CheckFullDay(course.first_day(), path + ".first_day", found);
  const bool last = CheckFullDay(course.last_day(), path + ".last_day", found);
  if (!first || !last) return;
  // A course that lasts for years is a slip of the pen, and would be counted day by day.
  constexpr int kLongest = 731;
  const auto length = DayOf(course.last_day()) - DayOf(course.first_day());
  if (length < 0 || length > kLongest) {
    found.Add(path + ".last_day", ErrorReason::ERROR_REASON_COURSE_DAYS_IMPOSSIBLE,
              "Give a last day within two years of the first.");
  } else if (!course.weekdays().empty() && CourseDays(course) == 0) {
    found.Add(path + ".weekdays", ErrorReason::ERROR_REASON_COURSE_DAYS_IMPOSSIBLE, "Name a day of the week that the course has.");
  }
}

absl::CivilDay LastDayToEnrol(const v1::Course& course, const CourseRule& rule) {
  return std::min(DayOf(course.first_day()) + rule.late_days, DayOf(course.last_day()));
}

absl::Status CheckOpen(const v1::Course& course, const CourseRule& rule, absl::CivilDay today) {
  if (course.state() == v1::COURSE_STATE_OPEN && today <= LastDayToEnrol(course, rule)) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_COURSE_CLOSED,
                   "The course has begun too long ago, is over or does not take place.");
}

v1::EnrolmentState StateOfNew(const v1::Course& course) {
  return course.taken() < course.places() && course.waiting() == 0 ? v1::ENROLMENT_STATE_PLACED : v1::ENROLMENT_STATE_WAITING;
}

absl::Status CheckGroup(const v1::Course& course, int workers) {
  if (course.kind() != v1::COURSE_KIND_SAFETY) return StepImpossible();
  const int free = course.waiting() > 0 ? 0 : course.places() - course.taken();
  if (workers <= free) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_COURSE_PLACES_SHORT,
                   "Fewer places are free, or people wait for them.", {{"free", absl::StrCat(free)}});
}

int FreePlaces(const v1::Course& course, const CourseRule& rule, absl::CivilDay today) {
  if (!CheckOpen(course, rule, today).ok()) return 0;
  return std::min(course.places() - course.taken(), course.waiting());
}

absl::Status Leave(v1::LeaveReason reason, absl::CivilDay today, v1::Enrolment& enrolment) {
  if (enrolment.state() != v1::ENROLMENT_STATE_WAITING && enrolment.state() != v1::ENROLMENT_STATE_PLACED &&
      enrolment.state() != v1::ENROLMENT_STATE_FAILED) {
    return StepImpossible();
  }
  enrolment.set_state(v1::ENROLMENT_STATE_LEFT);
  enrolment.set_leave_reason(reason);
  *enrolment.mutable_left_on() = PartialDateOf(today);
  return absl::OkStatus();
}

void CheckAttendance(const v1::RecordAttendanceRequest& request, const v1::Course& course, Violations& found) {
  if (CheckFullDay(request.day(), "day", found) && !IsCourseDay(course, DayOf(request.day()))) {
    found.Add("day", ErrorReason::ERROR_REASON_NOT_A_COURSE_DAY,
              absl::StrCat("Give a day on which the course is taught: from ", ToText(course.first_day()), " to ",
                           ToText(course.last_day()), ", days of the week ", course.weekdays(), "."));
  }
  std::set<std::string> named;
  const auto check = [&](const auto& names, const char* field) {
    for (int i = 0; i < names.size(); ++i) {
      if (named.insert(names.Get(i)).second) continue;
      found.Add(absl::StrCat(field, "[", i, "]"), ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Name everybody once.");
    }
  };
  check(request.present(), "present");
  check(request.absent(), "absent");
  if (named.empty()) found.Add("present", ErrorReason::ERROR_REASON_REQUIRED, "Name somebody who came, or who did not.");
}

absl::Status CheckExaminee(const v1::Enrolment& enrolment) {
  const bool may = enrolment.state() == v1::ENROLMENT_STATE_PLACED || enrolment.state() == v1::ENROLMENT_STATE_FAILED;
  return may ? absl::OkStatus() : StepImpossible();
}

void CheckExam(const v1::RecordExamRequest& request, const v1::Enrolment& enrolment, const v1::Course& course,
               const CourseRule& rule, Violations& found) {
  CheckNotBefore(enrolment.exam_on(), request.exam_on(), "exam_on", found);
  if (request.exam_on().day() != 0) CheckOverOn(course, DayOf(request.exam_on()), "exam_on", found);
  if (enrolment.exams_taken() >= rule.most_exams) {
    found.Add("name", ErrorReason::ERROR_REASON_ATTENDANCE_TOO_LOW,
              absl::StrCat("The exam may be sat ", rule.most_exams, " times."));
  }
  if (enrolment.days_present() * kPercent < CourseDays(course) * rule.least_attendance_percent) {
    found.Add("name", ErrorReason::ERROR_REASON_ATTENDANCE_TOO_LOW,
              absl::StrCat("The exam needs ", rule.least_attendance_percent, " percent of the days of the course."));
  }
}

void TakeExam(const v1::RecordExamRequest& request, const CourseRule& rule, v1::Enrolment& enrolment) {
  *enrolment.mutable_exam_on() = request.exam_on();
  enrolment.set_exam_score(request.exam_score());
  enrolment.set_exams_taken(enrolment.exams_taken() + 1);
  enrolment.set_state(request.exam_score() >= rule.pass_score ? v1::ENROLMENT_STATE_PASSED : v1::ENROLMENT_STATE_FAILED);
}

void CheckCertificate(const v1::IssueCertificateRequest& request, const v1::Enrolment& enrolment, Violations& found) {
  if (enrolment.state() != v1::ENROLMENT_STATE_PASSED) {
    found.Add("name", ErrorReason::ERROR_REASON_EXAM_NOT_PASSED, "Name somebody who passed the exam and has no certificate yet.");
  }
  CheckNotBefore(enrolment.exam_on(), request.certified_on(), "certified_on", found);
}

void CheckTrained(const v1::SafetyGroup& group, const v1::Course& course, int trained, absl::CivilDay today, Violations& found) {
  CheckOverOn(course, today, "group_uid", found);
  if (trained <= group.workers()) return;
  found.Add("trained", ErrorReason::ERROR_REASON_OUT_OF_RANGE, absl::StrCat("Give no more than came: ", group.workers(), "."));
}

}  // namespace dayaq::employment
