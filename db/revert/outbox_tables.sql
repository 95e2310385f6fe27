-- Revert dayaq:outbox_tables from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TABLE outbox.delivery, outbox.event, outbox.subscription;
COMMIT;
