-- Verify dayaq:role_assignment_states on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT etag, state, person_uid, delegated_from, delegated_actions, reason, proposed_by, approved_by, approved_time, ended_by, ended_time, ended_reason, create_time,
       update_time
FROM access.role_assignment WHERE false;
ROLLBACK;
