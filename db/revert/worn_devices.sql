-- Revert dayaq:worn_devices from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber = 'survivor.keep_devices';
DELETE FROM outbox.subscription WHERE subscriber = 'survivor.keep_devices';
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.device_for_record(uuid);
SET LOCAL ROLE dayaq_owner;
REVOKE SELECT (review_on) ON rehabilitation.renewal FROM rehabilitation_keeper;
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
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
DROP TABLE survivor.worn_device;
SELECT kit.remove_codes('survivor', 'Side');
COMMIT;
