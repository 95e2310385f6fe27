-- Deploy dayaq:renewal_people to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Devices that a person has, whichever of their records they were made on: for the service itself, when somebody died or records became one.
CREATE FUNCTION rehabilitation.devices_of_person(survivor uuid) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'rehabilitation_background' THEN
    RAISE EXCEPTION 'for the rehabilitation service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT d.uid FROM unnest(survivor.records_of(devices_of_person.survivor)) AS r(uid) JOIN rehabilitation.device d ON d.survivor_uid = r.uid
  WHERE d.delivered_on IS NOT NULL ORDER BY d.uid LIMIT 500;
END
$$;
SELECT kit.give_to_keeper('rehabilitation.devices_of_person(uuid)');

COMMIT;
