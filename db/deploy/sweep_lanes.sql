-- Deploy dayaq:sweep_lanes to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.survivor.v1.SweepLane. A sweep goes on in several lanes side by side, each with its own part of the records and its own counts:
-- in one, database and service wait for each other by turns, and a second core for both. A sweep that goes on when this is deployed begins again
-- with its next step.
CREATE TABLE survivor.sweep_lane (
  uid uuid PRIMARY KEY,
  sweep_uid uuid NOT NULL REFERENCES survivor.match_sweep,
  after_uid uuid,
  until_uid uuid,
  done bigint NOT NULL DEFAULT 0,
  weighed bigint NOT NULL DEFAULT 0,
  found bigint NOT NULL DEFAULT 0,
  update_time timestamptz NOT NULL DEFAULT now(),
  finish_time timestamptz
);
CREATE INDEX sweep_lane_sweep_uid ON survivor.sweep_lane (sweep_uid);

-- What former sweeps came to stays to be read.
ALTER TABLE survivor.match_sweep NO FORCE ROW LEVEL SECURITY;
INSERT INTO survivor.sweep_lane (uid, sweep_uid, after_uid, done, weighed, found, update_time, finish_time)
SELECT gen_random_uuid(), uid, after_uid, done, weighed, found, update_time, finish_time FROM survivor.match_sweep WHERE finish_time IS NOT NULL;
ALTER TABLE survivor.match_sweep FORCE ROW LEVEL SECURITY;
SELECT kit.protect('survivor.sweep_lane');
ALTER TABLE survivor.match_sweep DROP COLUMN done, DROP COLUMN weighed, DROP COLUMN found, DROP COLUMN after_uid, DROP COLUMN update_time;

-- The records of a register in the order of uids, in parts of about the same size: how many there are, and where each but the last part ends.
CREATE FUNCTION survivor.lanes_of_sweep(of_register text, lanes integer) RETURNS TABLE (total bigint, ends uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_matching_background' THEN
    RAISE EXCEPTION 'for a sweep' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT count(*), (percentile_disc(ARRAY(SELECT n::float8 / lanes FROM generate_series(1, lanes - 1) AS n)) WITHIN GROUP (ORDER BY s.uid))::uuid[]
  FROM survivor.survivor s WHERE s.register = of_register;
END
$$;

SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.next_of_sweep(text, uuid, integer);
SET LOCAL ROLE dayaq_owner;
CREATE FUNCTION survivor.next_of_sweep(of_register text, behind uuid, last uuid, most integer) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_sort = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_matching_background' THEN
    RAISE EXCEPTION 'for a sweep' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid FROM survivor.survivor s
  WHERE s.register = of_register AND s.uid > coalesce(behind, '00000000-0000-0000-0000-000000000000')
    AND s.uid <= coalesce(last, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  ORDER BY s.uid LIMIT most;
END
$$;
SELECT kit.give_to_keeper('survivor.lanes_of_sweep(text, integer)', 'survivor.next_of_sweep(text, uuid, uuid, integer)');

COMMIT;
