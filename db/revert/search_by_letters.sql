-- Revert dayaq:search_by_letters from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.meant_elsewhere(text, text[], bytea[]);
SET LOCAL ROLE dayaq_owner;
DROP INDEX survivor.match_sweep_goes_on;
DELETE FROM survivor.match_sweep WHERE kind <> 'SWEEP_KIND_MATCHES';
ALTER TABLE survivor.match_sweep DROP COLUMN kind;
CREATE UNIQUE INDEX match_sweep_goes_on ON survivor.match_sweep (register) WHERE finish_time IS NULL;
SELECT kit.remove_codes('survivor', 'SweepKind');
COMMIT;
