-- Revert dayaq:kit from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP SCHEMA kit CASCADE;
COMMIT;
