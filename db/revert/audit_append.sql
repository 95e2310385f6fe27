-- Revert dayaq:audit_append from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION audit.append(uuid, timestamptz, bytea, uuid, text, text, text, text, text, text, text, text[]);
COMMIT;
