-- Verify dayaq:renewals on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'rehabilitation.renewal'::regclass;
ROLLBACK;
