-- Revert dayaq:due_work_by_owner from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP INDEX survivor.case_goal_of_owner;
-- Versions begin at 1.
ALTER TABLE survivor.record_merge ADD COLUMN survivor_version bigint NOT NULL DEFAULT 1;
ALTER TABLE survivor.record_merge ALTER COLUMN survivor_version DROP DEFAULT;
COMMIT;
