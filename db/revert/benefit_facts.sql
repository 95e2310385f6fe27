-- Revert dayaq:benefit_facts from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

DELETE FROM outbox.delivery d USING outbox.event e
WHERE d.event_uid = e.uid AND d.subscriber = 'payment.assess' AND e.kind IN ('survivor.benefit_facts_changed', 'survivor.family_changed');
DELETE FROM outbox.subscription WHERE subscriber = 'payment.assess' AND kind IN ('survivor.benefit_facts_changed', 'survivor.family_changed');
ALTER TABLE payment.benefit_rule DROP COLUMN beneficiary, DROP COLUMN yields_to, DROP COLUMN ceiling, DROP COLUMN back_pay_months,
  DROP COLUMN deducts_earlier_payouts;
DROP FUNCTION payment.facts_to_assess(uuid[]);
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
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.facts_for_benefits(uuid);
CREATE OR REPLACE FUNCTION survivor.fact_kinds()
RETURNS TABLE (kind text, key text, made text, rests_on text, bound boolean, place text[], sealed text[], also text[])
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    ('casualty', 'casualty_uid', 'f.create_time', 'NULL', false, '{district,institution}'::text[], '{}'::text[], '{}'::text[]),
    ('examination_referral', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{}', '{}'),
    ('disability_decision', 'uid', 'f.create_time',
     'coalesce(f.referral_uid, (SELECT a.decision_uid FROM survivor.decision_appeal a WHERE a.deciding_decision_uid = f.uid LIMIT 1))', true,
     '{district,survivor_institution}', '{}', '{referral_uid}'),
    ('decision_appeal', 'uid', 'f.create_time', 'f.decision_uid', true, '{district,institution}', '{}', '{decision_uid,deciding_decision_uid}'),
    ('support_case', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{close_words}', '{}'),
    -- A part of a case that was there before is assigned by itself; it then goes into a case of the other record.
    ('case_need', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{words}', '{case_uid}'),
    ('case_goal', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{words}', '{case_uid}'),
    ('case_service', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{}', '{case_uid}'),
    ('case_follow_up', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{words}', '{case_uid}'),
    ('functioning', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{withdrawn_words}', '{}'),
    ('treatment', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{care_place,note}', '{}'),
    ('family_member', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{identity}', '{}'),
    ('consent', 'uid', 'f.create_time', 'f.giver_uid', true, '{district,institution}', '{proxy_name}', '{giver_uid}'),
    ('correction_request', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{words,answer}', '{}'),
    -- A referral lies where it was sent to, whoever's it is, and so does its sheet.
    ('referral', 'uid', 'f.create_time', 'f.consent_uid', true, '{}', '{}', '{consent_uid,survivor_number}'),
    ('referral_sheet', 'uid', '(SELECT r.create_time FROM survivor.referral r WHERE r.uid = f.uid)', 'f.uid', true, '{}',
     '{identity,contact,health,employment}', '{}')
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
CREATE FUNCTION survivor.facts_for_benefits(survivor uuid)
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb)
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
                                                 WHERE c.survivor_uid = ANY (records) AND NOT c.set_aside)) AS f)
  FROM survivor.survivor s WHERE s.uid = facts_for_benefits.survivor;
END
$$;
SELECT kit.give_to_keeper('survivor.facts_for_benefits(uuid)');
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.facts_for_benefits(uuid) TO payment_background;
SET LOCAL ROLE dayaq_owner;
ALTER TABLE survivor.family_member DROP COLUMN of_age_on;
ALTER TABLE survivor.family_member_history DROP COLUMN of_age_on;
SELECT kit.keep_history('survivor.family_member');
DROP TABLE survivor.benefit_fact_history, survivor.benefit_fact CASCADE;
DROP FUNCTION survivor.keep_benefit_fact();
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_benefit_fact_version();
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_codes('survivor', 'BenefitFactKind');
-- The former list lacks a code that rows may hold, so it is put back past the check of kit.add_codes.
SELECT kit.remove_codes('survivor', 'FamilyRelation');
SELECT kit.add_codes('survivor', '{
  "FamilyRelation": ["FAMILY_RELATION_SPOUSE", "FAMILY_RELATION_CHILD", "FAMILY_RELATION_PARENT", "FAMILY_RELATION_SIBLING",
                     "FAMILY_RELATION_GRANDPARENT", "FAMILY_RELATION_GRANDCHILD", "FAMILY_RELATION_GUARDIAN", "FAMILY_RELATION_OTHER_DEPENDANT"]
}');

COMMIT;
