-- The second: rows of before are brought along, some at a time, each time in a transaction of its own, so that nobody waits for all of them. Rows
-- are not versions of anything by this: what keeps versions is left out. Run as the superuser; prints how many there were.
SET session_replication_role = replica;
CREATE PROCEDURE pg_temp.bring_along(INOUT brought bigint) LANGUAGE plpgsql AS $$
DECLARE
  batch bigint;
BEGIN
  LOOP
    WITH next AS (SELECT uid FROM incident.casualty WHERE is_killed IS NULL LIMIT 5000 FOR UPDATE SKIP LOCKED)
    UPDATE incident.casualty c SET is_killed = c.outcome IS NOT DISTINCT FROM 'OUTCOME_KILLED' FROM next WHERE c.uid = next.uid;
    GET DIAGNOSTICS batch = ROW_COUNT;
    brought := brought + batch;
    COMMIT;
    EXIT WHEN batch = 0 AND NOT EXISTS (SELECT FROM incident.casualty WHERE is_killed IS NULL);
  END LOOP;
END
$$;
CALL pg_temp.bring_along(0);
ALTER TABLE incident.casualty VALIDATE CONSTRAINT casualty_is_killed;
