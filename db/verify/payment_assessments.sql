-- Verify dayaq:payment_assessments on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (has_function_privilege('payment_background', 'payment.facts_to_assess(uuid[])', 'EXECUTE')
            AND NOT has_function_privilege('payment_caseworker', 'payment.facts_to_assess(uuid[])', 'EXECUTE'))::integer;
ROLLBACK;
