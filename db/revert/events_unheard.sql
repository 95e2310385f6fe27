-- Revert dayaq:events_unheard from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION outbox.unheard();
COMMIT;
