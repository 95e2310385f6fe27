-- Deploy dayaq:loss_numbers to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The short numbers of records within reach, so that whoever looks at who loses by a rule can say on the telephone whom it is about. It names nobody
-- else and says nothing more of a record; one that is merged has its own number.
CREATE FUNCTION survivor.numbers_within_reach(people uuid[]) RETURNS TABLE (survivor_uid uuid, number text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS NULL OR access.context_role() NOT IN ('payment_payment_verifier', 'payment_payment_approver', 'payment_payment_releaser',
                                                                   'payment_auditor') THEN
    RAISE EXCEPTION 'for those who look at what a rule changes' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid, s.number FROM survivor.survivor s
  WHERE s.uid = ANY (people) AND survivor.within_reach(s.register, s.district, s.institution);
END
$$;
SELECT kit.give_to_keeper('survivor.numbers_within_reach(uuid[])');

COMMIT;
