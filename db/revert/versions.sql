-- Revert dayaq:versions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER keep_version ON incident.casualty;
DROP TRIGGER keep_version ON incident.incident;
DROP TRIGGER next_version ON incident.casualty;
DROP TRIGGER next_version ON incident.incident;
DROP FUNCTION incident.keep_casualty_version();
DROP FUNCTION incident.keep_incident_version();
DROP FUNCTION incident.next_casualty_version();
DROP FUNCTION incident.next_incident_version();
DELETE FROM access.column_class WHERE table_name IN ('incident.incident_history', 'incident.casualty_history');
DROP TABLE incident.casualty_history, incident.incident_history;
COMMIT;
