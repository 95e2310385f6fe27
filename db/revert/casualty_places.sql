-- Revert dayaq:casualty_places from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP INDEX incident.casualty_by_institution;
DROP INDEX incident.casualty_by_district;
COMMIT;
