-- Verify dayaq:access_grants on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (has_function_privilege('dayaq_access', 'access.begin_request(text, bytea)', 'EXECUTE')
            AND has_column_privilege('access_access_administrator', 'access.role_assignment', 'state', 'UPDATE')
            AND has_function_privilege('access_clinician', 'survivor.find_for_emergency(text, bytea)', 'EXECUTE'))::integer;
ROLLBACK;
