#include "services/employment/enrolment_store.h"

#include "services/employment/course_queries.h"
#include "services/employment/support_names.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

// A course has no more places, and somebody is in no more courses.
constexpr int kMostInACourse = 1000;
constexpr int kMostWaiting = 100000;

std::string StateName(int state) { return v1::EnrolmentState_Name(static_cast<v1::EnrolmentState>(state)); }
std::string TextOf(absl::CivilDay day) { return ToText(PartialDateOf(day)); }

}  // namespace

absl::StatusOr<v1::Enrolment> EnrolmentStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Enrolment>(kEnrolment, {uid}));
}

absl::StatusOr<v1::Enrolment> EnrolmentStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockEnrolment, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<bool> EnrolmentStore::IsEnrolled(Transaction& transaction, absl::string_view course_uid,
                                                absl::string_view person_uid) const {
  return Known(transaction, kIsEnrolled, {course_uid, person_uid});
}

absl::StatusOr<std::vector<v1::Enrolment>> EnrolmentStore::List(Transaction& transaction, const v1::ListEnrolmentsRequest& request,
                                                                const v1::Enrolment& after, int limit) const {
  const Param states = StatesOrNull(request.states(), StateName);
  if (!request.course().empty()) {
    return Named(transaction.All<v1::Enrolment>(
        kEnrolmentsOfCourse, {UidOf(request.course()), states, after.rank(), OrNull(after.uid()), limit}, limit));
  }
  const std::string profile = request.profile().empty() ? "" : UidOf(request.profile());
  return Named(transaction.All<v1::Enrolment>(kEnrolments, {OrNull(profile), states, OrNull(after.uid()), limit}, limit));
}

absl::StatusOr<std::vector<v1::Enrolment>> EnrolmentStore::AllOf(Transaction& transaction,
                                                                 const std::vector<std::string>& uids) const {
  return Named(transaction.All<v1::Enrolment>(kEnrolmentsNamed, {uids}, kMostInACourse));
}

absl::Status EnrolmentStore::Add(Transaction& transaction, const v1::Enrolment& enrolment) const {
  const absl::Status added = transaction.Execute(kAddEnrolment, {Rows(enrolment)});
  if (ConstraintOf(added) != "enrolment_once") return added;
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_ENROLLED_ALREADY,
                   "The person is in that course, or waits for a place in it.");
}

absl::Status EnrolmentStore::Leave(Transaction& transaction, const v1::Enrolment& enrolment) const {
  return transaction.Execute(kLeaveCourse, {enrolment.uid(), enrolment.leave_reason(), ToText(enrolment.left_on())});
}

absl::StatusOr<int64_t> EnrolmentStore::NoteAttendance(Transaction& transaction, absl::string_view course_uid,
                                                       const std::string& day, const std::vector<std::string>& named,
                                                       const std::vector<std::string>& present) const {
  ASSIGN_OR_RETURN(const int64_t noted, transaction.ExecuteCount(kNoteAttendance, {course_uid, day, named, present}));
  RETURN_IF_ERROR(transaction.Execute(kCountAttendance, {named}));
  return noted;
}

absl::Status EnrolmentStore::TakeExam(Transaction& transaction, const v1::Enrolment& enrolment) const {
  return transaction.Execute(kTakeExam, {enrolment.uid(), enrolment.state(), ToText(enrolment.exam_on()), enrolment.exam_score(),
                                         enrolment.exams_taken()});
}

absl::Status EnrolmentStore::Certify(Transaction& transaction, const v1::Enrolment& enrolment) const {
  const absl::Status certified =
      transaction.Execute(kCertify, {enrolment.uid(), enrolment.certificate_number(), ToText(enrolment.certified_on())});
  if (ConstraintOf(certified) != "enrolment_certificate") return certified;
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_CERTIFICATE_NUMBER_TAKEN,
                   "Another certificate has that number.");
}

absl::StatusOr<std::vector<v1::Enrolment>> EnrolmentStore::NextWaiting(Transaction& transaction, absl::string_view course_uid,
                                                                       int most) const {
  return Named(transaction.All<v1::Enrolment>(kNextWaiting, {course_uid, most}, most));
}

absl::Status EnrolmentStore::Place(Transaction& transaction, const std::vector<std::string>& uids) const {
  return transaction.Execute(kPlace, {uids});
}

absl::StatusOr<std::vector<std::string>> EnrolmentStore::LeaveAll(Transaction& transaction, absl::string_view course_uid,
                                                                  v1::LeaveReason reason, absl::CivilDay today,
                                                                  const std::vector<v1::EnrolmentState>& states) const {
  std::vector<std::string> names;
  for (const v1::EnrolmentState state : states) names.push_back(StateName(state));
  return TextsOf(transaction.All<Row>(kLeaveAllOf, {course_uid, reason, TextOf(today), names}, kMostWaiting), "uid");
}

absl::StatusOr<std::set<std::string>> EnrolmentStore::LeaveEverything(Transaction& transaction, absl::string_view survivor_uid,
                                                                      absl::CivilDay today) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> courses,
                   TextsOf(transaction.All<Row>(kLeaveEverything, {survivor_uid, TextOf(today)}, kMostInACourse), "course_uid"));
  return std::set<std::string>(courses.begin(), courses.end());
}

}  // namespace dayaq::employment
