-- Revert dayaq:casualties from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name IN ('incident.casualty', 'incident.person_key', 'incident.token');
DROP TABLE incident.token, incident.person_key, incident.casualty;
DROP FUNCTION incident.move_tokens();
COMMIT;
