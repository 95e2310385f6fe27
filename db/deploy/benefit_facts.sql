-- Deploy dayaq:benefit_facts to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "BenefitFactKind": ["BENEFIT_FACT_KIND_MARTYR", "BENEFIT_FACT_KIND_BLINDNESS", "BENEFIT_FACT_KIND_CARES_FOR", "BENEFIT_FACT_KIND_FULL_TIME_STUDY",
                      "BENEFIT_FACT_KIND_FUNERAL_COST", "BENEFIT_FACT_KIND_EARLIER_PAYOUT", "BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT", "BENEFIT_FACT_KIND_PENSION_GRANTED",
                      "BENEFIT_FACT_KIND_DEATH_IN_SERVICE", "BENEFIT_FACT_KIND_REMARRIAGE", "BENEFIT_FACT_KIND_DISABLED_SINCE_CHILDHOOD", "BENEFIT_FACT_KIND_RAISED_IN_CHILDRENS_HOME",
                      "BENEFIT_FACT_KIND_NO_OTHER_SUPPORT", "BENEFIT_FACT_KIND_KEPT_BY_THE_DEAD"],
  "FamilyRelation": ["FAMILY_RELATION_SPOUSE", "FAMILY_RELATION_CHILD", "FAMILY_RELATION_PARENT", "FAMILY_RELATION_SIBLING",
                     "FAMILY_RELATION_GRANDPARENT", "FAMILY_RELATION_GRANDCHILD", "FAMILY_RELATION_GUARDIAN", "FAMILY_RELATION_OTHER_DEPENDANT",
                     "FAMILY_RELATION_NOT_FAMILY"]
}');

-- Rows of dayaq.survivor.v1.BenefitFact.
CREATE TABLE survivor.benefit_fact (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (survivor.is_code('BenefitFactKind', kind)),
  family_member_uid uuid REFERENCES survivor.family_member,
  holds_from text COLLATE "C" NOT NULL CHECK (survivor.is_day(holds_from)),
  holds_until text COLLATE "C" CHECK (survivor.is_day(holds_until)),
  act_number text NOT NULL CHECK (length(act_number) BETWEEN 1 AND 60),
  act_date text COLLATE "C" NOT NULL CHECK (survivor.is_day(act_date)),
  issued_by text NOT NULL CHECK (length(issued_by) BETWEEN 2 AND 200),
  benefit text COLLATE "C" CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  amount_qepik bigint NOT NULL DEFAULT 0 CHECK (amount_qepik BETWEEN 0 AND 100000000000),
  ending_act_number text CHECK (length(ending_act_number) BETWEEN 1 AND 60),
  ending_act_date text COLLATE "C" CHECK (survivor.is_day(ending_act_date)),
  withdrawn_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  -- An act may say that it never held.
  CONSTRAINT benefit_fact_days CHECK (holds_until >= holds_from OR ending_act_number IS NOT NULL),
  CONSTRAINT benefit_fact_ended CHECK ((ending_act_number IS NULL) = (ending_act_date IS NULL) AND (ending_act_number IS NULL OR holds_until IS NOT NULL)),
  CONSTRAINT benefit_fact_amount CHECK ((kind IN ('BENEFIT_FACT_KIND_EARLIER_PAYOUT', 'BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT')) = (amount_qepik > 0)
                                        AND (amount_qepik > 0) = (benefit IS NOT NULL))
);
CREATE INDEX benefit_fact_survivor_uid ON survivor.benefit_fact (survivor_uid, uid);
CREATE INDEX benefit_fact_family_member_uid ON survivor.benefit_fact (family_member_uid) WHERE family_member_uid IS NOT NULL;
-- The same is not recorded twice from one day on, whoever is faster.
CREATE UNIQUE INDEX benefit_fact_once ON survivor.benefit_fact (survivor_uid, kind, family_member_uid, benefit, holds_from) NULLS NOT DISTINCT
  WHERE withdrawn_time IS NULL AND kind <> 'BENEFIT_FACT_KIND_EARLIER_PAYOUT';
SELECT kit.add_place_of('survivor.survivor', 'survivor.benefit_fact', 'survivor_uid');
ALTER TABLE survivor.benefit_fact ADD CONSTRAINT benefit_fact_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('survivor.benefit_fact');

