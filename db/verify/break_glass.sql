-- Verify dayaq:break_glass on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'access.break_glass'::regclass;
ROLLBACK;
