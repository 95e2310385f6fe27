// All statements about rules on their way into force, and about the sets that were in force. Names: what the plan guard explains
// and metrics count by.
#ifndef SERVICES_PAYMENT_RULE_VERSION_QUERIES_H_
#define SERVICES_PAYMENT_RULE_VERSION_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::payment {

// The set in force.
inline constexpr Query kPresentSet{"rule_set.present", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleSet} FROM payment.rule_set ORDER BY number DESC LIMIT 1
)sql"};

inline constexpr Query kSetOfNumber{"rule_set.by_number", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleSet} FROM payment.rule_set WHERE number = $1
)sql"};

inline constexpr Query kSets{"rule_set.list", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleSet} FROM payment.rule_set ORDER BY number DESC LIMIT 50
)sql"};

// The number of the set in force, which stays in force until the transaction ends.
inline constexpr Query kHoldRules{"rule_set.hold", "SELECT coalesce(payment.rules_held(), 0) AS number"};

// Waits for everybody who decides by the set in force; nobody decides until the transaction ends.
inline constexpr Query kLockRules{"rule_set.lock", R"sql(
  SELECT pg_advisory_xact_lock(hashtextextended('payment.rules', 0)) IS NULL AS locked
)sql"};

// Whether people ever put a rule into force here.
inline constexpr Query kSetByPeople{"rule_set.by_people", R"sql(
  SELECT EXISTS (SELECT FROM payment.rule_set WHERE proposal_uid IS NOT NULL) AS by_people
)sql"};

// create_time is the database's.
inline constexpr Query kAddSet{"rule_set.add", R"sql(
  INSERT INTO payment.rule_set (number, rules, proposal_uid, activated_by_uid)
  VALUES ($1, to_jsonb($2::text[]), $3::uuid, $4::uuid) ON CONFLICT DO NOTHING
)sql"};

// The text of a rule in whatever became of it, or a version that was in force.
inline constexpr Query kRuleOfHash{"benefit.rule_of_hash", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitRule} FROM payment.benefit_rule WHERE content_hash = $1 LIMIT 1
)sql"};

inline constexpr Query kProposalOfHash{"rule_proposal.of_hash", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleProposal} FROM payment.rule_proposal WHERE content_hash = $1 ORDER BY uid DESC LIMIT 1
)sql"};

// Versions of one benefit that were in force.
inline constexpr Query kVersionsOf{"benefit.versions", R"sql(
  SELECT {columns:dayaq.payment.v1.BenefitRule} FROM payment.benefit_rule WHERE benefit = $1 ORDER BY version DESC LIMIT 1000
)sql"};

inline constexpr Query kProposal{"rule_proposal.by_uid", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleProposal} FROM payment.rule_proposal WHERE uid = $1::uuid
)sql"};

// Those of the benefit $1, or all, behind the uid $2.
inline constexpr Query kProposals{"rule_proposal.list", R"sql(
  SELECT {columns:dayaq.payment.v1.RuleProposal -content} FROM payment.rule_proposal
  WHERE ($1::text IS NULL OR benefit = $1) AND ($2::uuid IS NULL OR uid < $2::uuid) ORDER BY uid DESC LIMIT $3::integer
)sql"};

// Who proposes is whom the context says (payment.rule_step). The same text waits once: who comes second adds nothing.
inline constexpr Query kPropose{"rule_proposal.add", R"sql(
  INSERT INTO payment.rule_proposal (uid, benefit, version, content_hash, content)
  SELECT uid, benefit, version, content_hash, content FROM json_populate_recordset(NULL::payment.rule_proposal, $1::json)
  ON CONFLICT (content_hash) WHERE state <> 'RULE_PROPOSAL_STATE_ACTIVATED' AND state <> 'RULE_PROPOSAL_STATE_WITHDRAWN' DO NOTHING
)sql"};

inline constexpr Query kApprove{"rule_proposal.approve", R"sql(
  UPDATE payment.rule_proposal SET state = 'RULE_PROPOSAL_STATE_APPROVED', approved_by_uid = $3::uuid, approve_time = $4::timestamptz,
         comparison_uid = $5::uuid
  WHERE uid = $1::uuid AND etag = $2::bigint AND state IN ('RULE_PROPOSAL_STATE_PROPOSED', 'RULE_PROPOSAL_STATE_APPROVED')
)sql"};

inline constexpr Query kActivate{"rule_proposal.activate", R"sql(
  UPDATE payment.rule_proposal SET state = 'RULE_PROPOSAL_STATE_ACTIVATED', activated_by_uid = $3::uuid, activate_time = $4::timestamptz,
         number = $5
  WHERE uid = $1::uuid AND etag = $2::bigint AND state = 'RULE_PROPOSAL_STATE_APPROVED'
)sql"};

// By who proposed it, and nobody else (payment.rule_step).
inline constexpr Query kWithdraw{"rule_proposal.withdraw", R"sql(
  UPDATE payment.rule_proposal SET state = 'RULE_PROPOSAL_STATE_WITHDRAWN', withdraw_time = $3::timestamptz, withdraw_reason = $4
  WHERE uid = $1::uuid AND etag = $2::bigint AND state IN ('RULE_PROPOSAL_STATE_PROPOSED', 'RULE_PROPOSAL_STATE_APPROVED')
)sql"};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RULE_VERSION_QUERIES_H_
