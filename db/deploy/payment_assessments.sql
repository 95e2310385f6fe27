-- Deploy dayaq:payment_assessments to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The facts to assess survivors' benefits by, with the columns of dayaq.payment.v1.BenefitFacts; none for one that does not exist. Waits
-- until nobody else assesses one of them; others wait until this transaction ends. The locks are taken in the order of the ids, so that
-- two batches never wait for each other crosswise. The facts are read after the wait, and so is whatever the caller's next statements read:
-- each statement, in a volatile function too, sees what was committed before it began. A lock taken by the statement that reads would come
-- too late.
CREATE FUNCTION payment.facts_to_assess(survivors uuid[])
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('payment.assess/' || locked.uid, 0))
  FROM (SELECT DISTINCT s.uid FROM unnest(survivors) AS s(uid) ORDER BY s.uid) AS locked;
  RETURN QUERY
  SELECT f.survivor_uid, f.register, f.district, f.institution, f.deceased, f.died_on, f.death_recorded_time, f.identity_confirmed_time,
         f.decisions, f.casualties
  FROM unnest(survivors) AS s(uid), LATERAL survivor.facts_for_benefits(s.uid) AS f;
END
$$;
GRANT EXECUTE ON FUNCTION payment.facts_to_assess(uuid[]) TO payment_background;

COMMIT;
