-- Revert dayaq:recounts from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber = 'payment.plan_recoveries';
DELETE FROM outbox.subscription WHERE subscriber = 'payment.plan_recoveries';
CREATE OR REPLACE FUNCTION payment.facts_to_assess(survivors uuid[])
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb,
               recorded jsonb, family jsonb)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('payment.assess/' || locked.uid, 0))
  FROM (SELECT DISTINCT s.uid FROM unnest(survivors) AS s(uid) ORDER BY s.uid) AS locked;
  RETURN QUERY
  SELECT f.survivor_uid, f.register, f.district, f.institution, f.deceased, f.died_on, f.death_recorded_time, f.identity_confirmed_time,
         f.decisions, f.casualties, f.recorded, f.family
  FROM unnest(survivors) AS s(uid), LATERAL survivor.facts_for_benefits(s.uid) AS f;
END
$$;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
CREATE OR REPLACE FUNCTION survivor.facts_for_benefits(survivor uuid)
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb,
               recorded jsonb, family jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  records uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  records := ARRAY(SELECT s.uid FROM survivor.survivor s WHERE s.uid = facts_for_benefits.survivor AND s.merged_into_uid IS NULL
                   UNION ALL SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = facts_for_benefits.survivor);
  RETURN QUERY
  SELECT s.uid, s.register, s.district, s.institution, s.state = 'SURVIVOR_STATE_DECEASED', s.died_on, s.death_recorded_time,
         (SELECT min(r.identity_confirmed_time) FROM survivor.survivor r WHERE r.uid = ANY (records)),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'decision_uid', d.uid, 'percent', d.percent, 'band', d.band, 'cause', d.cause,
             'in_force_from', survivor.date_json(d.in_force_from), 'in_force_until', survivor.date_json(d.in_force_until),
             'act_number', d.act_number, 'recorded_time', survivor.time_json(d.create_time))) ORDER BY d.in_force_from)
          FROM survivor.disability_decision d WHERE d.survivor_uid = ANY (records) AND d.in_force_from IS NOT NULL),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'casualty_uid', f.casualty_uid, 'incident_uid', f.incident_uid, 'occurred_on', survivor.date_json(f.occurred_on),
             'outcome', f.outcome, 'incident_verified', f.incident_verified, 'injury_confirmed', f.injury_confirmed,
             'recorded_time', survivor.time_json(f.recorded_time))) ORDER BY f.recorded_time, f.casualty_uid)
          FROM incident.facts_for_benefits(ARRAY(SELECT c.casualty_uid FROM survivor.casualty c
                                                 WHERE c.survivor_uid = ANY (records) AND NOT c.set_aside)) AS f),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'fact_uid', b.uid, 'kind', b.kind, 'family_member_uid', b.family_member_uid, 'holds_from', survivor.date_json(b.holds_from),
             'holds_until', survivor.date_json(b.holds_until), 'act_number', b.act_number, 'benefit', b.benefit,
             'amount_qepik', nullif(b.amount_qepik, 0)::text, 'recorded_time', survivor.time_json(b.create_time))) ORDER BY b.uid)
          FROM survivor.benefit_fact b WHERE b.survivor_uid = ANY (records) AND b.withdrawn_time IS NULL),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'member_uid', m.uid, 'relation', m.relation, 'of_age_on', survivor.date_json(m.of_age_on),
             'ended_on', survivor.date_json(m.ended_on), 'deceased', nullif(own.state = 'SURVIVOR_STATE_DECEASED', false),
             'died_on', survivor.date_json(own.died_on), 'recorded_time', survivor.time_json(m.create_time))) ORDER BY m.uid)
          FROM survivor.family_member m
            LEFT JOIN survivor.survivor linked ON linked.uid = m.member_uid
            LEFT JOIN survivor.survivor own ON own.uid = coalesce(linked.merged_into_uid, linked.uid)
          WHERE m.survivor_uid = ANY (records))
  FROM survivor.survivor s WHERE s.uid = facts_for_benefits.survivor;
END
$$;
DROP FUNCTION survivor.next_for_benefits(uuid, uuid, integer), survivor.lanes_for_benefits(integer), survivor.facts_within_reach(uuid),
  survivor.facts_of_people(uuid[]), survivor.benefit_facts_of(uuid[]);
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
ALTER TABLE payment.assessment DROP COLUMN beside;
COMMIT;
