// Statements that keep the de-identified layer. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_STATISTICS_LAYER_QUERIES_H_
#define SERVICES_STATISTICS_LAYER_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::statistics {

inline constexpr Query kHoldLayer{"layer.hold", "SELECT statistics.hold_layer() AS moment"};
inline constexpr Query kLayerWaits{"layer.waits", "SELECT statistics.layer_waits() AS waiting"};

inline constexpr Query kVersionsOfIncidents{"layer.of_incidents", "SELECT * FROM incident.facts_for_statistics($1::uuid[])"};
inline constexpr Query kVersionsOfSurvivors{"layer.of_survivors", "SELECT * FROM survivor.facts_for_statistics($1::uuid[])"};
inline constexpr Query kIncidentsAfter{"layer.incidents_after",
                                       "SELECT uid FROM incident.uids_for_statistics($1::uuid, $2::integer)"};
inline constexpr Query kSurvivorsAfter{"layer.survivors_after",
                                       "SELECT uid FROM survivor.uids_for_statistics($1::uuid, $2::integer)"};

// What is to stand there: $3 and what follows, a list a column.
#define DAYAQ_FACTS                                                                                                         \
  " unnest($3::text[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[], $10::text[],"  \
  " $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[])"                             \
  " AS n(kind, pseudonym, parent, recorded_from, recorded_until, register, occurred_on, ended_on, district, outcome, sex, " \
  "age_band,"                                                                                                               \
  " civ_status, activity, device) "
#define DAYAQ_SAME_FACT                                                                                                     \
  " n.pseudonym = f.pseudonym AND n.recorded_from = f.recorded_from AND n.recorded_until = f.recorded_until"                \
  " AND (nullif(n.parent, '')::uuid, n.register, n.occurred_on, nullif(n.ended_on, ''), n.district, nullif(n.outcome, '')," \
  " nullif(n.sex, ''), nullif(n.age_band, ''), nullif(n.civ_status, ''), nullif(n.activity, ''), nullif(n.device, ''))"     \
  " IS NOT DISTINCT FROM (f.parent, f.register, f.occurred_on, f.ended_on, f.district, f.outcome, f.sex, f.age_band,"       \
  " f.civ_status, f.activity, f.device) "

// Closes rows of the pseudonyms $1 that do not stand there any more, at the moment $2.
inline constexpr Query kCloseFacts{
    "layer.close",
    "UPDATE statistics.fact AS f SET kept_until = $2::timestamptz WHERE f.pseudonym = ANY ($1::uuid[]) "
    "AND f.kept_until = 'infinity' AND NOT EXISTS (SELECT FROM" DAYAQ_FACTS "WHERE" DAYAQ_SAME_FACT ")"};

// Adds what is not there yet.
inline constexpr Query kAddFacts{
    "layer.add",
    "INSERT INTO statistics.fact (kind, pseudonym, parent, recorded_from, recorded_until, kept_from, register, occurred_on, "
    "ended_on,"
    " district, outcome, sex, age_band, civ_status, activity, device) "
    "SELECT n.kind, n.pseudonym, nullif(n.parent, '')::uuid, n.recorded_from, n.recorded_until, $2::timestamptz, n.register,"
    " n.occurred_on, nullif(n.ended_on, ''), n.district, nullif(n.outcome, ''), nullif(n.sex, ''), nullif(n.age_band, ''),"
    " nullif(n.civ_status, ''), nullif(n.activity, ''), nullif(n.device, '') FROM" DAYAQ_FACTS
    "WHERE NOT EXISTS (SELECT FROM statistics.fact AS f WHERE f.pseudonym = ANY ($1::uuid[]) AND f.kept_until = 'infinity' "
    "AND" DAYAQ_SAME_FACT ")"};

#undef DAYAQ_SAME_FACT
#undef DAYAQ_FACTS

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LAYER_QUERIES_H_
