-- Revert dayaq:loss_numbers from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.numbers_within_reach(uuid[]);
COMMIT;
