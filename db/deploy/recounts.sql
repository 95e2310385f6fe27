-- Deploy dayaq:recounts to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The other rules that a decision depended on, where one benefit leaves room for another or goes before it.
ALTER TABLE payment.assessment ADD COLUMN beside jsonb CHECK (jsonb_typeof(beside) = 'array');

-- Rows of dayaq.payment.v1.BenefitFacts for many people at once, each kind of fact read in one go: a pass over everybody asks for hundreds of
-- people in a statement. None for one that does not exist; a record that goes on in another one tells nothing, what it knows counts there. What is
-- set aside or taken back counts for nothing. Who may ask for whom, the functions below say.
CREATE FUNCTION survivor.benefit_facts_of(people uuid[])
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb,
               recorded jsonb, family jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
  -- Records and the people they are about, side by side.
  records uuid[];
  persons uuid[];
BEGIN
  SELECT array_agg(r.uid), array_agg(r.person) INTO records, persons
  FROM (SELECT s.uid, s.uid AS person FROM survivor.survivor s WHERE s.uid = ANY (people) AND s.merged_into_uid IS NULL
        UNION ALL SELECT s.uid, s.merged_into_uid FROM survivor.survivor s WHERE s.merged_into_uid = ANY (people)) AS r;
  RETURN QUERY
  WITH record AS MATERIALIZED (
    SELECT r.uid, r.person FROM unnest(records, persons) AS r(uid, person)
  ), identity AS (
    SELECT r.person, min(s.identity_confirmed_time) AS confirmed
    FROM record r JOIN survivor.survivor s ON s.uid = r.uid WHERE s.identity_confirmed_time IS NOT NULL GROUP BY r.person
  ), decision AS (
    SELECT r.person, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'decision_uid', d.uid, 'percent', d.percent, 'band', d.band, 'cause', d.cause,
             'in_force_from', survivor.date_json(d.in_force_from), 'in_force_until', survivor.date_json(d.in_force_until),
             'act_number', d.act_number, 'recorded_time', survivor.time_json(d.create_time))) ORDER BY d.in_force_from, d.uid) AS facts
    FROM record r JOIN survivor.disability_decision d ON d.survivor_uid = r.uid WHERE d.in_force_from IS NOT NULL GROUP BY r.person
  ), hurt AS MATERIALIZED (
    SELECT r.person, c.casualty_uid FROM record r JOIN survivor.casualty c ON c.survivor_uid = r.uid WHERE NOT c.set_aside
  ), casualty AS (
    SELECT h.person, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'casualty_uid', f.casualty_uid, 'incident_uid', f.incident_uid, 'occurred_on', survivor.date_json(f.occurred_on),
             'outcome', f.outcome, 'incident_verified', f.incident_verified, 'injury_confirmed', f.injury_confirmed,
             'recorded_time', survivor.time_json(f.recorded_time))) ORDER BY f.recorded_time, f.casualty_uid) AS facts
    FROM hurt h JOIN incident.facts_for_benefits(ARRAY(SELECT x.casualty_uid FROM hurt x)) AS f ON f.casualty_uid = h.casualty_uid
    GROUP BY h.person
  ), act AS (
    SELECT r.person, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'fact_uid', b.uid, 'kind', b.kind, 'family_member_uid', b.family_member_uid, 'holds_from', survivor.date_json(b.holds_from),
             'holds_until', survivor.date_json(b.holds_until), 'act_number', b.act_number, 'benefit', b.benefit,
             'amount_qepik', nullif(b.amount_qepik, 0)::text, 'recorded_time', survivor.time_json(b.create_time))) ORDER BY b.uid) AS facts
    FROM record r JOIN survivor.benefit_fact b ON b.survivor_uid = r.uid WHERE b.withdrawn_time IS NULL GROUP BY r.person
  ), member AS (
    SELECT r.person, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'member_uid', m.uid, 'relation', m.relation, 'of_age_on', survivor.date_json(m.of_age_on),
             'ended_on', survivor.date_json(m.ended_on), 'deceased', nullif(own.state = 'SURVIVOR_STATE_DECEASED', false),
             'died_on', survivor.date_json(own.died_on), 'recorded_time', survivor.time_json(m.create_time))) ORDER BY m.uid) AS facts
    FROM record r JOIN survivor.family_member m ON m.survivor_uid = r.uid
      LEFT JOIN survivor.survivor linked ON linked.uid = m.member_uid
      LEFT JOIN survivor.survivor own ON own.uid = coalesce(linked.merged_into_uid, linked.uid)
    GROUP BY r.person
  )
  SELECT s.uid, s.register, s.district, s.institution, s.state = 'SURVIVOR_STATE_DECEASED', s.died_on, s.death_recorded_time,
         i.confirmed, d.facts, c.facts, a.facts, m.facts
  FROM survivor.survivor s
    LEFT JOIN identity i ON i.person = s.uid LEFT JOIN decision d ON d.person = s.uid LEFT JOIN casualty c ON c.person = s.uid
    LEFT JOIN act a ON a.person = s.uid LEFT JOIN member m ON m.person = s.uid
  WHERE s.uid = ANY (people);
