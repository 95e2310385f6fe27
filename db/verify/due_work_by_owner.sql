-- Verify dayaq:due_work_by_owner on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.case_goal_of_owner'::regclass;
ROLLBACK;
