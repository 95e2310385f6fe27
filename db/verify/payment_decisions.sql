-- Verify dayaq:payment_decisions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT facts, made_for, rule_hash, outcome FROM payment.assessment WHERE false;
SELECT suspended FROM payment.entitlement WHERE false;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class
WHERE oid = ANY ('{payment.suspension,payment.entitlement_appeal,payment.recovery_plan,payment.recount,payment.recount_lane,payment.unserved}'::regclass[]);
SELECT 'outbox.pending_about(text, text[])'::regprocedure;
ROLLBACK;
