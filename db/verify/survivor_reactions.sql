-- Verify dayaq:survivor_reactions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 9)::int FROM outbox.subscription WHERE subscriber = 'survivor.keep_records';
ROLLBACK;
