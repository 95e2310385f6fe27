-- Verify dayaq:rule_withdrawal on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT withdraw_time, withdraw_reason FROM payment.rule_proposal WHERE false;
SELECT 1 / payment.is_code('RuleProposalState', 'RULE_PROPOSAL_STATE_WITHDRAWN')::integer;
ROLLBACK;
