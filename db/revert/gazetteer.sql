-- Revert dayaq:gazetteer from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TABLE incident.place, incident.register;
COMMIT;
