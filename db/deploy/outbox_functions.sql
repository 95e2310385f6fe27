-- Deploy dayaq:outbox_functions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Tells facts in the caller's transaction: [{"uid", "kind", "resource", "trace_id"}, ...]. Returns how many.
CREATE FUNCTION outbox.emit(events jsonb) RETURNS integer
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

-- A subscriber belongs to the service whose login has the session.
CREATE FUNCTION outbox.check_subscriber(subscriber text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF subscriber IS NULL OR 'dayaq_' || split_part(subscriber, '.', 1) <> session_user THEN
    RAISE EXCEPTION 'not a subscriber of this service' USING ERRCODE = '42501';
  END IF;
END
$$;

-- The delivery of the calling service with this id, locked; an error when there is none.
CREATE FUNCTION outbox.own_delivery(delivery_uid uuid) RETURNS outbox.delivery
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  found outbox.delivery;
BEGIN
  SELECT * INTO found FROM outbox.delivery d WHERE d.uid = delivery_uid FOR UPDATE;
  PERFORM outbox.check_subscriber(found.subscriber);
  RETURN found;
END
$$;

-- Takes the delivery that has been due longest and that no other worker holds; it stays held until the transaction ends.
CREATE FUNCTION outbox.claim(subscriber text)
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

CREATE FUNCTION outbox.complete(delivery_uid uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM outbox.own_delivery(delivery_uid);
  UPDATE outbox.delivery d SET state = 'DONE', done_time = now(), attempts = d.attempts + 1, reason = NULL
  WHERE d.uid = delivery_uid AND d.state = 'WAITING';
END
$$;

-- Counts a failed attempt: again after 1, 2, 4, ... up to 300 seconds, parked at the eighth. Returns whether it is parked now.
CREATE FUNCTION outbox.fail(delivery_uid uuid, reason text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tried integer := (outbox.own_delivery(delivery_uid)).attempts + 1;
BEGIN
  UPDATE outbox.delivery d
  SET attempts = tried, reason = left(fail.reason, 200), state = CASE WHEN tried >= 8 THEN 'PARKED' ELSE 'WAITING' END,
      due_time = clock_timestamp() + least(300, 2 ^ (tried - 1)) * interval '1 second'
  WHERE d.uid = delivery_uid AND d.state = 'WAITING';
  RETURN tried >= 8;
END
$$;

-- What has failed for good, for operators.
CREATE FUNCTION outbox.parked()
RETURNS TABLE (delivery_uid uuid, subscriber text, kind text, resource text, "time" timestamptz, attempts integer, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.uid, d.subscriber, e.kind, e.resource, e.time, d.attempts, d.reason
  FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid
  WHERE d.state = 'PARKED' ORDER BY e.time, d.uid
$$;

-- Removes events older than so many days that nobody waits for any more. Returns how many.
CREATE FUNCTION outbox.sweep(days integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  swept bigint;
BEGIN
  DELETE FROM outbox.event e
  WHERE e.time < now() - make_interval(days => greatest(days, 1))
    AND NOT EXISTS (SELECT FROM outbox.delivery d WHERE d.event_uid = e.uid AND d.state <> 'DONE');
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END
$$;

COMMIT;
