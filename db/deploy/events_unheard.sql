-- Deploy dayaq:events_unheard to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- How late the oldest delivery of each reaction is that nobody has heard yet, and how many are parked: for those who measure. Any service tells
-- of the whole house, so that one that is away does not hide its own. Reads one row for each reaction, however much waits.
CREATE FUNCTION outbox.unheard() RETURNS TABLE (subscriber text, late_seconds double precision, parked bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.subscriber,
         coalesce((SELECT extract(epoch FROM clock_timestamp() - d.due_time) FROM outbox.delivery d
                   WHERE d.subscriber = s.subscriber AND d.state = 'WAITING' AND d.due_time <= now() ORDER BY d.due_time LIMIT 1), 0)::double precision,
         (SELECT count(*) FROM outbox.delivery d WHERE d.subscriber = s.subscriber AND d.state = 'PARKED')
  FROM (SELECT DISTINCT subscriber FROM outbox.subscription) AS s ORDER BY s.subscriber
$$;

COMMIT;
