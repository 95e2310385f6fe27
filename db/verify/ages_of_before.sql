-- Verify dayaq:ages_of_before on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.tell_unknown_ages()'::regprocedure, 'survivor.members_without_age()'::regprocedure;
SELECT 1 / count(*) FROM outbox.subscription WHERE subscriber = 'survivor.note_ages';
ROLLBACK;
