-- Verify dayaq:decision_appeals on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'survivor.decision_appeal'::regclass;
ROLLBACK;
