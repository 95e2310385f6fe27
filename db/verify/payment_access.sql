-- Verify dayaq:payment_access on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 4)::integer FROM pg_class
WHERE relnamespace = 'payment'::regnamespace AND relkind = 'r' AND relrowsecurity AND relforcerowsecurity;
SELECT 1 / (has_column_privilege('payment_background', 'payment.instalment', 'amount_qepik', 'INSERT')
            AND NOT has_any_column_privilege('payment_background', 'payment.instalment', 'UPDATE'))::integer;
ROLLBACK;
