// All statements about comparisons of rules. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_RULE_DIFF_QUERIES_H_
#define SERVICES_PAYMENT_RULE_DIFF_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

// create_time is the database's.
inline constexpr Query kAddComparison{"rule_comparison.add", R"sql(
  INSERT INTO payment.rule_comparison (uid, benefit, old_hash, old_version, new_hash, new_version, set_number, of_present, counted_for,
                                       compared_by_uid)
  SELECT uid, benefit, old_hash, coalesce(old_version, 0), new_hash, new_version, set_number, coalesce(of_present, false), counted_for,
         compared_by_uid
  FROM json_populate_recordset(NULL::payment.rule_comparison, $1::json)
)sql"};

// With how far its pass over everybody has come.
inline constexpr Query kComparison{"rule_comparison.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleComparison as c}, r.finish_time AS through, r.total AS people,
         (SELECT coalesce(sum(n.done), 0)::bigint FROM payment.recount_lane AS n WHERE n.recount_uid = r.uid) AS gone_through
  FROM payment.rule_comparison AS c JOIN payment.recount AS r ON r.uid = c.uid WHERE c.uid = $1::uuid
)sql"};

inline constexpr Query kComparisonLines{"rule_comparison.lines", R"sql(
  SELECT benefit, register, district, band, sum(gaining)::bigint AS gaining, sum(losing)::bigint AS losing, sum(starting)::bigint AS starting,
         sum(stopping)::bigint AS stopping, sum(asking)::bigint AS asking, sum(changing)::bigint AS changing,
         sum(month_qepik)::bigint AS month_qepik, sum(back_qepik)::bigint AS back_qepik
  FROM payment.rule_comparison_line WHERE comparison_uid = $1::uuid
  GROUP BY benefit, register, district, band ORDER BY benefit, register, district, band LIMIT 20000
)sql"};

// Who loses most first, of those within the caller's reach.
inline constexpr Query kLosses{"rule_comparison.losses", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleLoss} FROM payment.rule_loss
  WHERE comparison_uid = $1::uuid ORDER BY month_qepik + back_qepik, survivor_uid LIMIT 100
)sql"};

// Short numbers of records within reach.
inline constexpr Query kNumbers{"rule_comparison.numbers", R"sql(
  SELECT n.survivor_uid, n.number FROM survivor.numbers_within_reach($1::uuid[]) AS n LIMIT 100
)sql"};

// What a lane found more.
inline constexpr Query kAddLines{"rule_comparison.add_lines", R"sql(
  INSERT INTO payment.rule_comparison_line AS l (comparison_uid, lane_uid, benefit, register, district, band, gaining, losing, starting, stopping,
                                                 asking, changing, month_qepik, back_qepik)
  SELECT $2::uuid, $3::uuid, n.benefit, n.register, n.district, n.band, coalesce(n.gaining, 0), coalesce(n.losing, 0), coalesce(n.starting, 0),
         coalesce(n.stopping, 0), coalesce(n.asking, 0), coalesce(n.changing, 0), coalesce(n.month_qepik, 0), coalesce(n.back_qepik, 0)
  FROM json_populate_recordset(NULL::payment.rule_comparison_line, $1::json) AS n
  ON CONFLICT (comparison_uid, lane_uid, benefit, register, district, band) DO UPDATE
  SET gaining = l.gaining + EXCLUDED.gaining, losing = l.losing + EXCLUDED.losing, starting = l.starting + EXCLUDED.starting,
      stopping = l.stopping + EXCLUDED.stopping, asking = l.asking + EXCLUDED.asking, changing = l.changing + EXCLUDED.changing,
      month_qepik = l.month_qepik + EXCLUDED.month_qepik, back_qepik = l.back_qepik + EXCLUDED.back_qepik
)sql"};

// The hundred largest losses of a lane, with what it found more.
inline constexpr Query kAddLosses{"rule_comparison.add_losses", R"sql(
  INSERT INTO payment.rule_comparison_lane AS l (lane_uid, comparison_uid, losses) VALUES ($3::uuid, $2::uuid, $1::jsonb)
  ON CONFLICT (lane_uid) DO UPDATE SET losses = (
    SELECT jsonb_agg(most.loss) FROM (
      SELECT one.loss FROM jsonb_array_elements(l.losses || EXCLUDED.losses) AS one(loss)
      ORDER BY (one.loss ->> 'month_qepik')::bigint + (one.loss ->> 'back_qepik')::bigint, one.loss ->> 'survivor_uid' LIMIT 100
    ) AS most)
)sql"};

// The hundred largest of all lanes.
inline constexpr Query kKeepLosses{"rule_comparison.keep_losses", R"sql(
  INSERT INTO payment.rule_loss (uid, comparison_uid, survivor_uid, benefit, month_qepik, back_qepik, register, district, institution)
  SELECT n.uid, n.comparison_uid, n.survivor_uid, n.benefit, n.month_qepik, n.back_qepik, n.register, n.district, n.institution
  FROM payment.rule_comparison_lane AS l, jsonb_populate_recordset(NULL::payment.rule_loss, l.losses) AS n
  WHERE l.comparison_uid = $1::uuid ORDER BY n.month_qepik + n.back_qepik, n.survivor_uid LIMIT 100
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_DIFF_QUERIES_H_
