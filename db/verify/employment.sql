-- Verify dayaq:employment on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 8 AND bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE relnamespace = 'employment'::regnamespace AND relkind = 'r'
  AND relname IN ('profile', 'profile_history', 'employer', 'vacancy', 'proposal', 'placement', 'placement_history', 'retention_check');
SELECT 1 / (count(*) = 1)::integer FROM pg_constraint WHERE conrelid = 'employment.placement'::regclass AND contype = 'x';
SELECT 'employment.work_of(uuid)'::regprocedure, 'survivor.family_member_here(uuid)'::regprocedure;
SELECT 1 / employment.is_code('PlacementState', 'PLACEMENT_STATE_STARTED')::integer;
ROLLBACK;
