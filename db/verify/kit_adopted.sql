-- Verify dayaq:kit_adopted on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) >= 7)::integer FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE p.proname IN ('next_version', 'next_version_wherever') AND p.pronamespace = 'kit'::regnamespace;
SELECT 1 / (to_regprocedure('survivor.next_version()') IS NULL AND to_regprocedure('access.next_version()') IS NULL)::integer;
ROLLBACK;
