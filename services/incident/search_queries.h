// Statements that search incidents. A partial date is text of reduced precision in the "C" collation: "2024-02" sorts before
// "2024-02-01" and "2024-02~" after "2024-02-29", so plain comparisons say "possibly on or after" and "possibly on or before".
#ifndef SERVICES_INCIDENT_SEARCH_QUERIES_H_
#define SERVICES_INCIDENT_SEARCH_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::incident {

// $1 registers, $2 districts, $3 states, $4 device categories, $5 earliest day, $6 latest day, $7 number, $8 uids of incidents
// found by person; NULL leaves a condition out.
#define DAYAQ_INCIDENT_FILTER                                                                            \
  " i.register = ANY($1::text[]) AND ($2::text[] IS NULL OR i.district = ANY($2::text[]))"               \
  " AND i.state = ANY($3::text[]) AND ($4::text[] IS NULL OR i.device_category = ANY($4::text[]))"       \
  " AND ($5::text IS NULL OR (i.occurred_on >= left($5::text, 4) AND i.occurred_on || '~' >= $5::text))" \
  " AND ($6::text IS NULL OR i.occurred_on <= $6::text) AND ($7::text IS NULL OR i.number = $7::text)"   \
  " AND ($8::text[] IS NULL OR i.uid = ANY($8::uuid[])) "

inline constexpr Query kSearch{
    "incident.search", "SELECT {columns:dayaq.incident.v1.Incident as i} FROM incident.incident AS i WHERE" DAYAQ_INCIDENT_FILTER
                       "AND ($9::text IS NULL OR (i.occurred_on, i.uid) < ($9::text, $10::uuid)) "
                       "ORDER BY i.occurred_on DESC, i.uid DESC LIMIT $11::integer"};

// People `c` of incidents that match, each once; `outside` says that theirs lies outside the former contact line.
#define DAYAQ_CASUALTY_TOTALS                                                                                             \
  " count(*) AS casualties,"                                                                                              \
  " count(*) FILTER (WHERE c.outcome = 'OUTCOME_KILLED') AS killed,"                                                      \
  " count(*) FILTER (WHERE c.outcome = 'OUTCOME_INJURED') AS injured,"                                                    \
  " count(*) FILTER (WHERE c.outcome = 'OUTCOME_UNKNOWN') AS outcome_unknown,"                                            \
  " count(*) FILTER (WHERE c.sex = 'SEX_FEMALE') AS female, count(*) FILTER (WHERE c.sex = 'SEX_MALE') AS male,"          \
  " count(*) FILTER (WHERE coalesce(c.sex, 'SEX_UNKNOWN') = 'SEX_UNKNOWN') AS sex_unknown,"                               \
  " count(*) FILTER (WHERE (c.age ->> 'max_years')::integer < 18) AS minors,"                                             \
  " count(*) FILTER (WHERE c.age IS NULL OR (coalesce((c.age ->> 'min_years')::integer, 0) < 18"                          \
  "                        AND (c.age ->> 'max_years')::integer >= 18)) AS age_unknown,"                                  \
  " count(*) FILTER (WHERE c.civil_status IN ('CIVIL_STATUS_CIVILIAN', 'CIVIL_STATUS_DEMINER')) AS civilian,"             \
  " count(*) FILTER (WHERE c.civil_status IN ('CIVIL_STATUS_MILITARY', 'CIVIL_STATUS_SECURITY')) AS military,"            \
  " count(*) FILTER (WHERE coalesce(c.civil_status, 'CIVIL_STATUS_UNKNOWN') = 'CIVIL_STATUS_UNKNOWN') AS status_unknown," \
  " count(*) FILTER (WHERE i.former_contact_line = 'ANSWER_NO') AS outside_former_contact_line "

inline constexpr Query kTotals{
    "incident.totals",
    "SELECT * FROM (SELECT count(*) AS incidents,"
    " count(*) FILTER (WHERE i.killed + i.injured + i.outcome_unknown = 0) AS incidents_without_casualties"
    " FROM incident.incident AS i WHERE" DAYAQ_INCIDENT_FILTER ") AS of_incidents, (SELECT" DAYAQ_CASUALTY_TOTALS
    "FROM incident.casualty AS c JOIN incident.incident AS i ON i.uid = c.incident_uid "
    "WHERE c.same_as_uid IS NULL AND" DAYAQ_INCIDENT_FILTER ") AS of_people"};

// The same as it was known just before $9: of every record the version that stood then, the present one or one of its history.
#define DAYAQ_STOOD_THEN(version) " " version ".update_time < $9::timestamptz "
#define DAYAQ_HAD_STOOD_THEN(version) DAYAQ_STOOD_THEN(version) "AND " version ".recorded_until >= $9::timestamptz "
#define DAYAQ_CASUALTY_FACTS " c.uid, c.incident_uid, c.outcome, c.sex, c.age, c.civil_status "
inline constexpr Query kTotalsKnown{
    "incident.totals_known",
    "WITH i AS MATERIALIZED (SELECT i.uid, i.former_contact_line FROM incident.incident AS i"
    " WHERE" DAYAQ_INCIDENT_FILTER "AND" DAYAQ_STOOD_THEN("i") "UNION ALL"
    " SELECT i.uid, i.former_contact_line FROM incident.incident_history AS i"
    " WHERE" DAYAQ_INCIDENT_FILTER "AND" DAYAQ_HAD_STOOD_THEN("i") "),"
    " c AS MATERIALIZED (SELECT" DAYAQ_CASUALTY_FACTS "FROM i JOIN incident.casualty AS c ON c.incident_uid = i.uid"
    " WHERE c.same_as_uid IS NULL AND" DAYAQ_STOOD_THEN("c") "UNION ALL"
    " SELECT" DAYAQ_CASUALTY_FACTS "FROM i JOIN incident.casualty_history AS c ON c.incident_uid = i.uid"
    " WHERE c.same_as_uid IS NULL AND" DAYAQ_HAD_STOOD_THEN("c") ") "
    "SELECT * FROM (SELECT count(*) AS incidents,"
    " count(*) FILTER (WHERE NOT EXISTS (SELECT FROM c WHERE c.incident_uid = i.uid)) AS incidents_without_casualties FROM i"
    ") AS of_incidents, (SELECT" DAYAQ_CASUALTY_TOTALS "FROM c JOIN i ON i.uid = c.incident_uid) AS of_people"};

#undef DAYAQ_CASUALTY_FACTS
#undef DAYAQ_HAD_STOOD_THEN
#undef DAYAQ_STOOD_THEN
#undef DAYAQ_CASUALTY_TOTALS
#undef DAYAQ_INCIDENT_FILTER

inline constexpr Query kIncidentsByTokens{"incident.by_tokens", R"sql(
  SELECT DISTINCT incident_uid FROM incident.token WHERE kind = $1 AND token = ANY($2::bytea[]) LIMIT 500
)sql"};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_SEARCH_QUERIES_H_
