// Statements on courses and who is in them. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_EMPLOYMENT_COURSE_QUERIES_H_
#define SERVICES_EMPLOYMENT_COURSE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

inline constexpr Query kIsPlace{"course.is_place", R"sql(
  SELECT EXISTS (SELECT FROM incident.place WHERE register = 'az' AND code = $1) AS known
)sql"};

inline constexpr Query kTrainingProvider{"course.provider", R"sql(
  SELECT {columns:dayaq.employment.v1.TrainingProvider} FROM employment.training_provider WHERE uid = $1::uuid
)sql"};
inline constexpr Query kTrainingProviders{"course.providers", R"sql(
  SELECT {columns:dayaq.employment.v1.TrainingProvider} FROM employment.training_provider
  WHERE ($1::text IS NULL OR district = $1::text) ORDER BY name_az, uid LIMIT 500
)sql"};
inline constexpr Query kAddTrainingProvider{"course.add_provider", R"sql(
  INSERT INTO employment.training_provider ({writable:dayaq.employment.v1.TrainingProvider -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.TrainingProvider -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::employment.training_provider, $1::json)
)sql"};

inline constexpr Query kPromisedVacancy{"course.promised_vacancy", R"sql(
  SELECT uid FROM employment.vacancy WHERE uid = $1::uuid
)sql"};
inline constexpr Query kCourse{"course.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Course} FROM employment.course WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockCourse{"course.lock", R"sql(
  SELECT uid FROM employment.course WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
// $1 district or NULL, $2 only with a free place, $3 that end on that day or later, behind ($4 day, $5 uid). The latest to begin
// first.
inline constexpr Query kCourses{"course.list", R"sql(
  SELECT {columns:dayaq.employment.v1.Course} FROM employment.course
  WHERE ($1::text IS NULL OR district = $1::text) AND (NOT $2::boolean OR (taken < places AND waiting = 0 AND state = 'COURSE_STATE_OPEN'))
    AND ($3::text IS NULL OR last_day >= $3::text) AND ($5::uuid IS NULL OR (first_day, uid) < ($4::text, $5::uuid))
  ORDER BY first_day DESC, uid DESC LIMIT $6::integer
)sql"};
inline constexpr Query kAddCourse{"course.add", R"sql(
  INSERT INTO employment.course ({writable:dayaq.employment.v1.Course -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.Course -etag -create_time -update_time} FROM json_populate_recordset(NULL::employment.course, $1::json)
)sql"};
inline constexpr Query kCancelCourse{"course.cancel", R"sql(
  UPDATE employment.course SET state = 'COURSE_STATE_CANCELLED' WHERE uid = $1::uuid
)sql"};
// Whoever enrols or fills places waits for whoever does the same in that course.
inline constexpr Query kHoldCourse{"course.hold", "SELECT employment.hold_course($1::uuid)"};

inline constexpr Query kGroups{"course.groups", R"sql(
  SELECT {columns:dayaq.employment.v1.SafetyGroup} FROM employment.safety_group WHERE course_uid = $1::uuid ORDER BY uid LIMIT 500
)sql"};
inline constexpr Query kGroup{"course.group", R"sql(
  SELECT {columns:dayaq.employment.v1.SafetyGroup} FROM employment.safety_group WHERE uid = $1::uuid
)sql"};
inline constexpr Query kAddGroup{"course.add_group", R"sql(
  INSERT INTO employment.safety_group ({writable:dayaq.employment.v1.SafetyGroup -create_time})
  SELECT {writable:dayaq.employment.v1.SafetyGroup -create_time} FROM json_populate_recordset(NULL::employment.safety_group, $1::json)
)sql"};
inline constexpr Query kGroupTrained{"course.group_trained", R"sql(
  UPDATE employment.safety_group SET trained = $2::integer WHERE uid = $1::uuid
)sql"};

// Whose profile it is and where it lies: what hangs on it takes that over.
inline constexpr Query kWhoseProfile{"support.whose_profile", R"sql(
  SELECT survivor_uid, member_uid, person_uid, register, district, institution FROM employment.profile WHERE uid = $1::uuid
)sql"};

inline constexpr Query kEnrolment{"enrolment.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Enrolment} FROM employment.enrolment WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockEnrolment{"enrolment.lock", R"sql(
  SELECT uid FROM employment.enrolment WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kIsEnrolled{"enrolment.is_enrolled", "SELECT employment.is_enrolled($1::uuid, $2::uuid) AS known"};
// Of a course, in the order of waiting. $2 states or NULL, behind ($3 rank, $4 uid).
inline constexpr Query kEnrolmentsOfCourse{"enrolment.of_course", R"sql(
  SELECT {columns:dayaq.employment.v1.Enrolment} FROM employment.enrolment
  WHERE course_uid = $1::uuid AND ($2::text[] IS NULL OR state = ANY ($2::text[])) AND ($4::uuid IS NULL OR (rank, uid) > ($3::integer, $4::uuid))
  ORDER BY rank, uid LIMIT $5::integer
)sql"};
// Of a profile or of all within reach, newest first. $1 profile or NULL, $2 states or NULL, behind $3.
inline constexpr Query kEnrolments{"enrolment.list", R"sql(
  SELECT {columns:dayaq.employment.v1.Enrolment} FROM employment.enrolment
  WHERE ($1::uuid IS NULL OR profile_uid = $1::uuid) AND ($2::text[] IS NULL OR state = ANY ($2::text[])) AND ($3::uuid IS NULL OR uid < $3::uuid)
  ORDER BY uid DESC LIMIT $4::integer
)sql"};
inline constexpr Query kEnrolmentsNamed{"enrolment.named", R"sql(
  SELECT {columns:dayaq.employment.v1.Enrolment} FROM employment.enrolment WHERE uid = ANY ($1::uuid[]) ORDER BY rank, uid LIMIT 1000
)sql"};
inline constexpr Query kAddEnrolment{"enrolment.add", R"sql(
  INSERT INTO employment.enrolment ({writable:dayaq.employment.v1.Enrolment -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.Enrolment -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::employment.enrolment, $1::json)
)sql"};
inline constexpr Query kLeaveCourse{"enrolment.leave", R"sql(
  UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_LEFT', leave_reason = $2, left_on = $3 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kTakeExam{"enrolment.exam", R"sql(
  UPDATE employment.enrolment SET state = $2, exam_on = $3, exam_score = $4::integer, exams_taken = $5::integer WHERE uid = $1::uuid
)sql"};
inline constexpr Query kCertify{"enrolment.certify", R"sql(
  UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_CERTIFIED', certificate_number = $2, certified_on = $3 WHERE uid = $1::uuid
)sql"};

// Of those named in $3 who have a place in course $1: whether they came on the day $2; $4 are those who did.
inline constexpr Query kNoteAttendance{"enrolment.note_attendance", R"sql(
  INSERT INTO employment.attendance (enrolment_uid, day, present, register, district, institution)
  SELECT e.uid, $2, e.uid = ANY ($4::uuid[]), e.register, e.district, e.institution FROM employment.enrolment AS e
  WHERE e.uid = ANY ($3::uuid[]) AND e.course_uid = $1::uuid AND e.state = 'ENROLMENT_STATE_PLACED'
  ON CONFLICT (enrolment_uid, day) DO UPDATE SET present = excluded.present
)sql"};
inline constexpr Query kCountAttendance{"enrolment.count_attendance", R"sql(
  UPDATE employment.enrolment AS e SET days_present = a.present, days_absent = a.absent
  FROM (SELECT enrolment_uid, count(*) FILTER (WHERE present)::integer AS present, count(*) FILTER (WHERE NOT present)::integer AS absent
        FROM employment.attendance WHERE enrolment_uid = ANY ($1::uuid[]) GROUP BY 1) AS a
  WHERE e.uid = ANY ($1::uuid[]) AND e.uid = a.enrolment_uid
)sql"};

// For the service itself: who is next in a course, wherever they are enrolled; who is still in it; and in which courses somebody
// is.
inline constexpr Query kNextWaiting{"enrolment.next", R"sql(
  SELECT {columns:dayaq.employment.v1.Enrolment} FROM employment.enrolment WHERE course_uid = $1::uuid AND state = 'ENROLMENT_STATE_WAITING'
  ORDER BY rank, uid LIMIT $2::integer FOR NO KEY UPDATE
)sql"};
inline constexpr Query kPlace{"enrolment.place", R"sql(
  UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_PLACED' WHERE uid = ANY ($1::uuid[]) AND state = 'ENROLMENT_STATE_WAITING'
)sql"};
inline constexpr Query kLeaveAllOf{"enrolment.leave_all", R"sql(
  UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_LEFT', leave_reason = $2, left_on = $3
  WHERE course_uid = $1::uuid AND state = ANY ($4::text[]) RETURNING uid
)sql"};
inline constexpr Query kLeaveEverything{"enrolment.leave_everything", R"sql(
  UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_LEFT', leave_reason = 'LEAVE_REASON_DIED', left_on = $2
  WHERE survivor_uid = $1::uuid AND member_uid IS NULL
    AND state IN ('ENROLMENT_STATE_WAITING', 'ENROLMENT_STATE_PLACED', 'ENROLMENT_STATE_FAILED') RETURNING uid, course_uid
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_COURSE_QUERIES_H_
