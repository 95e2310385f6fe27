-- Verify dayaq:audit_entries on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, recorded_at, canonical, leaf, staff_uid, institution, role, purpose, service, method, decision, reason, resources
FROM audit.entry WHERE false;
SELECT uid, recorded_at FROM audit.queue WHERE false;
SELECT 1 / (count(*) >= 4)::int FROM pg_inherits WHERE inhparent = 'audit.entry'::regclass;
ROLLBACK;