END
$$;

-- The same for the payment service itself.
CREATE FUNCTION survivor.facts_of_people(people uuid[])
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb,
               recorded jsonb, family jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT * FROM survivor.benefit_facts_of(people);
END
$$;

-- The same of one person, for whoever asks why a benefit is not paid: within reach, and in the record that counts.
CREATE FUNCTION survivor.facts_within_reach(person uuid)
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb,
               recorded jsonb, family jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS NULL OR access.context_role() NOT IN ('payment_caseworker', 'payment_payment_verifier', 'payment_payment_approver',
                                                                   'payment_payment_releaser') THEN
    RAISE EXCEPTION 'for those who deal with payments' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT f.* FROM survivor.benefit_facts_of(ARRAY[person]) AS f
  WHERE survivor.within_reach(f.register, f.district, f.institution)
    AND EXISTS (SELECT FROM survivor.survivor s WHERE s.uid = f.survivor_uid AND s.merged_into_uid IS NULL);
END
$$;

-- Everybody in the order of uids, in parts of about the same size: where each ends. The function names records and says nothing about them.
CREATE FUNCTION survivor.lanes_for_benefits(lanes integer) RETURNS TABLE (total bigint, ends uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT count(*), (percentile_disc(ARRAY(SELECT n::float8 / lanes FROM generate_series(1, lanes - 1) AS n)) WITHIN GROUP (ORDER BY s.uid))::uuid[]
  FROM survivor.survivor s;
END
$$;
CREATE FUNCTION survivor.next_for_benefits(behind uuid, last uuid, most integer) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_sort = off SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid FROM survivor.survivor s
  WHERE s.uid > coalesce(behind, '00000000-0000-0000-0000-000000000000') AND s.uid <= coalesce(last, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  ORDER BY s.uid LIMIT most;
END
$$;
SELECT kit.give_to_keeper('survivor.benefit_facts_of(uuid[])', 'survivor.facts_of_people(uuid[])', 'survivor.facts_within_reach(uuid)',
                          'survivor.lanes_for_benefits(integer)', 'survivor.next_for_benefits(uuid, uuid, integer)');

-- One way to the facts, for one person and for many.
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
CREATE OR REPLACE FUNCTION survivor.facts_for_benefits(survivor uuid)
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb,
               recorded jsonb, family jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT * FROM survivor.facts_of_people(ARRAY[facts_for_benefits.survivor]);
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
CREATE OR REPLACE FUNCTION payment.facts_to_assess(survivors uuid[])
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb,
               recorded jsonb, family jsonb)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('payment.assess/' || locked.uid, 0))
  FROM (SELECT DISTINCT s.uid FROM unnest(survivors) AS s(uid) ORDER BY s.uid) AS locked;
  RETURN QUERY SELECT * FROM survivor.facts_of_people(survivors);
END
$$;

-- Too much stood: how it is taken back is planned by itself.
INSERT INTO outbox.subscription (kind, subscriber) VALUES ('entitlement.overpaid', 'payment.plan_recoveries');

COMMIT;
