// Statements that keep the de-identified layer. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_STATISTICS_LAYER_QUERIES_H_
#define SERVICES_STATISTICS_LAYER_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::statistics {

inline constexpr Query kHoldLayer{"layer.hold", "SELECT statistics.hold_layer() AS moment"};
inline constexpr Query kLayerWaits{"layer.waits", "SELECT statistics.layer_waits() AS waiting"};

// What is told of records; every answer has the columns of the same shape.
inline constexpr Query kToldOfIncidents{"layer.of_incidents", "SELECT * FROM incident.told_for_statistics($1::uuid[])"};
inline constexpr Query kToldOfSurvivors{"layer.of_survivors", "SELECT * FROM survivor.told_for_statistics($1::uuid[])"};
inline constexpr Query kToldOfDevices{"layer.of_devices", "SELECT * FROM rehabilitation.told_for_statistics($1::uuid[])"};
inline constexpr Query kToldOfPayments{"layer.of_payments", "SELECT * FROM payment.told_for_statistics($1::uuid[], $2::integer)"};
inline constexpr Query kToldOfAmounts{"layer.of_amounts", "SELECT * FROM payment.amounts_for_statistics($1::text)"};

inline constexpr Query kRelated{"layer.related", "SELECT uid FROM survivor.related_for_statistics($1::uuid[])"};
inline constexpr Query kIncidentsOf{"layer.incidents_of", "SELECT uid FROM survivor.incidents_for_statistics($1::uuid[])"};
inline constexpr Query kRecordsOfDevice{"layer.records_of_device",
                                        "SELECT uid FROM rehabilitation.records_for_statistics($1::text)"};
inline constexpr Query kRecordsPaid{"layer.records_paid",
                                    "SELECT uid FROM payment.records_for_statistics($1::text, $2::uuid, $3::integer)"};
inline constexpr Query kIncidentsAfter{"layer.incidents_after",
                                       "SELECT uid FROM incident.uids_for_statistics($1::uuid, $2::integer)"};
inline constexpr Query kSurvivorsAfter{"layer.survivors_after",
                                       "SELECT uid FROM survivor.uids_for_statistics($1::uuid, $2::integer)"};

// What is to stand there: $3 and what follows, a list a column.
#define DAYAQ_FACTS                                                                                                         \
  " unnest($3::text[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[], $10::text[],"  \
  " $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[],"   \
  " $20::text[], $21::text[], $22::text[], $23::text[])"                                                                    \
  " AS n(kind, pseudonym, parent, recorded_from, recorded_until, register, occurred_on, ended_on, district, outcome, sex, " \
  "age_band,"                                                                                                               \
  " civ_status, activity, device, part, benefit, service, relation, share, value) "
#define DAYAQ_SAME_FACT                                                                                                          \
  " n.pseudonym = f.pseudonym AND n.part = f.part AND n.recorded_from = f.recorded_from AND n.recorded_until = f.recorded_until" \
  " AND (n.kind, nullif(n.parent, '')::uuid, n.register, n.occurred_on, nullif(n.ended_on, ''), n.district, nullif(n.outcome, "  \
  "''),"                                                                                                                         \
  " nullif(n.sex, ''), nullif(n.age_band, ''), nullif(n.civ_status, ''), nullif(n.activity, ''), nullif(n.device, ''),"          \
  " nullif(n.benefit, ''), nullif(n.service, ''), nullif(n.relation, ''), nullif(n.share, ''), nullif(n.value, '')::bigint)"     \
  " IS NOT DISTINCT FROM (f.kind, f.parent, f.register, f.occurred_on, f.ended_on, f.district, f.outcome, f.sex, f.age_band,"    \
  " f.civ_status, f.activity, f.device, f.benefit, f.service, f.relation, f.share, f.value) "

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
    " district, outcome, sex, age_band, civ_status, activity, device, part, benefit, service, relation, share, value) "
    "SELECT n.kind, n.pseudonym, nullif(n.parent, '')::uuid, n.recorded_from, n.recorded_until, $2::timestamptz, n.register,"
    " n.occurred_on, nullif(n.ended_on, ''), n.district, nullif(n.outcome, ''), nullif(n.sex, ''), nullif(n.age_band, ''),"
    " nullif(n.civ_status, ''), nullif(n.activity, ''), nullif(n.device, ''), n.part,"
    " nullif(n.benefit, ''), nullif(n.service, ''), nullif(n.relation, ''), nullif(n.share, ''), nullif(n.value, '')::bigint"
    " FROM" DAYAQ_FACTS
    "WHERE NOT EXISTS (SELECT FROM statistics.fact AS f WHERE f.pseudonym = ANY ($1::uuid[]) AND f.kept_until = 'infinity' "
    "AND" DAYAQ_SAME_FACT ")"};

#undef DAYAQ_SAME_FACT
#undef DAYAQ_FACTS

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_LAYER_QUERIES_H_
