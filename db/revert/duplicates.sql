-- Revert dayaq:duplicates from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name IN ('incident.duplicate', 'incident.merge');
DROP TABLE incident.merge, incident.duplicate;
COMMIT;
