-- Revert dayaq:one_person_once from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery d USING outbox.event e
WHERE e.uid = d.event_uid AND (d.subscriber = 'rehabilitation.follow' AND e.kind IN ('survivor.unmerged', 'survivor.erased')
                               OR d.subscriber = 'rehabilitation.keep_renewals' AND e.kind = 'survivor.unmerged');
DELETE FROM outbox.subscription s
WHERE s.subscriber = 'rehabilitation.follow' AND s.kind IN ('survivor.unmerged', 'survivor.erased')
   OR s.subscriber = 'rehabilitation.keep_renewals' AND s.kind = 'survivor.unmerged';

DROP TRIGGER name_person ON rehabilitation.appointment;
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.name_person(), rehabilitation.records_of(uuid), rehabilitation.erase_person(uuid);
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.health_erased(uuid);
SET LOCAL ROLE dayaq_owner;
DROP FUNCTION access.works_here(uuid);

-- What the keeper saw and changed for this alone.
DO $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation', 'waiting', 'episode_history', 'appointment_history',
                                  'device_history', 'renewal_history'] LOOP
    EXECUTE format('DROP INDEX rehabilitation.%I', of_table || '_of_person');
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation'] LOOP
    EXECUTE format('DROP POLICY keeper_select ON rehabilitation.%I', of_table);
    EXECUTE format('DROP POLICY keeper_delete ON rehabilitation.%I', of_table);
    EXECUTE format('REVOKE SELECT (survivor_uid), DELETE ON rehabilitation.%I FROM rehabilitation_keeper', of_table);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode', 'appointment', 'waiting', 'device', 'renewal', 'episode_history', 'appointment_history', 'device_history',
                                  'renewal_history'] LOOP
    EXECUTE format('DROP POLICY keeper_update ON rehabilitation.%I', of_table);
    EXECUTE format('REVOKE UPDATE (survivor_uid) ON rehabilitation.%I FROM rehabilitation_keeper', of_table);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode', 'waiting', 'episode_history', 'appointment_history', 'device_history', 'renewal_history'] LOOP
    EXECUTE format('DROP POLICY keeper_select ON rehabilitation.%I', of_table);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode', 'appointment', 'waiting', 'episode_history', 'appointment_history', 'device_history', 'renewal_history'] LOOP
    EXECUTE format('REVOKE SELECT (survivor_uid) ON rehabilitation.%I FROM rehabilitation_keeper', of_table);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode', 'episode_history'] LOOP
    EXECUTE format('REVOKE UPDATE (survivor_number, referral_uid) ON rehabilitation.%I FROM rehabilitation_keeper', of_table);
  END LOOP;
END
$$;
REVOKE UPDATE (state, stop_reason, next_on, contacts) ON rehabilitation.renewal FROM rehabilitation_keeper;
REVOKE UPDATE (contacts) ON rehabilitation.renewal_history FROM rehabilitation_keeper;

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
  IF (NEW.survivor_uid, NEW.device_class, NEW.side, NEW.payer, NEW.wearer_age, NEW.adult_on, NEW.replaces_uid, NEW.early_reason, NEW.prescribed_on)
     IS DISTINCT FROM
     (OLD.survivor_uid, OLD.device_class, OLD.side, OLD.payer, OLD.wearer_age, OLD.adult_on, OLD.replaces_uid, OLD.early_reason, OLD.prescribed_on)
     OR (OLD.delivered_on IS NOT NULL AND NEW.delivered_on IS DISTINCT FROM OLD.delivered_on) THEN
    RAISE EXCEPTION 'what was prescribed, and the day of delivery, stay' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;

UPDATE rehabilitation.appointment SET state = 'APPOINTMENT_STATE_CANCELLED', cancel_reason = 'CANCEL_REASON_MISTAKEN'
WHERE state = 'APPOINTMENT_STATE_CALL_IN' AND closure_uid IS NULL;
ALTER TABLE rehabilitation.appointment
  DROP CONSTRAINT appointment_called_in,
  DROP CONSTRAINT appointment_person,
  DROP COLUMN person_uid,
  DROP COLUMN double_booked,
  ADD CONSTRAINT appointment_called_in CHECK (state <> 'APPOINTMENT_STATE_CALL_IN' OR closure_uid IS NOT NULL),
  ADD CONSTRAINT appointment_person EXCLUDE USING gist (
    survivor_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), tstzrange(starts_time, ends_time) WITH &&)
    WHERE (state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED'));
ALTER TABLE rehabilitation.appointment_history DROP COLUMN person_uid, DROP COLUMN double_booked;
SELECT kit.keep_history('rehabilitation.appointment');
ALTER TABLE rehabilitation.renewal DROP COLUMN appointment_uid;
ALTER TABLE rehabilitation.renewal_history DROP COLUMN appointment_uid;
SELECT kit.keep_history('rehabilitation.renewal');
ALTER TABLE rehabilitation.measure
  DROP CONSTRAINT measure_range,
  ADD CONSTRAINT measure_range CHECK (CASE instrument
    WHEN 'INSTRUMENT_AMP_PRO' THEN score BETWEEN 0 AND 47 AND with_device
    WHEN 'INSTRUMENT_AMP_NO_PRO' THEN score BETWEEN 0 AND 43 AND NOT with_device
    WHEN 'INSTRUMENT_K_LEVEL' THEN score BETWEEN 0 AND 4
    WHEN 'INSTRUMENT_TIMED_UP_AND_GO' THEN score BETWEEN 20 AND 6000
    WHEN 'INSTRUMENT_WALK_TWO_MINUTES' THEN score BETWEEN 0 AND 400
    WHEN 'INSTRUMENT_WALK_SIX_MINUTES' THEN score BETWEEN 0 AND 1200
    ELSE score BETWEEN 175 AND 766 END);
SELECT kit.remove_codes('rehabilitation', 'RenewalReason');
SELECT kit.add_codes('rehabilitation', '{
  "RenewalReason": ["RENEWAL_REASON_DIED", "RENEWAL_REASON_RENEWED", "RENEWAL_REASON_RETURNED", "RENEWAL_REASON_LOST", "RENEWAL_REASON_DECLINED",
                    "RENEWAL_REASON_NO_TERM"]
}');
COMMIT;
