// Statements on referrals to the medical-social examination. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_EXAMINATION_QUERIES_H_
#define SERVICES_SURVIVOR_EXAMINATION_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

inline constexpr Query kReferral{"examination.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.ExaminationReferral} FROM survivor.examination_referral WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockReferral{"examination.lock", R"sql(
  SELECT uid FROM survivor.examination_referral WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// Whether the person has one that is open, by whichever of their records.
inline constexpr Query kOpenReferral{"examination.open_of",
                                     "SELECT count(*) AS total FROM survivor.examination_referral WHERE state = "
                                     "'EXAMINATION_STATE_OPEN' AND survivor_uid =" DAYAQ_RECORD_UIDS};

inline constexpr Query kAddReferral{"examination.add", R"sql(
  INSERT INTO survivor.examination_referral ({writable:dayaq.survivor.v1.ExaminationReferral -etag -create_time -update_time})
  SELECT {writable:dayaq.survivor.v1.ExaminationReferral -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::survivor.examination_referral, $1::json)
)sql"};

// $1 of this survivor, $2 states, $3 open and due before this day, $4 this case number; NULL leaves a condition out. $5 registers.
#define DAYAQ_REFERRAL_FILTER                                                         \
  " ($1::uuid IS NULL OR survivor_uid =" DAYAQ_RECORD_UIDS                            \
  ") AND ($2::text[] IS NULL OR state = ANY($2::text[]))"                             \
  " AND ($3::text IS NULL OR state = 'EXAMINATION_STATE_OPEN' AND due_on < $3::text)" \
  " AND ($4::text IS NULL OR case_number = $4::text) AND register = ANY ($5::text[]) "

// Behind the day $6 and the uid $7.
inline constexpr Query kReferrals{
    "examination.list",
    "SELECT {columns:dayaq.survivor.v1.ExaminationReferral} FROM survivor.examination_referral WHERE" DAYAQ_REFERRAL_FILTER
    "AND ($6::text IS NULL OR (due_on, uid) > ($6::text, $7::uuid)) ORDER BY due_on, uid LIMIT $8::integer"};

inline constexpr Query kCountReferrals{"examination.count",
                                       DAYAQ_COUNT_UP_TO_1000(" FROM survivor.examination_referral WHERE" DAYAQ_REFERRAL_FILTER)};

#undef DAYAQ_REFERRAL_FILTER

inline constexpr Query kReturnReferral{"examination.return", R"sql(
  UPDATE survivor.examination_referral SET state = $2, return_reason = $3, closed_on = $4 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kDecideReferral{"examination.decide", R"sql(
  UPDATE survivor.examination_referral SET state = $2, decision_uid = $3::uuid, closed_on = $4 WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_EXAMINATION_QUERIES_H_
