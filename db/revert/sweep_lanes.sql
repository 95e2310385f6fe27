-- Revert dayaq:sweep_lanes from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.next_of_sweep(text, uuid, uuid, integer);
DROP FUNCTION survivor.lanes_of_sweep(text, integer);
SET LOCAL ROLE dayaq_owner;
CREATE FUNCTION survivor.next_of_sweep(of_register text, behind uuid, most integer) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_sort = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_matching_background' THEN
    RAISE EXCEPTION 'for a sweep' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid FROM survivor.survivor s
  WHERE s.register = of_register AND s.uid > coalesce(behind, '00000000-0000-0000-0000-000000000000') ORDER BY s.uid LIMIT most;
END
$$;
SELECT kit.give_to_keeper('survivor.next_of_sweep(text, uuid, integer)');

ALTER TABLE survivor.match_sweep ADD COLUMN done bigint NOT NULL DEFAULT 0, ADD COLUMN weighed bigint NOT NULL DEFAULT 0,
  ADD COLUMN found bigint NOT NULL DEFAULT 0, ADD COLUMN after_uid uuid, ADD COLUMN update_time timestamptz NOT NULL DEFAULT now();
-- A sweep that goes on begins again.
ALTER TABLE survivor.match_sweep NO FORCE ROW LEVEL SECURITY;
ALTER TABLE survivor.sweep_lane NO FORCE ROW LEVEL SECURITY;
UPDATE survivor.match_sweep s SET done = l.done, weighed = l.weighed, found = l.found, update_time = l.update_time
FROM (SELECT sweep_uid, sum(done) AS done, sum(weighed) AS weighed, sum(found) AS found, max(update_time) AS update_time
      FROM survivor.sweep_lane GROUP BY sweep_uid) AS l
WHERE l.sweep_uid = s.uid AND s.finish_time IS NOT NULL;
ALTER TABLE survivor.match_sweep FORCE ROW LEVEL SECURITY;
DROP TABLE survivor.sweep_lane;
COMMIT;
