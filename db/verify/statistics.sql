-- Verify dayaq:statistics on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 3 AND bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE relnamespace = 'statistics'::regnamespace AND relkind = 'r' AND relname IN ('fact', 'release', 'release_table');
SELECT 'incident.facts_for_statistics(uuid[])'::regprocedure, 'survivor.facts_for_statistics(uuid[])'::regprocedure, 'statistics.hold_layer()'::regprocedure;
SELECT 1 / statistics.is_code('ReleaseState', 'RELEASE_STATE_PUBLISHED')::integer;
ROLLBACK;
