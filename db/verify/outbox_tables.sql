-- Verify dayaq:outbox_tables on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT kind, subscriber FROM outbox.subscription WHERE false;
SELECT uid, kind, resource, time, trace_id FROM outbox.event WHERE false;
SELECT uid, event_uid, subscriber, state, attempts, due_time, reason, done_time FROM outbox.delivery WHERE false;
ROLLBACK;
