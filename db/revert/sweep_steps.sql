-- Revert dayaq:sweep_steps from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.next_of_sweep(text, uuid, integer);
COMMIT;
