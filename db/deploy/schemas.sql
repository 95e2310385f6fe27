-- Deploy dayaq:schemas to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What is created here is closed to everyone until it is granted by name.
ALTER DEFAULT PRIVILEGES FOR ROLE dayaq_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA crypto;
CREATE EXTENSION pgcrypto SCHEMA crypto;
COMMENT ON SCHEMA crypto IS 'pgcrypto, for the keyed hashes of the signed context';

CREATE SCHEMA access;
COMMENT ON SCHEMA access IS 'Staff, institutions, role assignments, sessions, and the signed context that policies read';
CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did or saw what';
CREATE SCHEMA outbox;
COMMENT ON SCHEMA outbox IS 'Facts that changed, for whoever reacts to them';
CREATE SCHEMA idempotency;
COMMENT ON SCHEMA idempotency IS 'Requests that were acted on';
CREATE SCHEMA incident;
COMMENT ON SCHEMA incident IS 'Incidents, casualties, reports, imports, and the gazetteers they name';

COMMIT;
