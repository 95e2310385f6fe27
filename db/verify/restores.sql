-- Verify dayaq:restores on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'payment.restore'::regclass;
SELECT restored_time, day FROM payment.restore WHERE false;
SELECT 1 / (NOT payment.restore_open())::integer WHERE NOT EXISTS (SELECT FROM payment.restore);
SELECT 1 / (count(*) = 1)::integer FROM pg_trigger WHERE tgname = 'hold_after_restore' AND tgrelid = 'payment.payment_run'::regclass;
ROLLBACK;
