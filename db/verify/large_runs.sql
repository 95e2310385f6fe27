-- Verify dayaq:large_runs on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (prosrc LIKE '%SELECT count(*) > 0 FROM before%')::integer FROM pg_proc WHERE oid = 'payment.step_orders()'::regprocedure;
ROLLBACK;
