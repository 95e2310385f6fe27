-- Deploy dayaq:paid_elsewhere to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Which records go on in these: what was paid to them was paid to the same people. For the payment service itself, when it collects a run.
CREATE FUNCTION survivor.merged_records(survivors uuid[]) RETURNS TABLE (survivor_uid uuid, merged_uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT s.merged_into_uid, s.uid FROM survivor.survivor s WHERE s.merged_into_uid = ANY (survivors);
END
$$;
SELECT kit.give_to_keeper('survivor.merged_records(uuid[])');

COMMIT;
