-- Verify dayaq:rule_versions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class
WHERE oid = ANY ('{payment.rule_set,payment.rule_proposal,payment.rule_loss,payment.rule_comparison_lane,payment.rule_comparison_line,payment.rule_comparison}'::regclass[]);
SELECT 'payment.rules_held()'::regprocedure;
SELECT 1 / payment.is_code('RecountKind', 'RECOUNT_KIND_COMPARE')::integer;
ROLLBACK;
