-- Deploy dayaq:sweep_steps to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The next records of a sweep, by uid. Under row security PostgreSQL takes a register for a few hundred records whatever lies in it, and reads
-- and sorts all of them for each step: among a million a third of the time of a sweep. The function names records and says nothing about them.
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

COMMIT;
