// Statements on what is recorded by act because money hangs on it. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_BENEFIT_FACT_QUERIES_H_
#define SERVICES_SURVIVOR_BENEFIT_FACT_QUERIES_H_

#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

inline constexpr Query kBenefitFact{"benefit_fact.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.BenefitFact} FROM survivor.benefit_fact WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockBenefitFact{"benefit_fact.lock", R"sql(
  SELECT uid FROM survivor.benefit_fact WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// Of all records of the person, also what was taken back when $2, behind the uid $3.
inline constexpr Query kBenefitFacts{
    "benefit_fact.list",
    "SELECT {columns:dayaq.survivor.v1.BenefitFact} FROM survivor.benefit_fact WHERE survivor_uid =" DAYAQ_RECORD_UIDS
    "AND ($2::boolean OR withdrawn_time IS NULL) AND uid > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000') "
    "ORDER BY uid LIMIT $4::integer"};

// Whether $2 stands in the family of the person of record $1.
inline constexpr Query kIsOfFamily{"benefit_fact.is_of_family",
                                   "SELECT EXISTS (SELECT FROM survivor.family_member WHERE survivor_uid =" DAYAQ_RECORD_UIDS
                                   "AND uid = $2::uuid) AS known"};

inline constexpr Query kAddBenefitFact{"benefit_fact.add", R"sql(
  INSERT INTO survivor.benefit_fact ({writable:dayaq.survivor.v1.BenefitFact -etag -create_time -update_time})
  SELECT {writable:dayaq.survivor.v1.BenefitFact -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::survivor.benefit_fact, $1::json)
)sql"};

inline constexpr Query kEndBenefitFact{"benefit_fact.end", R"sql(
  UPDATE survivor.benefit_fact SET holds_until = $2, ending_act_number = $3, ending_act_date = $4 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kWithdrawBenefitFact{"benefit_fact.withdraw", R"sql(
  UPDATE survivor.benefit_fact SET withdrawn_time = now() WHERE uid = $1::uuid
)sql"};

// What schools confirmed of a study of a member of a family, by the employment service (db/deploy/employment_support.sql).
inline constexpr Query kStudyFacts{"benefit_fact.study_facts", R"sql(
  SELECT survivor_uid, member_uid, school, first_day, last_day, confirmed_on, confirmation_number, ended_on, end_document
  FROM employment.study_facts($1::uuid)
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_BENEFIT_FACT_QUERIES_H_
