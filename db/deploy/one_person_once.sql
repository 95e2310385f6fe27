-- Deploy dayaq:one_person_once to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- People, not records: somebody of whom two records became one comes at one time to one place, and whoever was erased leads nowhere
-- (docs/adr/0040-people-and-their-time.md).

SELECT kit.add_codes('rehabilitation', '{
  "RenewalReason": ["RENEWAL_REASON_DIED", "RENEWAL_REASON_RENEWED", "RENEWAL_REASON_RETURNED", "RENEWAL_REASON_LOST", "RENEWAL_REASON_DECLINED",
                    "RENEWAL_REASON_NO_TERM", "RENEWAL_REASON_ERASED"]
}');

-- The record of the person in which the named one goes on; empty where it stands for itself. `double_booked`: found to be a second
-- appointment of one person at one time, when two records became one.
ALTER TABLE rehabilitation.appointment
  ADD person_uid uuid,
  ADD double_booked boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT appointment_called_in,
  ADD CONSTRAINT appointment_called_in CHECK (state <> 'APPOINTMENT_STATE_CALL_IN' OR closure_uid IS NOT NULL OR double_booked),
  DROP CONSTRAINT appointment_person,
  ADD CONSTRAINT appointment_person EXCLUDE USING gist (
    (coalesce(person_uid, survivor_uid)) exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), tstzrange(starts_time, ends_time) WITH &&)
    WHERE (state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED'));
SELECT kit.keep_history('rehabilitation.appointment');

-- Whatever a program says: which person a new appointment is of, the records say.
CREATE FUNCTION rehabilitation.name_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.person_uid := nullif((survivor.records_of(NEW.survivor_uid))[1], NEW.survivor_uid);
  RETURN NEW;
END
$$;
CREATE TRIGGER name_person BEFORE INSERT ON rehabilitation.appointment FOR EACH ROW EXECUTE FUNCTION rehabilitation.name_person();

-- All records of a person, the one that carries on first; of one that nobody knows that one alone. Names nobody.
CREATE FUNCTION rehabilitation.records_of(survivor uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  records uuid[];
BEGIN
  IF access.context_role() IS NULL THEN
    RAISE EXCEPTION 'for a request' USING ERRCODE = '42501';
  END IF;
  records := survivor.records_of(records_of.survivor);
  RETURN CASE WHEN records <> '{}' THEN records WHEN records_of.survivor IS NOT NULL THEN ARRAY[records_of.survivor] ELSE '{}' END;
END
$$;

-- The appointment that a slot was kept by for whoever is to be called in.
ALTER TABLE rehabilitation.renewal ADD appointment_uid uuid;
SELECT kit.keep_history('rehabilitation.renewal');

-- What an instrument can give is what policy/instruments.yaml says, and no longer a constant of the table, but where it was read and is sure.
ALTER TABLE rehabilitation.measure
  DROP CONSTRAINT measure_range,
  ADD CONSTRAINT measure_range CHECK (CASE instrument
    WHEN 'INSTRUMENT_AMP_PRO' THEN score BETWEEN 0 AND 47 AND with_device
    WHEN 'INSTRUMENT_AMP_NO_PRO' THEN score BETWEEN 0 AND 43 AND NOT with_device
    WHEN 'INSTRUMENT_K_LEVEL' THEN score BETWEEN 0 AND 4
    ELSE score BETWEEN 0 AND 100000 END);

-- Whether somebody works at the institution of the request: yes or no.
CREATE FUNCTION access.works_here(staff uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM access.role_assignment a JOIN access.staff s ON s.uid = a.staff_uid
                 WHERE a.staff_uid = works_here.staff AND a.institution = access.context_institution() AND s.closed_time IS NULL
                   AND a.person_uid IS NULL AND a.delegated_from IS NULL AND a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
                   AND a.valid_from <= now() AND (a.valid_until IS NULL OR a.valid_until > now()));
END
$$;
REVOKE ALL ON FUNCTION access.works_here(uuid) FROM PUBLIC;

-- Whether everything about this person's health was erased.
CREATE FUNCTION survivor.health_erased(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'rehabilitation_background' THEN
    RAISE EXCEPTION 'for the rehabilitation service itself' USING ERRCODE = '42501';
  END IF;
  RETURN coalesce((SELECT bool_and(sealing.is_destroyed(k.wrapped, 1)) FROM survivor.person_key k
                   WHERE k.uid = ANY (survivor.records_of(health_erased.person))), false);
END
$$;
SELECT kit.give_to_keeper('survivor.health_erased(uuid)');
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.health_erased(uuid) TO rehabilitation_keeper;
SET LOCAL ROLE dayaq_owner;

-- No step is skipped, whatever a program believes; what was prescribed stays. Whose a device was, the keeper alone forgets. DY015 for anything else.
CREATE OR REPLACE FUNCTION rehabilitation.step_device() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT coalesce(NEW.state = ANY (CASE OLD.state
       WHEN 'DEVICE_STATE_PRESCRIBED' THEN ARRAY['DEVICE_STATE_APPROVED', 'DEVICE_STATE_REFUSED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_APPROVED' THEN ARRAY['DEVICE_STATE_MEASURED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_MEASURED' THEN ARRAY['DEVICE_STATE_FABRICATED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_FABRICATED' THEN ARRAY['DEVICE_STATE_FITTED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_FITTED' THEN ARRAY['DEVICE_STATE_TRAINED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_TRAINED' THEN ARRAY['DEVICE_STATE_DELIVERED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_DELIVERED' THEN ARRAY['DEVICE_STATE_IN_REPAIR', 'DEVICE_STATE_RENEWED', 'DEVICE_STATE_RETURNED', 'DEVICE_STATE_LOST']
       WHEN 'DEVICE_STATE_IN_REPAIR' THEN ARRAY['DEVICE_STATE_DELIVERED', 'DEVICE_STATE_RENEWED', 'DEVICE_STATE_RETURNED', 'DEVICE_STATE_LOST']
       END), false) THEN
    RAISE EXCEPTION 'a device goes no such step' USING ERRCODE = 'DY015';
  END IF;
  IF (NEW.device_class, NEW.side, NEW.payer, NEW.wearer_age, NEW.adult_on, NEW.replaces_uid, NEW.early_reason, NEW.prescribed_on)
     IS DISTINCT FROM
     (OLD.device_class, OLD.side, OLD.payer, OLD.wearer_age, OLD.adult_on, OLD.replaces_uid, OLD.early_reason, OLD.prescribed_on)
     OR (NEW.survivor_uid <> OLD.survivor_uid AND current_user <> 'rehabilitation_keeper')
     OR (OLD.delivered_on IS NOT NULL AND NEW.delivered_on IS DISTINCT FROM OLD.delivered_on) THEN
    RAISE EXCEPTION 'what was prescribed, and the day of delivery, stay' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;

-- Whoever's health was erased is not found here either: how they were goes, in former versions too; what is counted (episodes, visits, devices) stays
-- and leads to nobody, each row to another nobody. A component keeps its number, so that a recall still counts it.
CREATE FUNCTION rehabilitation.erase_person(person uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  records uuid[];
  of_table text;
  gone integer := 0;
  n integer;
BEGIN
  IF access.context_role() IS DISTINCT FROM 'rehabilitation_background' OR NOT survivor.health_erased(person) THEN
    RAISE EXCEPTION 'nothing of this person is erased' USING ERRCODE = '42501';
  END IF;
  records := survivor.records_of(person);
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation'] LOOP
    EXECUTE format('DELETE FROM rehabilitation.%I WHERE survivor_uid = ANY ($1)', of_table) USING records;
    GET DIAGNOSTICS n = ROW_COUNT;
    gone := gone + n;
  END LOOP;
  UPDATE rehabilitation.renewal SET state = 'RENEWAL_STATE_STOPPED', stop_reason = 'RENEWAL_REASON_ERASED', next_on = NULL
  WHERE survivor_uid = ANY (records) AND stop_reason IS NULL;
  UPDATE rehabilitation.renewal SET contacts = NULL, survivor_uid = gen_random_uuid() WHERE survivor_uid = ANY (records);
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  FOREACH of_table IN ARRAY ARRAY['appointment', 'waiting', 'device'] LOOP
    EXECUTE format('UPDATE rehabilitation.%I SET survivor_uid = gen_random_uuid() WHERE survivor_uid = ANY ($1)', of_table) USING records;
    GET DIAGNOSTICS n = ROW_COUNT;
    gone := gone + n;
  END LOOP;
  UPDATE rehabilitation.appointment SET person_uid = NULL WHERE person_uid = ANY (records);
  UPDATE rehabilitation.episode SET survivor_uid = gen_random_uuid(), survivor_number = '', referral_uid = NULL WHERE survivor_uid = ANY (records);
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  UPDATE rehabilitation.episode_history SET survivor_uid = gen_random_uuid(), survivor_number = '', referral_uid = NULL
  WHERE survivor_uid = ANY (records);
  UPDATE rehabilitation.appointment_history SET survivor_uid = gen_random_uuid(), person_uid = NULL
  WHERE survivor_uid = ANY (records) OR person_uid = ANY (records);
  UPDATE rehabilitation.device_history SET survivor_uid = gen_random_uuid() WHERE survivor_uid = ANY (records);
  UPDATE rehabilitation.renewal_history SET survivor_uid = gen_random_uuid(), contacts = NULL WHERE survivor_uid = ANY (records);
  RETURN gone;
END
$$;

DO $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation'] LOOP
    PERFORM kit.keeper_may('SELECT', format('rehabilitation.%I', of_table)::regclass, 'survivor_uid');
    PERFORM kit.keeper_may('DELETE', format('rehabilitation.%I', of_table)::regclass);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode', 'appointment', 'waiting', 'device', 'renewal', 'episode_history', 'appointment_history', 'device_history',
                                  'renewal_history'] LOOP
    PERFORM kit.keeper_may('SELECT', format('rehabilitation.%I', of_table)::regclass, 'survivor_uid');
    PERFORM kit.keeper_may('UPDATE', format('rehabilitation.%I', of_table)::regclass, 'survivor_uid');
  END LOOP;
  PERFORM kit.keeper_may('UPDATE', 'rehabilitation.renewal', 'state', 'stop_reason', 'next_on', 'contacts');
  PERFORM kit.keeper_may('UPDATE', 'rehabilitation.renewal_history', 'contacts');
  FOREACH of_table IN ARRAY ARRAY['appointment', 'appointment_history'] LOOP
    PERFORM kit.keeper_may('SELECT', format('rehabilitation.%I', of_table)::regclass, 'person_uid');
    PERFORM kit.keeper_may('UPDATE', format('rehabilitation.%I', of_table)::regclass, 'person_uid');
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode', 'episode_history'] LOOP
    PERFORM kit.keeper_may('UPDATE', format('rehabilitation.%I', of_table)::regclass, 'survivor_number', 'referral_uid');
  END LOOP;
  -- Whoever goes through former versions of a person's goes along an index.
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation', 'waiting', 'episode_history', 'appointment_history',
                                  'device_history', 'renewal_history'] LOOP
    EXECUTE format('CREATE INDEX %I ON rehabilitation.%I (survivor_uid)', of_table || '_of_person', of_table);
  END LOOP;
END
$$;
CREATE INDEX appointment_person_uid ON rehabilitation.appointment (person_uid) WHERE person_uid IS NOT NULL;
CREATE INDEX appointment_history_person_uid ON rehabilitation.appointment_history (person_uid) WHERE person_uid IS NOT NULL;
SELECT kit.give_to_keeper('rehabilitation.name_person()', 'rehabilitation.records_of(uuid)', 'rehabilitation.erase_person(uuid)');

-- What else the service hears: records that are two again, and people who were erased.
INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('survivor.unmerged', 'rehabilitation.follow'),
  ('survivor.erased', 'rehabilitation.follow'),
  ('survivor.unmerged', 'rehabilitation.keep_renewals');

COMMIT;
