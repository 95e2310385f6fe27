-- Revert dayaq:survivor_reactions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
DELETE FROM outbox.subscription WHERE subscriber = 'survivor.keep_records';
COMMIT;
