-- Verify dayaq:service_roles on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (prosrc LIKE '%no role of a service%')::integer FROM pg_proc WHERE oid = 'access.open_context(text, bytea)'::regprocedure;
ROLLBACK;
