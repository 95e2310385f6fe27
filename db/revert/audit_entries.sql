-- Revert dayaq:audit_entries from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION audit.keep_partitions(integer);
DROP TABLE audit.queue, audit.entry;
COMMIT;
