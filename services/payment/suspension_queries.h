// All statements about what people decide about entitlements. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_PAYMENT_SUSPENSION_QUERIES_H_
#define SERVICES_PAYMENT_SUSPENSION_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

inline constexpr Query kSuspension{"suspension.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.Suspension} FROM payment.suspension WHERE uid = $1::uuid
)sql"};

inline constexpr Query kSuspensionsOf{"suspension.of_entitlement", R"sql(
  SELECT {columns:dayaq.payment.v1.Suspension} FROM payment.suspension WHERE entitlement_uid = $1::uuid ORDER BY uid DESC LIMIT 100
)sql"};

// Only one is in force at a time: who comes second adds nothing.
inline constexpr Query kSuspend{"suspension.add", R"sql(
  INSERT INTO payment.suspension (uid, entitlement_uid, survivor_uid, reason, document, suspended_from, suspended_until, state,
                                  suspended_by_uid, register, district, institution)
  SELECT uid, entitlement_uid, survivor_uid, reason, document, suspended_from, suspended_until, state, suspended_by_uid, register,
         district, institution
  FROM json_populate_recordset(NULL::payment.suspension, $1::json)
  ON CONFLICT (entitlement_uid) WHERE state = 'SUSPENSION_STATE_IN_FORCE' DO NOTHING
)sql"};

// Ends it; who comes second ends nothing.
inline constexpr Query kResume{"suspension.resume", R"sql(
  UPDATE payment.suspension SET state = $2, resumed_by_uid = $3::uuid, resume_reason = $4, end_time = $5::timestamptz
  WHERE uid = $1::uuid AND state = 'SUSPENSION_STATE_IN_FORCE'
)sql"};

inline constexpr Query kExpire{"suspension.expire", R"sql(
  UPDATE payment.suspension SET state = 'SUSPENSION_STATE_EXPIRED', end_time = $3::timestamptz
  WHERE uid = $1::uuid AND state = 'SUSPENSION_STATE_IN_FORCE' AND suspended_until < $2
)sql"};

inline constexpr Query kAppeal{"entitlement_appeal.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.EntitlementAppeal} FROM payment.entitlement_appeal WHERE uid = $1::uuid
)sql"};

inline constexpr Query kAppealsOf{"entitlement_appeal.of_entitlement", R"sql(
  SELECT {columns:dayaq.payment.v1.EntitlementAppeal} FROM payment.entitlement_appeal WHERE entitlement_uid = $1::uuid
  ORDER BY uid DESC LIMIT 100
)sql"};

// Only one waits at a time.
inline constexpr Query kLodge{"entitlement_appeal.add", R"sql(
  INSERT INTO payment.entitlement_appeal (uid, entitlement_uid, survivor_uid, suspension_uid, ground, reference, lodged_on, answer_due_on,
                                          state, lodged_by_uid, register, district, institution)
  SELECT uid, entitlement_uid, survivor_uid, suspension_uid, ground, reference, lodged_on, answer_due_on, state, lodged_by_uid, register,
         district, institution
  FROM json_populate_recordset(NULL::payment.entitlement_appeal, $1::json)
  ON CONFLICT (entitlement_uid) WHERE state = 'ENTITLEMENT_APPEAL_STATE_LODGED' DO NOTHING
)sql"};

inline constexpr Query kDecide{"entitlement_appeal.decide", R"sql(
  UPDATE payment.entitlement_appeal SET state = $2, decision_reason = $3, decided_by_uid = $4::uuid, decide_time = $5::timestamptz
  WHERE uid = $1::uuid AND state = 'ENTITLEMENT_APPEAL_STATE_LODGED'
)sql"};

// With what its differences took back in all, and what of that is no over-payment. One statement by the plan, one by the
// entitlement, so that each goes by its index.
#define DAYAQ_RECOVERY_PLAN                                                                                      \
  "SELECT {columns:dayaq.payment.v1.RecoveryPlan as p}, (SELECT coalesce(-sum(i.amount_qepik), 0)::bigint FROM " \
  "payment.instalment AS i WHERE i.entitlement_uid = p.entitlement_uid AND i.amount_qepik < 0) AS back, "        \
  "payment.covered_elsewhere(p.entitlement_uid) AS covered FROM payment.recovery_plan AS p WHERE "

inline constexpr Query kPlan{"recovery_plan.by_uid", DAYAQ_RECOVERY_PLAN "p.uid = $1::uuid"};
inline constexpr Query kPlanOf{"recovery_plan.of_entitlement", DAYAQ_RECOVERY_PLAN "p.entitlement_uid = $1::uuid"};

// Of records that go on in the one of this entitlement, for the same.
inline constexpr Query kPlansOfMerged{"recovery_plan.of_merged", DAYAQ_RECOVERY_PLAN
                                      "p.entitlement_uid = ANY (ARRAY(SELECT payment.entitlements_of_merged($1::uuid))) ORDER BY "
                                      "p.uid LIMIT 100"};

#undef DAYAQ_RECOVERY_PLAN

inline constexpr Query kAddPlans{"recovery_plan.add", R"sql(
  INSERT INTO payment.recovery_plan (uid, entitlement_uid, survivor_uid, decision, share_percent, smallest_left_qepik, waived_qepik,
                                     register, district, institution)
  SELECT uid, entitlement_uid, survivor_uid, decision, share_percent, smallest_left_qepik, 0, register, district, institution
  FROM json_populate_recordset(NULL::payment.recovery_plan, $1::json)
  ON CONFLICT (entitlement_uid) DO NOTHING
)sql"};

// $2 is the version that was decided on.
inline constexpr Query kDecidePlan{"recovery_plan.decide", R"sql(
  UPDATE payment.recovery_plan AS p
  SET decision = n.decision, share_percent = n.share_percent, smallest_left_qepik = n.smallest_left_qepik,
      waived_qepik = coalesce(n.waived_qepik, 0), reason = n.reason, document = n.document, decided_by_uid = n.decided_by_uid,
      decide_time = n.decide_time
  FROM json_populate_recordset(NULL::payment.recovery_plan, $1::json) AS n WHERE p.uid = n.uid AND p.etag = $2::bigint
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_SUSPENSION_QUERIES_H_
