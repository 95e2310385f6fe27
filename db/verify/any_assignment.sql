-- Verify dayaq:any_assignment on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (prosrc LIKE '%any%')::integer FROM pg_proc WHERE oid = 'access.standing(uuid, text)'::regprocedure;
ROLLBACK;
