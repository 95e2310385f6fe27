-- Revert dayaq:ages_of_before from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION survivor.tell_unknown_ages();
DELETE FROM outbox.delivery WHERE subscriber = 'survivor.note_ages';
DELETE FROM outbox.subscription WHERE subscriber = 'survivor.note_ages';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.members_without_age();
COMMIT;
