-- Revert dayaq:reports from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name IN ('incident.report', 'incident.statement');
DROP TABLE incident.statement, incident.report;
DROP FUNCTION incident.filed_report();
COMMIT;
