-- Revert dayaq:outbox_batches from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION outbox.requeue(uuid);
DROP FUNCTION outbox.waiting();
DROP FUNCTION outbox.complete(uuid[]);
CREATE OR REPLACE FUNCTION outbox.claim(subscriber text)
RETURNS TABLE (delivery_uid uuid, event_uid uuid, kind text, resource text, "time" timestamptz, trace_id text, attempts integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM outbox.check_subscriber(subscriber);
  RETURN QUERY
  SELECT d.uid, e.uid, e.kind, e.resource, e.time, e.trace_id, d.attempts
  FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid
  WHERE d.subscriber = claim.subscriber AND d.state = 'WAITING' AND d.due_time <= now()
  ORDER BY d.due_time LIMIT 1
  FOR UPDATE OF d SKIP LOCKED;
END
$$;
DROP FUNCTION outbox.claim(text, integer);
CREATE OR REPLACE FUNCTION outbox.emit(events jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  told integer;
BEGIN
  WITH emitted AS (
    INSERT INTO outbox.event (uid, kind, resource, trace_id)
    SELECT e.uid, e.kind, e.resource, coalesce(e.trace_id, '')
    FROM jsonb_to_recordset(events) AS e(uid uuid, kind text, resource text, trace_id text)
    RETURNING uid, kind
  ), delivered AS (
    INSERT INTO outbox.delivery (event_uid, subscriber)
    SELECT e.uid, s.subscriber FROM emitted e JOIN outbox.subscription s ON s.kind = e.kind
  )
  SELECT count(*) INTO told FROM emitted;
  RETURN told;
END
$$;
ALTER TABLE outbox.event DROP CONSTRAINT event_resource_check;
ALTER TABLE outbox.event ADD CONSTRAINT event_resource_check CHECK (resource ~ '^[a-z][A-Za-z0-9/-]{1,199}$');
COMMIT;
