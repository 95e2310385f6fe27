-- Revert dayaq:role_assignment_states from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
-- What was not in force must not become so.
DELETE FROM access.role_assignment WHERE delegated_from IS NOT NULL;
DELETE FROM access.role_assignment WHERE state <> 'ROLE_ASSIGNMENT_STATE_IN_FORCE' OR person_uid IS NOT NULL;
DROP INDEX access.assignment_role, access.assignment_institution;
ALTER TABLE access.role_assignment
  DROP COLUMN etag, DROP COLUMN state, DROP COLUMN person_uid, DROP COLUMN delegated_from, DROP COLUMN delegated_actions,
  DROP COLUMN reason, DROP COLUMN proposed_by, DROP COLUMN approved_by, DROP COLUMN approved_time, DROP COLUMN ended_by,
  DROP COLUMN ended_time, DROP COLUMN ended_reason,
  DROP COLUMN create_time, DROP COLUMN update_time;
COMMIT;
