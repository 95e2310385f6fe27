// All statements about benefits, entitlements and instalments. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_ENTITLEMENT_QUERIES_H_
#define SERVICES_PAYMENT_ENTITLEMENT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

inline constexpr Query kEntitlement{"entitlement.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.Entitlement} FROM payment.entitlement WHERE uid = $1::uuid
)sql"};

inline constexpr Query kInstalments{"entitlement.instalments", R"sql(
  SELECT {columns:dayaq.payment.v1.Instalment} FROM payment.instalment WHERE entitlement_uid = $1::uuid
  ORDER BY period, sequence LIMIT 5000
)sql"};

inline constexpr Query kAssessments{"entitlement.assessments", R"sql(
  SELECT {columns:dayaq.payment.v1.Assessment -facts} FROM payment.assessment WHERE entitlement_uid = $1::uuid ORDER BY uid DESC LIMIT 100
)sql"};

// $1 survivor, $2 benefits, $3 states, $4 districts, $5 only with questions, $6 no examples; NULL leaves a condition out. The
// search for one survivor is a statement of its own, so that it goes by the survivor's index whatever plan is kept.
#define DAYAQ_ENTITLEMENT_FILTER                                                                               \
  " AND ($2::text[] IS NULL OR benefit = ANY($2::text[])) AND ($3::text[] IS NULL OR state = ANY($3::text[]))" \
  " AND ($4::text[] IS NULL OR district = ANY($4::text[]))"                                                    \
  " AND (NOT $5::boolean OR has_questions) AND NOT ($6::boolean AND example) "

#define DAYAQ_ENTITLEMENT_PAGE                                                                                                   \
  "AND ($7::timestamptz IS NULL OR (create_time, uid) < ($7::timestamptz, $8::uuid)) ORDER BY create_time DESC, uid DESC LIMIT " \
  "$9::integer"

inline constexpr Query kSearch{"entitlement.search",
                               "SELECT {columns:dayaq.payment.v1.Entitlement} FROM payment.entitlement "
                               "WHERE $1::uuid IS NULL" DAYAQ_ENTITLEMENT_FILTER DAYAQ_ENTITLEMENT_PAGE};
inline constexpr Query kSearchSurvivor{"entitlement.search_survivor",
                                       "SELECT {columns:dayaq.payment.v1.Entitlement} FROM payment.entitlement "
                                       "WHERE survivor_uid = $1::uuid" DAYAQ_ENTITLEMENT_FILTER DAYAQ_ENTITLEMENT_PAGE};

inline constexpr Query kTotals{"entitlement.totals",
                               "SELECT count(*) AS total, coalesce(sum(entitled_qepik), 0)::bigint AS entitled_qepik "
                               "FROM payment.entitlement WHERE $1::uuid IS NULL" DAYAQ_ENTITLEMENT_FILTER};
inline constexpr Query kTotalsOfSurvivor{"entitlement.totals_of_survivor",
                                         "SELECT count(*) AS total, coalesce(sum(entitled_qepik), 0)::bigint AS entitled_qepik "
                                         "FROM payment.entitlement WHERE survivor_uid = $1::uuid" DAYAQ_ENTITLEMENT_FILTER};

#undef DAYAQ_ENTITLEMENT_FILTER
#undef DAYAQ_ENTITLEMENT_PAGE

inline constexpr Query kRule{"benefit.rule", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitRule} FROM payment.benefit_rule WHERE benefit = $1 AND version = $2
)sql"};

inline constexpr Query kRules{"benefit.rules", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitRule} FROM payment.benefit_rule ORDER BY benefit, version DESC LIMIT 1000
)sql"};

inline constexpr Query kAddRules{"benefit.add_rules", R"sql(
  INSERT INTO payment.benefit_rule ({writable:dayaq.payment.v1.BenefitRule})
  SELECT {writable:dayaq.payment.v1.BenefitRule} FROM json_populate_recordset(NULL::payment.benefit_rule, $1::json)
  ON CONFLICT DO NOTHING
)sql"};

// What is known of survivors, read when nobody else assesses the same ones any more; they wait until this transaction ends.
inline constexpr Query kFacts{"assessment.facts", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitFacts} FROM payment.facts_to_assess($1::uuid[])
)sql"};

// What stands: entitlements, and of their instalments what reconciling them needs.
inline constexpr Query kStanding{"assessment.standing", R"sql(
  SELECT {columns:dayaq.payment.v1.Entitlement as e},
         (SELECT jsonb_agg(jsonb_build_object('period', i.period, 'sequence', i.sequence, 'kind', i.kind,
                                              'amount_qepik', i.amount_qepik))
          FROM payment.instalment AS i WHERE i.entitlement_uid = e.uid) AS standing
  FROM payment.entitlement AS e WHERE e.survivor_uid = ANY($1::uuid[]) AND ($3::text[] IS NULL OR e.benefit = ANY($3::text[]))
  LIMIT $2::integer
)sql"};

// What an assessment leaves behind: entitlements that start (no etag yet) or change, the decisions about them, their new
// instalments.
inline constexpr Query kWrite{"assessment.write", R"sql(
  WITH touched AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::payment.entitlement, $1::json)
  ), started AS (
    INSERT INTO payment.entitlement ({writable:dayaq.payment.v1.Entitlement -etag})
    SELECT {writable:dayaq.payment.v1.Entitlement -etag} FROM touched WHERE etag IS NULL
  ), changed AS (
    UPDATE payment.entitlement AS e
    SET ({changeable:dayaq.payment.v1.Entitlement -uid -etag -survivor_uid -benefit -occasion_uid -beneficiary -beneficiary_uid -currency
          -suspended -create_time -update_time}) =
        ROW({changeable:dayaq.payment.v1.Entitlement as t -uid -etag -survivor_uid -benefit -occasion_uid -beneficiary -beneficiary_uid -currency
             -suspended -create_time -update_time})
    FROM touched AS t WHERE e.uid = t.uid AND t.etag IS NOT NULL
  ), assessed AS (
    INSERT INTO payment.assessment ({writable:dayaq.payment.v1.Assessment}, register, district, institution)
    SELECT {writable:dayaq.payment.v1.Assessment as a}, t.register, t.district, t.institution
    FROM json_populate_recordset(NULL::payment.assessment, $2::json) AS a JOIN touched AS t ON t.uid = a.entitlement_uid
  )
  INSERT INTO payment.instalment ({writable:dayaq.payment.v1.Instalment}, register, district, institution)
  SELECT {writable:dayaq.payment.v1.Instalment as i}, t.register, t.district, t.institution
  FROM json_populate_recordset(NULL::payment.instalment, $3::json) AS i JOIN touched AS t ON t.uid = i.entitlement_uid
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ENTITLEMENT_QUERIES_H_
