// All SQL on who is in courses: places, attendance, exams, certificates. Holds no rules.
#ifndef SERVICES_EMPLOYMENT_ENROLMENT_STORE_H_
#define SERVICES_EMPLOYMENT_ENROLMENT_STORE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/course_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

// Names are set on all that comes out.
class EnrolmentStore {
 public:
  absl::StatusOr<v1::Enrolment> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Enrolment> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // Whether the person stands in the course, whoever enrolled them.
  absl::StatusOr<bool> IsEnrolled(Transaction& transaction, absl::string_view course_uid, absl::string_view person_uid) const;
  // Of a course in the order of waiting, else newest first; behind `after` when it has a uid.
  absl::StatusOr<std::vector<v1::Enrolment>> List(Transaction& transaction, const v1::ListEnrolmentsRequest& request,
                                                  const v1::Enrolment& after, int limit) const;
  absl::StatusOr<std::vector<v1::Enrolment>> AllOf(Transaction& transaction, const std::vector<std::string>& uids) const;

  // Whose it is must be there already. ALREADY_EXISTS with ENROLLED_ALREADY.
  absl::Status Add(Transaction& transaction, const v1::Enrolment& enrolment) const;
  absl::Status Leave(Transaction& transaction, const v1::Enrolment& enrolment) const;
  // How many of `named` have a place there and were noted.
  absl::StatusOr<int64_t> NoteAttendance(Transaction& transaction, absl::string_view course_uid, const std::string& day,
                                         const std::vector<std::string>& named, const std::vector<std::string>& present) const;
  absl::Status TakeExam(Transaction& transaction, const v1::Enrolment& enrolment) const;
  // ALREADY_EXISTS with CERTIFICATE_NUMBER_TAKEN.
  absl::Status Certify(Transaction& transaction, const v1::Enrolment& enrolment) const;

  // For the service itself. The next who wait, kept from changing.
  absl::StatusOr<std::vector<v1::Enrolment>> NextWaiting(Transaction& transaction, absl::string_view course_uid, int most) const;
  absl::Status Place(Transaction& transaction, const std::vector<std::string>& uids) const;
  // Everybody in one of these states leaves the course; their uids.
  absl::StatusOr<std::vector<std::string>> LeaveAll(Transaction& transaction, absl::string_view course_uid, v1::LeaveReason reason,
                                                    absl::CivilDay today, const std::vector<v1::EnrolmentState>& states) const;
  // Somebody who died leaves all courses; the uids of these courses.
  absl::StatusOr<std::set<std::string>> LeaveEverything(Transaction& transaction, absl::string_view survivor_uid,
                                                        absl::CivilDay today) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_ENROLMENT_STORE_H_
