-- Revert dayaq:payment_assessments from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION payment.facts_to_assess(uuid[]);
COMMIT;
