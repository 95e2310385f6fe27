-- Verify dayaq:audit_log on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, recorded_at, leaf FROM audit.queue WHERE false;
SELECT id, origin, size, edge, published, checkpoint, checkpoint_time, witnessed, witnessed_checkpoint, witnessed_time, indexed, opened_time, sealed_time
FROM audit.log WHERE false;
SELECT log, seq, uid, recorded_at, leaf FROM audit.leaf WHERE false;
SELECT resource, recorded_at, entry_uid FROM audit.look WHERE false;
SELECT 1 / (count(*) = count(to_regclass('audit.look_' || right(c.relname, 7))))::int
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit.entry'::regclass;
SELECT has_function_privilege('audit.place(integer)', 'execute'), has_function_privilege('audit.keep_checkpoint(integer,bigint,bigint,text)', 'execute');
ROLLBACK;
