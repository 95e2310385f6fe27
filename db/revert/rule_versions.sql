-- Revert dayaq:rule_versions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION payment.rules_held();
DROP TABLE payment.rule_set, payment.rule_proposal, payment.rule_loss, payment.rule_comparison_lane, payment.rule_comparison_line,
  payment.rule_comparison;
DROP FUNCTION payment.rule_step();
ALTER TABLE payment.recount NO FORCE ROW LEVEL SECURITY;
ALTER TABLE payment.recount_lane NO FORCE ROW LEVEL SECURITY;
DELETE FROM payment.recount_lane AS l USING payment.recount AS r WHERE r.uid = l.recount_uid AND r.kind = 'RECOUNT_KIND_COMPARE';
DELETE FROM payment.recount WHERE kind = 'RECOUNT_KIND_COMPARE';
ALTER TABLE payment.recount_lane FORCE ROW LEVEL SECURITY;
ALTER TABLE payment.recount FORCE ROW LEVEL SECURITY;
SELECT kit.remove_codes('payment', 'RuleProposalState', 'RecountKind');
SELECT kit.add_codes('payment', '{"RecountKind": ["RECOUNT_KIND_ASSESS", "RECOUNT_KIND_CHECK"]}');
COMMIT;
