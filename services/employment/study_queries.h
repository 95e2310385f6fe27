// Statements on studies and their terms. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_EMPLOYMENT_STUDY_QUERIES_H_
#define SERVICES_EMPLOYMENT_STUDY_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

inline constexpr Query kStudy{"study.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Study} FROM employment.study WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockStudy{"study.lock", R"sql(
  SELECT uid FROM employment.study WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
// $1 profile or NULL, $2 states or NULL, behind $3. Newest first.
inline constexpr Query kStudies{"study.list", R"sql(
  SELECT {columns:dayaq.employment.v1.Study} FROM employment.study
  WHERE ($1::uuid IS NULL OR profile_uid = $1::uuid) AND ($2::text[] IS NULL OR state = ANY ($2::text[])) AND ($3::uuid IS NULL OR uid < $3::uuid)
  ORDER BY uid DESC LIMIT $4::integer
)sql"};
inline constexpr Query kAddStudy{"study.add", R"sql(
  INSERT INTO employment.study ({writable:dayaq.employment.v1.Study -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.Study -etag -create_time -update_time} FROM json_populate_recordset(NULL::employment.study, $1::json)
)sql"};
inline constexpr Query kEndStudy{"study.end", R"sql(
  UPDATE employment.study SET state = $2, ended_on = $3, end_document = $4 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kTerms{"study.terms", R"sql(
  SELECT {columns:dayaq.employment.v1.StudyTerm} FROM employment.study_term WHERE study_uid = $1::uuid ORDER BY first_day LIMIT 100
)sql"};
inline constexpr Query kTerm{"study.term", R"sql(
  SELECT {columns:dayaq.employment.v1.StudyTerm} FROM employment.study_term WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockTerm{"study.lock_term", R"sql(
  SELECT uid FROM employment.study_term WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kAddTerm{"study.add_term", R"sql(
  INSERT INTO employment.study_term ({writable:dayaq.employment.v1.StudyTerm -etag -create_time -update_time}, register, district, institution)
  SELECT {writable:dayaq.employment.v1.StudyTerm as n -etag -create_time -update_time}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::employment.study_term, $1::json) AS n JOIN employment.study AS s ON s.uid = n.study_uid
)sql"};
inline constexpr Query kConfirmTerm{"study.confirm_term", R"sql(
  UPDATE employment.study_term SET confirmed_on = $2, confirmation_number = $3 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kPayTerm{"study.pay_term", R"sql(
  UPDATE employment.study_term SET paid_on = $2, payment_document = $3 WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_STUDY_QUERIES_H_
