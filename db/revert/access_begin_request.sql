-- Revert dayaq:access_begin_request from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION access.begin_request(text, bytea);
DROP FUNCTION access.open_context(text, bytea);
DROP FUNCTION access.signed_in(text, text, text);
COMMIT;
