// Statements that count the layer. They read many rows, and are meant to.
#ifndef SERVICES_STATISTICS_FIGURE_QUERIES_H_
#define SERVICES_STATISTICS_FIGURE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::statistics {

// The dimension of that name, of a row `f`.
#define DAYAQ_DIMENSION(name)                                                                                           \
  " CASE " name                                                                                                         \
  " WHEN 'OUTCOME' THEN f.outcome WHEN 'SEX' THEN f.sex WHEN 'AGE' THEN f.age_band WHEN 'CIV_STATUS' THEN f.civ_status" \
  " WHEN 'ACTIVITY_EO' THEN f.activity WHEN 'DEVICE' THEN f.device WHEN 'REF_AREA' THEN f.district"                     \
  " WHEN 'BENEFIT' THEN f.benefit WHEN 'SERVICE' THEN f.service WHEN 'RELATION' THEN f.relation"                        \
  " WHEN 'SHARE' THEN f.share WHEN 'VALUE' THEN f.value::text ELSE '' END "

// Rows of the kind $2 in the register $1 as they were known just before $3, as the layer held them at the moment $4, that possibly
// lie between the days $5 and $6. What ended is out when it certainly had ended before the day $7. A partial day is text: "2025"
// stands before "2025-01-01" and "2025~" after "2025-12-31". $8: only rows that have a 'VALUE', or a 'RELATION'.
#define DAYAQ_COUNTED                                                                                        \
  " FROM statistics.fact AS f WHERE f.register = $1 AND f.kind = $2 AND f.recorded_from < $3::timestamptz"   \
  " AND f.recorded_until >= $3::timestamptz AND f.kept_from <= coalesce($4::timestamptz, clock_timestamp())" \
  " AND f.kept_until > coalesce($4::timestamptz, clock_timestamp()) AND f.occurred_on >= left($5::text, 4)"  \
  " AND f.occurred_on || '~' >= $5::text AND f.occurred_on <= $6::text"                                      \
  " AND (f.ended_on IS NULL OR f.ended_on || '~' >= $7::text)"                                               \
  " AND CASE $8::text WHEN 'VALUE' THEN f.value IS NOT NULL WHEN 'RELATION' THEN f.relation IS NOT NULL ELSE true END "

#define DAYAQ_TOLD_APART                                                                                \
  "left(f.occurred_on, $9::integer) AS period," DAYAQ_DIMENSION("$10::text") "AS one," DAYAQ_DIMENSION( \
      "$11::text") "AS two," DAYAQ_DIMENSION("$12::text") "AS three,"

// By as much of the day as $9 letters have, and by the dimensions $10 to $12.
inline constexpr Query kCountFacts{
    "figure.count", "SELECT " DAYAQ_TOLD_APART "count(*) AS people" DAYAQ_COUNTED "GROUP BY 1, 2, 3, 4 LIMIT $13::integer"};
// The same of people who may have several rows: each once, or once for each code of the dimension $14.
inline constexpr Query kCountOnce{"figure.count_once",
                                  "SELECT " DAYAQ_TOLD_APART "count(DISTINCT (f.parent," DAYAQ_DIMENSION(
                                      "$14::text") ")) AS people" DAYAQ_COUNTED "GROUP BY 1, 2, 3, 4 LIMIT $13::integer"};

// Of a cell: $9 months, $10 the year of which no more is known, and three pairs of dimension and code; NULL leaves a condition out.
#define DAYAQ_IN_CELL                                                                                                           \
  " AND ($9::text[] IS NULL OR left(f.occurred_on, 7) = ANY ($9::text[])) AND ($10::text IS NULL OR f.occurred_on = $10::text)" \
  " AND ($12::text IS NULL OR" DAYAQ_DIMENSION("$11::text") "= $12::text) AND ($14::text IS NULL OR" DAYAQ_DIMENSION(           \
      "$13::text") "= $14::text) AND ($16::text IS NULL OR" DAYAQ_DIMENSION("$15::text") "= $16::text) "

// What is committed to: everything of a row that was so at that moment and stays so. Rows of before have none of what came later,
// and are committed to as they were.
#define DAYAQ_RECORD                                                                                                       \
  " jsonb_build_array(f.kind, f.pseudonym, f.parent, (extract(epoch FROM f.recorded_from) * 1000000)::bigint, f.register," \
  " f.occurred_on, f.ended_on, f.district, f.outcome, f.sex, f.age_band, f.civ_status, f.activity, f.device)::text"        \
  " || CASE WHEN f.part = '' AND coalesce(f.benefit, f.service, f.relation, f.share, f.value::text) IS NULL THEN '' ELSE"  \
  " jsonb_build_array(f.part, f.benefit, f.service, f.relation, f.share, f.value)::text END AS record "

inline constexpr Query kRecords{
    "figure.records", "SELECT f.pseudonym, f.part, f.parent, f.kind," DAYAQ_RECORD DAYAQ_COUNTED DAYAQ_IN_CELL
                      "AND ($17::uuid IS NULL OR f.pseudonym > $17::uuid) ORDER BY f.pseudonym, f.part LIMIT $18::integer"};
inline constexpr Query kCountRecords{"figure.count_records", "SELECT count(*) AS people" DAYAQ_COUNTED DAYAQ_IN_CELL};

#undef DAYAQ_RECORD
#undef DAYAQ_TOLD_APART
#undef DAYAQ_IN_CELL
#undef DAYAQ_COUNTED
#undef DAYAQ_DIMENSION

inline constexpr Query kFigureDistricts{"figure.districts", R"sql(
  SELECT p.code, p.title, coalesce(p.title_en, p.title) AS title_en FROM incident.place p WHERE p.register = $1 ORDER BY p.code LIMIT 2001
)sql"};
inline constexpr Query kFigureRegister{"figure.register", R"sql(
  SELECT r.code FROM incident.register r WHERE r.code = $1 OR ($1 = '' AND NOT r.trial) ORDER BY r.code LIMIT 1
)sql"};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_FIGURE_QUERIES_H_
