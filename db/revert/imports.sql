-- Revert dayaq:imports from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name IN ('incident.import', 'incident.import_row', 'incident.import_group');
DROP TABLE incident.import_group, incident.import_row, incident.import;
DROP FUNCTION incident.import_times();
COMMIT;
