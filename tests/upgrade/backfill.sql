-- The second: rows of before are brought along, some at a time, each time in a transaction of its own, so that nobody waits for all of them. Rows
-- are not versions of anything by this: what keeps versions is left out. Run as the superuser; prints how many there were.
SET session_replication_role = replica;
CREATE PROCEDURE pg_temp.bring_along(INOUT brought bigint) LANGUAGE plpgsql AS $$
DECLARE
  after uuid := '00000000-0000-0000-0000-000000000000';
  batch bigint;
BEGIN
  -- Along the key, once: whatever is written meanwhile has the column already.
  WHILE after IS NOT NULL LOOP
    WITH next AS (SELECT c.uid FROM incident.casualty c WHERE c.uid > after ORDER BY c.uid LIMIT 5000), done AS (
      UPDATE incident.casualty c SET is_killed = c.outcome IS NOT DISTINCT FROM 'OUTCOME_KILLED' FROM next
      WHERE c.uid = next.uid AND c.is_killed IS NULL RETURNING c.uid)
    SELECT (SELECT count(*) FROM done), (SELECT n.uid FROM next n ORDER BY n.uid DESC LIMIT 1) INTO batch, after;
    brought := brought + batch;
    COMMIT;
  END LOOP;
END
$$;
CALL pg_temp.bring_along(0);
ALTER TABLE incident.casualty VALIDATE CONSTRAINT casualty_is_killed;
