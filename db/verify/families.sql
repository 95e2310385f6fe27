-- Verify dayaq:families on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 2)::integer FROM pg_class
WHERE oid IN ('survivor.family_member'::regclass, 'survivor.family_member_history'::regclass) AND relforcerowsecurity;
ROLLBACK;
