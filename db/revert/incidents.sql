-- Revert dayaq:incidents from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name = 'incident.incident';
DROP TABLE incident.incident;
DROP FUNCTION incident.first_version();
COMMIT;
