-- Revert dayaq:idempotency from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION idempotency.sweep(integer);
DROP FUNCTION idempotency.settle(text, uuid, text);
DROP FUNCTION idempotency.claim(text, uuid, text, bytea);
DROP TABLE idempotency.request;
COMMIT;
