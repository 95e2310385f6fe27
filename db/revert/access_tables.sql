-- Revert dayaq:access_tables from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TABLE access.context_key, access.session, access.role_assignment, access.staff, access.institution;
COMMIT;
