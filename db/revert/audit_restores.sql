-- Revert dayaq:audit_restores from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION audit.drop_month(text);
DROP TABLE audit.lost;
COMMIT;
