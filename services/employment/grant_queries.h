// Statements on own businesses. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_EMPLOYMENT_GRANT_QUERIES_H_
#define SERVICES_EMPLOYMENT_GRANT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

inline constexpr Query kGrant{"grant.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Grant} FROM employment.business_grant WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockGrant{"grant.lock", R"sql(
  SELECT uid FROM employment.business_grant WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
// $1 profile or NULL, $2 states or NULL, behind $3. Newest first.
inline constexpr Query kGrants{"grant.list", R"sql(
  SELECT {columns:dayaq.employment.v1.Grant} FROM employment.business_grant
  WHERE ($1::uuid IS NULL OR profile_uid = $1::uuid) AND ($2::text[] IS NULL OR state = ANY ($2::text[])) AND ($3::uuid IS NULL OR uid < $3::uuid)
  ORDER BY uid DESC LIMIT $4::integer
)sql"};
// The invitation that a survivor accepted for an own business.
inline constexpr Query kAcceptedInvitation{"grant.accepted_invitation", R"sql(
  SELECT uid FROM employment.invitation
  WHERE survivor_uid = $1::uuid AND state = 'INVITATION_STATE_ACCEPTED' AND programmes ? 'SUPPORT_PROGRAMME_OWN_BUSINESS'
  ORDER BY uid DESC LIMIT 1
)sql"};
inline constexpr Query kBarredUntil{"grant.barred_until", "SELECT employment.barred_until($1::uuid) AS barred_until"};
inline constexpr Query kAddGrant{"grant.add", R"sql(
  INSERT INTO employment.business_grant ({writable:dayaq.employment.v1.Grant -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.Grant -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::employment.business_grant, $1::json)
)sql"};
inline constexpr Query kReviseGrant{"grant.revise", R"sql(
  UPDATE employment.business_grant AS g SET (state, activity, plan, planned, own_qepik) =
      (SELECT state, activity, plan, planned, own_qepik FROM json_populate_recordset(NULL::employment.business_grant, $1::json))
  WHERE g.uid = $2::uuid
)sql"};
inline constexpr Query kDecideGrant{"grant.decide", R"sql(
  UPDATE employment.business_grant AS g SET (state, granted, decided_on, decision_document, decision_words) =
      (SELECT state, granted, decided_on, decision_document, decision_words FROM json_populate_recordset(NULL::employment.business_grant, $1::json))
  WHERE g.uid = $2::uuid
)sql"};
inline constexpr Query kContractGrant{"grant.contract", R"sql(
  UPDATE employment.business_grant AS g SET (state, contract_number, contracted_on, contract_until, barred_until, rule_edition) =
      (SELECT state, contract_number, contracted_on, contract_until, barred_until, rule_edition
       FROM json_populate_recordset(NULL::employment.business_grant, $1::json))
  WHERE g.uid = $2::uuid
)sql"};
inline constexpr Query kBreachGrant{"grant.breach", R"sql(
  UPDATE employment.business_grant SET state = 'GRANT_STATE_BREACHED', breach_reason = $2, ended_on = $3 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kCompleteGrant{"grant.complete", R"sql(
  UPDATE employment.business_grant SET state = 'GRANT_STATE_COMPLETED', ended_on = $2 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kGrantAssets{"grant.assets", R"sql(
  SELECT {columns:dayaq.employment.v1.GrantAsset} FROM employment.grant_asset WHERE grant_uid = $1::uuid ORDER BY line, uid LIMIT 2000
)sql"};
inline constexpr Query kAddGrantAssets{"grant.add_assets", R"sql(
  INSERT INTO employment.grant_asset ({writable:dayaq.employment.v1.GrantAsset -create_time}, register, district, institution)
  SELECT {writable:dayaq.employment.v1.GrantAsset as n -create_time}, g.register, g.district, g.institution
  FROM json_populate_recordset(NULL::employment.grant_asset, $1::json) AS n JOIN employment.business_grant AS g ON g.uid = n.grant_uid
)sql"};
inline constexpr Query kGrantVisits{"grant.visits", R"sql(
  SELECT {columns:dayaq.employment.v1.GrantVisit} FROM employment.grant_visit WHERE grant_uid = $1::uuid ORDER BY due_on, uid LIMIT 100
)sql"};
inline constexpr Query kGrantVisit{"grant.visit", R"sql(
  SELECT {columns:dayaq.employment.v1.GrantVisit} FROM employment.grant_visit WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockGrantVisit{"grant.lock_visit", R"sql(
  SELECT uid FROM employment.grant_visit WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kAddGrantVisits{"grant.add_visits", R"sql(
  INSERT INTO employment.grant_visit ({writable:dayaq.employment.v1.GrantVisit -etag -create_time -update_time}, register, district, institution)
  SELECT {writable:dayaq.employment.v1.GrantVisit as n -etag -create_time -update_time}, g.register, g.district, g.institution
  FROM json_populate_recordset(NULL::employment.grant_visit, $1::json) AS n JOIN employment.business_grant AS g ON g.uid = n.grant_uid
)sql"};
inline constexpr Query kGrantVisited{"grant.visited", R"sql(
  UPDATE employment.grant_visit SET done_on = $2, finding = $3 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kGrantIncomes{"grant.incomes", R"sql(
  SELECT {columns:dayaq.employment.v1.GrantIncome} FROM employment.grant_income WHERE grant_uid = $1::uuid ORDER BY month DESC LIMIT 500
)sql"};
inline constexpr Query kReportIncome{"grant.report_income", R"sql(
  INSERT INTO employment.grant_income ({writable:dayaq.employment.v1.GrantIncome -create_time}, register, district, institution)
  SELECT {writable:dayaq.employment.v1.GrantIncome as n -create_time}, g.register, g.district, g.institution
  FROM json_populate_recordset(NULL::employment.grant_income, $1::json) AS n JOIN employment.business_grant AS g ON g.uid = n.grant_uid
  ON CONFLICT (grant_uid, month) DO UPDATE SET income_qepik = excluded.income_qepik, expense_qepik = excluded.expense_qepik
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_GRANT_QUERIES_H_
