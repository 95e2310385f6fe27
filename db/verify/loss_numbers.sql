-- Verify dayaq:loss_numbers on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.numbers_within_reach(uuid[])'::regprocedure;
ROLLBACK;
