-- Revert dayaq:schemas from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP SCHEMA incident;
DROP SCHEMA idempotency;
DROP SCHEMA outbox;
DROP SCHEMA audit;
DROP SCHEMA access;
DROP EXTENSION pgcrypto;
DROP SCHEMA crypto;
ALTER DEFAULT PRIVILEGES FOR ROLE dayaq_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
COMMIT;
