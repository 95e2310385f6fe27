-- Verify dayaq:events_unheard on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'outbox.unheard()'::regprocedure;
ROLLBACK;
