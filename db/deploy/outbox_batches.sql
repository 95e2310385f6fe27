-- Deploy dayaq:outbox_batches to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The same as before in two parts: a bounded repetition made this check the greatest part of what telling a fact cost.
ALTER TABLE outbox.event DROP CONSTRAINT event_resource_check;
ALTER TABLE outbox.event ADD CONSTRAINT event_resource_check CHECK (resource ~ '^[a-z][A-Za-z0-9/-]+$' AND length(resource) <= 200);

-- Tells facts in the caller's transaction: [{"uid", "kind", "resource", "trace_id", "due_time"}, ...]. Subscribers hear of a fact at once,
-- or when its due time (ISO 8601, optional) has come; one for later whose uid is known has been told already. Returns how many were new.
CREATE OR REPLACE FUNCTION outbox.emit(events jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  told integer;
BEGIN
  WITH said AS (
    SELECT e.* FROM jsonb_to_recordset(events) AS e(uid uuid, kind text, resource text, trace_id text, due_time timestamptz)
  ), emitted AS (
    INSERT INTO outbox.event (uid, kind, resource, trace_id)
    SELECT s.uid, s.kind, s.resource, coalesce(s.trace_id, '') FROM said s
    WHERE s.due_time IS NULL OR NOT EXISTS (SELECT FROM outbox.event e WHERE e.uid = s.uid)
    RETURNING uid
  ), delivered AS (
    INSERT INTO outbox.delivery (event_uid, subscriber, due_time)
    SELECT s.uid, u.subscriber, greatest(s.due_time, now())
    FROM said s JOIN emitted USING (uid) JOIN outbox.subscription u ON u.kind = s.kind
  )
  SELECT count(*) INTO told FROM emitted;
  RETURN told;
END
$$;

-- Takes the deliveries that have been due longest and that no other worker holds, so many at most; they stay held until the transaction
-- ends. Without sorting, a plan can only go along the index of what waits: it stops at the last one taken, however many wait behind it.
CREATE FUNCTION outbox.claim(subscriber text, most integer)
RETURNS TABLE (delivery_uid uuid, event_uid uuid, kind text, resource text, "time" timestamptz, trace_id text, attempts integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_sort = off AS $$
BEGIN
  PERFORM outbox.check_subscriber(subscriber);
  RETURN QUERY
  SELECT d.uid, e.uid, e.kind, e.resource, e.time, e.trace_id, d.attempts
  FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid
  WHERE d.subscriber = claim.subscriber AND d.state = 'WAITING' AND d.due_time <= now()
  ORDER BY d.due_time LIMIT greatest(most, 1)
  FOR UPDATE OF d SKIP LOCKED;
END
$$;

CREATE OR REPLACE FUNCTION outbox.claim(subscriber text)
RETURNS TABLE (delivery_uid uuid, event_uid uuid, kind text, resource text, "time" timestamptz, trace_id text, attempts integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM outbox.claim(subscriber, 1)
$$;

-- Completes deliveries of the calling service; an error, and none completed, when one is not its own or does not exist.
CREATE FUNCTION outbox.complete(delivery_uids uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM outbox.check_subscriber(asked.subscriber)
  FROM (SELECT DISTINCT d.subscriber FROM unnest(delivery_uids) AS u(uid) LEFT JOIN outbox.delivery d ON d.uid = u.uid) AS asked;
  UPDATE outbox.delivery d SET state = 'DONE', done_time = now(), attempts = d.attempts + 1, reason = NULL
  WHERE d.uid = ANY (delivery_uids) AND d.state = 'WAITING';
END
$$;

-- What waits, by subscriber: what is due and not handled yet, since when, and what is parked.
CREATE FUNCTION outbox.waiting() RETURNS TABLE (subscriber text, due bigint, oldest_due_time timestamptz, parked bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH due AS (
    SELECT d.subscriber, count(*) AS deliveries, min(d.due_time) AS oldest
    FROM outbox.delivery d WHERE d.state = 'WAITING' AND d.due_time <= now() GROUP BY d.subscriber
  ), parked AS (
    SELECT d.subscriber, count(*) AS deliveries FROM outbox.delivery d WHERE d.state = 'PARKED' GROUP BY d.subscriber
  )
  SELECT subscriber, coalesce(due.deliveries, 0), due.oldest, coalesce(parked.deliveries, 0)
  FROM (SELECT DISTINCT s.subscriber FROM outbox.subscription s) AS subscribers
  FULL JOIN due USING (subscriber) FULL JOIN parked USING (subscriber)
  ORDER BY subscriber
$$;

-- Lets a parked delivery be tried again at once, as if for the first time. Returns whether it was parked.
CREATE FUNCTION outbox.requeue(delivery_uid uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE outbox.delivery d SET state = 'WAITING', attempts = 0, due_time = now(), reason = NULL
  WHERE d.uid = delivery_uid AND d.state = 'PARKED';
  RETURN FOUND;
END
$$;

GRANT EXECUTE ON FUNCTION outbox.claim(text, integer), outbox.complete(uuid[]) TO dayaq_incident, incident_background;

COMMIT;
