-- Verify dayaq:incident_policies on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) FILTER (WHERE NOT relrowsecurity OR NOT relforcerowsecurity) = 0 AND count(*) = 15)::int
FROM pg_class WHERE relnamespace = 'incident'::regnamespace AND relkind = 'r';
ROLLBACK;
