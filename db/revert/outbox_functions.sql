-- Revert dayaq:outbox_functions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION outbox.sweep(integer);
DROP FUNCTION outbox.parked();
DROP FUNCTION outbox.fail(uuid, text);
DROP FUNCTION outbox.complete(uuid);
DROP FUNCTION outbox.claim(text);
DROP FUNCTION outbox.own_delivery(uuid);
DROP FUNCTION outbox.check_subscriber(text);
DROP FUNCTION outbox.emit(jsonb);
COMMIT;