-- It ends once, by an act, or is taken back once; nothing else of it ever changes. Whose it is, when two people were taken for one, the keeper
-- alone says. DY012 for anything else.
CREATE FUNCTION survivor.keep_benefit_fact() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.benefit_fact := OLD;
BEGIN
  before.register := NEW.register;
  before.district := NEW.district;
  before.institution := NEW.institution;
  IF OLD.withdrawn_time IS NULL THEN
    before.withdrawn_time := NEW.withdrawn_time;
    IF OLD.ending_act_number IS NULL THEN
      before.holds_until := NEW.holds_until;
      before.ending_act_number := NEW.ending_act_number;
      before.ending_act_date := NEW.ending_act_date;
    END IF;
  END IF;
  before.etag := NEW.etag;
  before.update_time := NEW.update_time;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'what was recorded by act is not edited' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_benefit_fact BEFORE UPDATE ON survivor.benefit_fact FOR EACH ROW
  WHEN (OLD.survivor_uid = NEW.survivor_uid OR current_user <> 'survivor_keeper') EXECUTE FUNCTION survivor.keep_benefit_fact();

-- When a member of the family comes of age; what is recorded already gets it when it is next corrected.
ALTER TABLE survivor.family_member ADD COLUMN of_age_on text COLLATE "C" CHECK (incident.is_partial_date(of_age_on));
SELECT kit.keep_history('survivor.family_member');

-- It goes with the record when records are merged and parted again.
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
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
    ('benefit_fact', 'uid', 'f.create_time', 'f.family_member_uid', true, '{district,institution}', '{}', '{family_member_uid}'),
    ('consent', 'uid', 'f.create_time', 'f.giver_uid', true, '{district,institution}', '{proxy_name}', '{giver_uid}'),
    ('correction_request', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{words,answer}', '{}'),
    -- A referral lies where it was sent to, whoever's it is, and so does its sheet.
    ('referral', 'uid', 'f.create_time', 'f.consent_uid', true, '{}', '{}', '{consent_uid,survivor_number}'),
    ('referral_sheet', 'uid', '(SELECT r.create_time FROM survivor.referral r WHERE r.uid = f.uid)', 'f.uid', true, '{}',
     '{identity,contact,health,employment}', '{}')
$$;
DROP FUNCTION survivor.facts_for_benefits(uuid);
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
SELECT kit.keeper_may('SELECT', 'survivor.benefit_fact', 'uid', 'survivor_uid', 'kind', 'family_member_uid', 'holds_from', 'holds_until', 'act_number',
                      'benefit', 'amount_qepik', 'withdrawn_time', 'create_time');
SELECT kit.keeper_may('UPDATE', 'survivor.benefit_fact', 'survivor_uid', 'district', 'institution');
SELECT kit.keeper_may('SELECT', 'survivor.benefit_fact_history', 'uid', 'history_uid', 'survivor_uid');
SELECT kit.keeper_may('UPDATE', 'survivor.benefit_fact_history', 'survivor_uid');
SELECT kit.keeper_may('SELECT', 'survivor.family_member', 'uid', 'relation', 'of_age_on', 'ended_on', 'member_uid', 'create_time');

-- The row of dayaq.payment.v1.BenefitFacts, now with what was recorded by act and with the family.
CREATE FUNCTION survivor.facts_for_benefits(survivor uuid)
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
SELECT kit.give_to_keeper('survivor.facts_for_benefits(uuid)');
DROP FUNCTION payment.facts_to_assess(uuid[]);
CREATE FUNCTION payment.facts_to_assess(survivors uuid[])
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
GRANT EXECUTE ON FUNCTION payment.facts_to_assess(uuid[]) TO payment_background;
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.facts_for_benefits(uuid) TO payment_background;
SET LOCAL ROLE dayaq_owner;

-- What a rule may say now beside what it could.
ALTER TABLE payment.benefit_rule
  ADD COLUMN beneficiary jsonb CHECK (jsonb_typeof(beneficiary) = 'object'),
  ADD COLUMN yields_to jsonb CHECK (jsonb_typeof(yields_to) = 'array'),
  ADD COLUMN ceiling jsonb CHECK (jsonb_typeof(ceiling) = 'object'),
  ADD COLUMN back_pay_months integer NOT NULL DEFAULT 0 CHECK (back_pay_months >= 0),
  ADD COLUMN deducts_earlier_payouts boolean NOT NULL DEFAULT false;

INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('survivor.benefit_facts_changed', 'payment.assess'), ('survivor.family_changed', 'payment.assess');

COMMIT;
