-- Revert dayaq:record_merges from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber IN ('survivor.find_matches', 'survivor.sweep');
DELETE FROM outbox.subscription WHERE subscriber IN ('survivor.find_matches', 'survivor.sweep') OR kind IN ('survivor.merged', 'survivor.unmerged');
CREATE OR REPLACE FUNCTION audit.names_of(person uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY['survivors/' || person] || incident.names_of_casualties(survivor.casualties_of(person)) || payment.names_of(person)
         || ARRAY(SELECT 'breakGlasses/' || g.uid FROM access.break_glass g WHERE g.person_uid = person);
END
$$;
CREATE OR REPLACE FUNCTION survivor.keep_decision() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.disability_decision := OLD;
BEGIN
  before.register := NEW.register;
  before.district := NEW.district;
  before.survivor_institution := NEW.survivor_institution;
  IF OLD.replaced_by_uid IS NULL AND NEW.replaced_by_uid IS NOT NULL THEN
    before.replaced_by_uid := NEW.replaced_by_uid;
    before.in_force_from := NEW.in_force_from;
    before.in_force_until := NEW.in_force_until;
  END IF;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'a decision is replaced, never edited' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
CREATE OR REPLACE FUNCTION survivor.casualties_of(person uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT c.casualty_uid FROM survivor.casualty c WHERE c.survivor_uid = person);
END
$$;
CREATE OR REPLACE FUNCTION survivor.erasing(survivor_uid uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM survivor.erasure e
                 WHERE e.survivor_uid = erasing.survivor_uid AND e.state = 'ERASURE_STATE_DONE' AND e.erase_time = now())
$$;
CREATE OR REPLACE FUNCTION survivor.keys_to_destroy(survivor_uid uuid) RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT survivor.erasing(survivor_uid) THEN
    RAISE EXCEPTION 'nothing of this record is being erased' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped FROM survivor.person_key k WHERE k.uid = keys_to_destroy.survivor_uid FOR NO KEY UPDATE;
END
$$;
CREATE OR REPLACE FUNCTION survivor.erased_of(survivor_uid uuid) RETURNS TABLE (casualty_uid uuid, incident_uid uuid, identity boolean, health boolean, finance boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'incident_background' THEN
    RAISE EXCEPTION 'for the incident service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT c.casualty_uid, c.incident_uid, sealing.is_destroyed(k.wrapped, 0), sealing.is_destroyed(k.wrapped, 1), sealing.is_destroyed(k.wrapped, 2)
  FROM survivor.casualty c JOIN survivor.person_key k ON k.uid = c.survivor_uid
  WHERE c.survivor_uid = erased_of.survivor_uid ORDER BY c.casualty_uid LIMIT 1000;
END
$$;
CREATE OR REPLACE FUNCTION survivor.dead_with_keys(after uuid, most integer)
RETURNS TABLE (uid uuid, register text, district text, institution text, died_on text, death_recorded_time timestamptz, last_due_on text,
               wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  WITH dead AS MATERIALIZED (
    SELECT s.uid, s.register, s.district, s.institution, s.died_on, s.death_recorded_time, k.wrapped
    FROM survivor.survivor s JOIN survivor.person_key k ON k.uid = s.uid
    WHERE s.state = 'SURVIVOR_STATE_DECEASED' AND (after IS NULL OR s.uid > after)
      AND NOT (sealing.is_destroyed(k.wrapped, 0) AND sealing.is_destroyed(k.wrapped, 1) AND sealing.is_destroyed(k.wrapped, 2))
    ORDER BY s.uid LIMIT least(most, 1000)
  )
  SELECT d.uid, d.register, d.district, d.institution, d.died_on, d.death_recorded_time, p.due_on, d.wrapped
  FROM dead d LEFT JOIN payment.last_due_on(ARRAY(SELECT x.uid FROM dead x)) p ON p.survivor_uid = d.uid ORDER BY d.uid;
END
$$;
CREATE OR REPLACE FUNCTION survivor.other_bears(register text, token bytea, survivor_uid uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IN ('survivor_caseworker', 'survivor_background') AND other_bears.register = ANY (access.context_registers()) THEN
    RETURN EXISTS (SELECT FROM survivor.token t
                   WHERE t.kind = 'national_id' AND t.token = other_bears.token AND t.register = other_bears.register
                     AND t.survivor_uid <> other_bears.survivor_uid);
  END IF;
  RAISE EXCEPTION 'not a register to look in' USING ERRCODE = '42501';
END
$$;
CREATE OR REPLACE FUNCTION survivor.facts_for_benefits(survivor uuid)
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid, s.register, s.district, s.institution, s.state = 'SURVIVOR_STATE_DECEASED', s.died_on, s.death_recorded_time,
         s.identity_confirmed_time,
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'decision_uid', d.uid, 'percent', d.percent, 'band', d.band, 'cause', d.cause,
             'in_force_from', survivor.date_json(d.in_force_from), 'in_force_until', survivor.date_json(d.in_force_until),
             'act_number', d.act_number, 'recorded_time', survivor.time_json(d.create_time))) ORDER BY d.in_force_from)
          FROM survivor.disability_decision d WHERE d.survivor_uid = s.uid AND d.in_force_from IS NOT NULL),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'casualty_uid', f.casualty_uid, 'incident_uid', f.incident_uid, 'occurred_on', survivor.date_json(f.occurred_on),
             'outcome', f.outcome, 'incident_verified', f.incident_verified, 'injury_confirmed', f.injury_confirmed,
             'recorded_time', survivor.time_json(f.recorded_time))) ORDER BY f.recorded_time, f.casualty_uid)
          FROM incident.facts_for_benefits(ARRAY(SELECT c.casualty_uid FROM survivor.casualty c
                                                 WHERE c.survivor_uid = s.uid AND NOT c.set_aside)) AS f)
  FROM survivor.survivor s WHERE s.uid = facts_for_benefits.survivor;
END
$$;
CREATE OR REPLACE FUNCTION survivor.people_behind(casualties uuid[]) RETURNS TABLE (uid uuid, person uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY SELECT c.casualty_uid, c.survivor_uid FROM survivor.casualty c WHERE c.casualty_uid = ANY (casualties);
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
DROP TRIGGER follow_record ON survivor.survivor;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.follow_record(), survivor.take_in(uuid, uuid, boolean), survivor.give_back(uuid, uuid[], uuid[], boolean),
              survivor.matches_for_supervisor(text), survivor.alike_elsewhere(text, text[], bytea[], text[]), survivor.merged_into(uuid);
DROP FUNCTION survivor.within_reach(text, text, text);
SET LOCAL ROLE dayaq_owner;
DROP POLICY keeper_select ON survivor.disability_decision;
DROP POLICY keeper_update ON survivor.disability_decision;
REVOKE UPDATE (survivor_uid, district, survivor_institution, in_force_from, in_force_until, replaced_by_uid, replaces_uid) ON survivor.disability_decision FROM survivor_keeper;
REVOKE SELECT (death_document), UPDATE (institution, state, died_on, death_cause, death_document, death_recorded_time) ON survivor.survivor FROM survivor_keeper;
REVOKE UPDATE (survivor_uid, district, institution) ON survivor.casualty FROM survivor_keeper;
DROP TABLE survivor.match_sweep, survivor.record_merge, survivor.match;
ALTER TABLE survivor.survivor DROP COLUMN merged_into_uid;
ALTER TABLE survivor.survivor_history DROP COLUMN merged_into_uid;
SELECT kit.keep_history('survivor.survivor');
SELECT kit.remove_codes('survivor', 'MatchVerdict', 'MatchState');
COMMIT;
