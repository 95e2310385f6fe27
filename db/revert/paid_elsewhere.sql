-- Revert dayaq:paid_elsewhere from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.merged_records(uuid[]);
COMMIT;
