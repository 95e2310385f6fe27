-- Deploy dayaq:worn_devices to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What a person has been given to wear, as their record shows it: a copy that follows the rehabilitation service, by its events. It lies where the
-- record lies, so whoever sees the record's health sees it, and goes where the record goes.
SELECT kit.add_codes('survivor', '{"Side": ["SIDE_LEFT", "SIDE_RIGHT", "SIDE_BOTH", "SIDE_UNKNOWN"]}');

-- Rows of dayaq.survivor.v1.WornDevice.
CREATE TABLE survivor.worn_device (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL,
  device_class text COLLATE "C" NOT NULL CHECK (device_class ~ '^[a-z][a-z0-9-]{1,59}$'),
  side text COLLATE "C" CHECK (survivor.is_code('Side', side)),
  delivered_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(delivered_on)),
  due_on text COLLATE "C" CHECK (survivor.is_day(due_on)),
  review_on text COLLATE "C" CHECK (survivor.is_day(review_on)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  CONSTRAINT worn_device_days CHECK (ended_on >= delivered_on)
);
SELECT kit.add_place_of('survivor.survivor', 'survivor.worn_device', 'survivor_uid');

-- One delivered device with the days of its renewal, for the record of its wearer; no row for one that was not delivered or leads to nobody any more.
CREATE FUNCTION rehabilitation.device_for_record(device uuid)
RETURNS TABLE (uid uuid, survivor_uid uuid, device_class text, side text, delivered_on text, due_on text, review_on text, ended_on text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT d.uid, d.survivor_uid, d.device_class, d.side, d.delivered_on,
         CASE WHEN n.stop_reason IS NULL THEN n.due_on END, CASE WHEN n.stop_reason IS NULL THEN n.review_on END, d.ended_on
  FROM rehabilitation.device d LEFT JOIN rehabilitation.renewal n ON n.uid = d.uid
  WHERE d.uid = device_for_record.device AND d.delivered_on IS NOT NULL;
END
$$;
SELECT kit.keeper_may('SELECT', 'rehabilitation.renewal', 'review_on');
SELECT kit.give_to_keeper('rehabilitation.device_for_record(uuid)');

-- What is left of the keys; what hung on a destroyed one is emptied, and nobody is found by it any more. What happened, what was decided and
-- what was paid stays. What was worn says how somebody is.
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
CREATE OR REPLACE FUNCTION survivor.erase(survivor_uid uuid, kek_id integer, wrapped bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT survivor.erasing(survivor_uid) THEN
    RAISE EXCEPTION 'nothing of this record is being erased' USING ERRCODE = '42501';
  END IF;
  UPDATE survivor.person_key k SET kek_id = erase.kek_id, wrapped = erase.wrapped WHERE k.uid = survivor_uid;
  IF sealing.is_destroyed(wrapped, 0) THEN
    DELETE FROM survivor.token t WHERE t.survivor_uid = erase.survivor_uid;
    UPDATE survivor.casualty c SET told_id = NULL WHERE c.survivor_uid = erase.survivor_uid AND c.told_id IS NOT NULL;
    UPDATE survivor.survivor s
    SET identity = NULL, contacts = NULL, identity_confirmed_time = NULL, identity_document = NULL WHERE s.uid = erase.survivor_uid;
    UPDATE survivor.survivor_history h SET identity_document = NULL WHERE h.uid = erase.survivor_uid AND h.identity_document IS NOT NULL;
  END IF;
  IF sealing.is_destroyed(wrapped, 1) THEN
    DELETE FROM survivor.worn_device w WHERE w.survivor_uid = erase.survivor_uid;
  END IF;
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
SELECT kit.keeper_may('SELECT', 'survivor.worn_device', 'survivor_uid');
SELECT kit.keeper_may('DELETE', 'survivor.worn_device');

INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'survivor.keep_devices' FROM unnest('{device.delivered,device.ended,renewal.changed,renewal.decided}'::text[]) AS kind;

COMMIT;
