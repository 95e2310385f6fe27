-- Verify dayaq:service_grants on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'access.grant_service(text, text[])'::regprocedure, 'access.revoke_service(text, text[])'::regprocedure,
       'access.add_scope_policy(regclass, text, text, text[])'::regprocedure;
SELECT 1 / (to_regprocedure('access.add_scope_policy(regclass, text, text)') IS NULL)::int;
ROLLBACK;
