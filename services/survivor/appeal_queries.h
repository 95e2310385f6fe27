// Statements on appeals against disability decisions. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_APPEAL_QUERIES_H_
#define SERVICES_SURVIVOR_APPEAL_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

inline constexpr Query kDecisionByUid{"appeal.decision", R"sql(
  SELECT {columns:dayaq.survivor.v1.DisabilityDecision} FROM survivor.disability_decision WHERE uid = $1::uuid
)sql"};

inline constexpr Query kAppeal{"appeal.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.DecisionAppeal} FROM survivor.decision_appeal WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockAppeal{"appeal.lock", R"sql(
  SELECT uid FROM survivor.decision_appeal WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kOpenAppeal{"appeal.open_of", R"sql(
  SELECT count(*) AS total FROM survivor.decision_appeal WHERE decision_uid = $1::uuid AND state = 'APPEAL_STATE_LODGED'
)sql"};

// $1 of this survivor, $2 only those under way, $3 registers.
#define DAYAQ_APPEAL_FILTER                                \
  " ($1::uuid IS NULL OR survivor_uid =" DAYAQ_RECORD_UIDS \
  ")"                                                      \
  " AND (NOT $2::boolean OR state = 'APPEAL_STATE_LODGED') AND register = ANY ($3::text[]) "

// Behind the uid $4.
inline constexpr Query kAppeals{
    "appeal.list", "SELECT {columns:dayaq.survivor.v1.DecisionAppeal} FROM survivor.decision_appeal WHERE" DAYAQ_APPEAL_FILTER
                   "AND uid > coalesce($4::uuid, '00000000-0000-0000-0000-000000000000') ORDER BY uid LIMIT $5::integer"};

inline constexpr Query kCountAppeals{"appeal.count",
                                     DAYAQ_COUNT_UP_TO_1000(" FROM survivor.decision_appeal WHERE" DAYAQ_APPEAL_FILTER)};

#undef DAYAQ_APPEAL_FILTER

inline constexpr Query kAddAppeal{"appeal.add", R"sql(
  INSERT INTO survivor.decision_appeal ({writable:dayaq.survivor.v1.DecisionAppeal -etag -create_time -update_time})
  SELECT {writable:dayaq.survivor.v1.DecisionAppeal -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::survivor.decision_appeal, $1::json)
)sql"};

inline constexpr Query kDecideAppeal{"appeal.decide", R"sql(
  UPDATE survivor.decision_appeal SET state = $2, decided_on = $3, deciding_decision_uid = $4::uuid WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_APPEAL_QUERIES_H_
