-- Deploy dayaq:due_work_by_owner to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Open goals of one person, the longest overdue first: without it their few are looked for among those of the whole country.
CREATE INDEX case_goal_of_owner ON survivor.case_goal (owner_uid, due_on, uid) WHERE state = 'GOAL_STATE_OPEN';

-- Nothing ever asked for the version of the record that carries on: undoing a merge clears a pointer, whatever came after.
ALTER TABLE survivor.record_merge DROP COLUMN survivor_version;

COMMIT;
