-- Verify dayaq:audit_append on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'audit.append(uuid, timestamptz, bytea, uuid, text, text, text, text, text, text, text, text[])'::regprocedure;
ROLLBACK;
