-- Verify dayaq:sweep_steps on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.next_of_sweep(text, uuid, integer)'::regprocedure;
ROLLBACK;
