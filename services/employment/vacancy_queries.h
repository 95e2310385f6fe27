// Statements on employers and vacancies. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_EMPLOYMENT_VACANCY_QUERIES_H_
#define SERVICES_EMPLOYMENT_VACANCY_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

inline constexpr Query kEmployer{"employer.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Employer} FROM employment.employer WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockEmployer{"employer.lock", R"sql(
  SELECT uid FROM employment.employer WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
// By title, behind $1 and the uid $2.
inline constexpr Query kEmployers{"employer.list", R"sql(
  SELECT {columns:dayaq.employment.v1.Employer} FROM employment.employer
  WHERE ($1::text IS NULL OR (title, uid) > ($1::text, $2::uuid)) ORDER BY title, uid LIMIT $3::integer
)sql"};
inline constexpr Query kEmployersIn{"employer.list_in", R"sql(
  SELECT {columns:dayaq.employment.v1.Employer} FROM employment.employer
  WHERE district = $4 AND ($1::text IS NULL OR (title, uid) > ($1::text, $2::uuid)) ORDER BY title, uid LIMIT $3::integer
)sql"};
inline constexpr Query kAddEmployer{"employer.add", R"sql(
  INSERT INTO employment.employer (uid, institution, title, tax_id, district, phone, quota_places, ended_on)
  SELECT uid, institution, title, tax_id, district, phone, quota_places, ended_on
  FROM json_populate_recordset(NULL::employment.employer, $1::json)
)sql"};
inline constexpr Query kCorrectEmployer{"employer.correct", R"sql(
  UPDATE employment.employer AS e SET (title, district, phone, quota_places, ended_on) =
      (SELECT title, district, phone, quota_places, ended_on FROM json_populate_recordset(NULL::employment.employer, $1::json))
  WHERE e.uid = $2::uuid
)sql"};

inline constexpr Query kVacancy{"vacancy.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Vacancy} FROM employment.vacancy WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockVacancy{"vacancy.lock", R"sql(
  SELECT uid FROM employment.vacancy WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kVacanciesByUid{"vacancy.by_uids", R"sql(
  SELECT {columns:dayaq.employment.v1.Vacancy} FROM employment.vacancy WHERE uid = ANY ($1::uuid[]) LIMIT 200
)sql"};

// $1 of this employer, $2 of this field, $3 in this district, $4 open alone; NULL leaves a condition out. Newest first, behind $5.
inline constexpr Query kVacancies{"vacancy.list", R"sql(
  SELECT {columns:dayaq.employment.v1.Vacancy} FROM employment.vacancy
  WHERE ($1::uuid IS NULL OR employer_uid = $1::uuid) AND ($2::text IS NULL OR field = $2::text) AND ($3::text IS NULL OR district = $3::text)
    AND (NOT $4::boolean OR state = 'VACANCY_STATE_OPEN') AND ($5::uuid IS NULL OR uid < $5::uuid)
  ORDER BY uid DESC LIMIT $6::integer
)sql"};
// $2 and on: the lists once more, as bits.
inline constexpr Query kAddVacancy{"vacancy.add", R"sql(
  INSERT INTO employment.vacancy (uid, institution, employer_uid, title, field, district, schedule, hours_week, salary_qepik, home_work,
                                  least_education, skills, languages, driving, rests_on, adaptations_there, adaptations_possible, quota, places,
                                  closes_on, state, schooling_rank, skill_bits, language_bits, driving_bit, rests_on_bits, there_bits, possible_bits)
  SELECT uid, institution, employer_uid, title, field, district, schedule, hours_week, salary_qepik, home_work, least_education, skills, languages,
         driving, rests_on, adaptations_there, adaptations_possible, quota, places, closes_on, state,
         $2::integer, $3::bigint, $4::integer, $5::integer, $6::integer, $7::integer, $8::integer
  FROM json_populate_recordset(NULL::employment.vacancy, $1::json)
)sql"};
inline constexpr Query kCloseVacancy{"vacancy.close", R"sql(
  UPDATE employment.vacancy SET state = 'VACANCY_STATE_CLOSED', close_reason = $2 WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_VACANCY_QUERIES_H_
