-- Deploy dayaq:erasures to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Whether a stored bundle of keys has none any more for a class: 0 identity, 1 health, 2 finance (services/platform/sealing/key_bundle.h).
CREATE FUNCTION sealing.is_destroyed(wrapped bytea, class integer) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT length(wrapped) = 120 AND substr(wrapped, class * 40 + 1, 40) = decode(repeat('00', 40), 'hex')
$$;

-- Rows of dayaq.survivor.v1.Erasure. Two people, or the law's own date.
CREATE TABLE survivor.erasure (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL CHECK (cause IN ('ERASURE_CAUSE_PERSON_ASKED', 'ERASURE_CAUSE_UNLAWFUL', 'ERASURE_CAUSE_COURT_ORDER',
                                                   'ERASURE_CAUSE_RETENTION_ENDED', 'ERASURE_CAUSE_BACKUP_RESTORED')),
  legal_act text NOT NULL CHECK (length(btrim(legal_act)) >= 3),
  article text NOT NULL CHECK (length(btrim(article)) >= 1),
  reason text NOT NULL,
  effects jsonb NOT NULL CHECK (jsonb_typeof(effects) = 'array'),
  state text COLLATE "C" NOT NULL CHECK (state IN ('ERASURE_STATE_PROPOSED', 'ERASURE_STATE_DONE')),
  proposed_by uuid,
  approved_by uuid,
  create_time timestamptz NOT NULL,
  erase_time timestamptz,
  CONSTRAINT erasure_survivor FOREIGN KEY (survivor_uid, register, district, institution)
    REFERENCES survivor.survivor (uid, register, district, institution) ON UPDATE CASCADE,
  CONSTRAINT erasure_done CHECK ((state = 'ERASURE_STATE_DONE') = (erase_time IS NOT NULL)),
  CONSTRAINT erasure_by_two CHECK (
    CASE WHEN cause IN ('ERASURE_CAUSE_RETENTION_ENDED', 'ERASURE_CAUSE_BACKUP_RESTORED') THEN proposed_by IS NULL AND approved_by IS NULL
         ELSE proposed_by IS NOT NULL AND (approved_by IS NOT NULL) = (state = 'ERASURE_STATE_DONE') AND approved_by IS DISTINCT FROM proposed_by END)
);
CREATE INDEX erasure_survivor_uid ON survivor.erasure (survivor_uid, uid DESC);
CREATE INDEX erasure_proposed ON survivor.erasure (uid DESC) WHERE state = 'ERASURE_STATE_PROPOSED';
ALTER TABLE survivor.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE survivor.erasure FORCE ROW LEVEL SECURITY;

-- Who proposes and who approves is whoever the context says; a proposal is carried out within 30 days or not at all, and never edited.
-- Without a context nobody but the keepers of the house is here.
CREATE FUNCTION survivor.stamp_erasure() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  moved survivor.erasure;
BEGIN
  IF access.context_role() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.etag := 1;
    NEW.create_time := now();
    NEW.approved_by := NULL;
    NEW.erase_time := NULL;
    NEW.state := 'ERASURE_STATE_PROPOSED';
    NEW.proposed_by := access.context_staff();
    IF access.context_role() = 'survivor_background' THEN
      NEW.state := 'ERASURE_STATE_DONE';
      NEW.erase_time := now();
    END IF;
    RETURN NEW;
  END IF;
  -- Where the record lies follows the record.
  moved := OLD;
  moved.register := NEW.register;
  moved.district := NEW.district;
  moved.institution := NEW.institution;
  IF NEW.state <> OLD.state THEN
    IF OLD.state <> 'ERASURE_STATE_PROPOSED' OR OLD.create_time < now() - interval '30 days' THEN
      RAISE EXCEPTION 'an erasure is approved once and within 30 days' USING ERRCODE = 'DY013';
    END IF;
    moved.state := NEW.state;
    moved.etag := OLD.etag + 1;
    moved.approved_by := access.context_staff();
    moved.erase_time := now();
  END IF;
  RETURN moved;
END
$$;
CREATE TRIGGER stamp_erasure BEFORE INSERT OR UPDATE ON survivor.erasure FOR EACH ROW EXECUTE FUNCTION survivor.stamp_erasure();

-- Only while an erasure of the record is being carried out: in the transaction that did the last step of it.
CREATE FUNCTION survivor.erasing(survivor_uid uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM survivor.erasure e
                 WHERE e.survivor_uid = erasing.survivor_uid AND e.state = 'ERASURE_STATE_DONE' AND e.erase_time = now())
$$;

-- The keys that go, locked; none when the person never had any.
CREATE FUNCTION survivor.keys_to_destroy(survivor_uid uuid) RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT survivor.erasing(survivor_uid) THEN
    RAISE EXCEPTION 'nothing of this record is being erased' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped FROM survivor.person_key k WHERE k.uid = keys_to_destroy.survivor_uid FOR NO KEY UPDATE;
END
$$;

-- What is left of the keys; what hung on a destroyed one is emptied, and nobody is found by it any more. What happened, what was decided and
-- what was paid stays.
CREATE FUNCTION survivor.erase(survivor_uid uuid, kek_id integer, wrapped bytea) RETURNS void
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

-- The casualties of a record, and what of their people is erased: {0,1,2} by class. For the incident service, which hears that it is.
CREATE FUNCTION survivor.erased_of(survivor_uid uuid) RETURNS TABLE (casualty_uid uuid, incident_uid uuid, identity boolean, health boolean, finance boolean)
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

-- The last day on which anything was due to each of these people; none for whom nothing ever was.
CREATE FUNCTION payment.last_due_on(survivors uuid[]) RETURNS TABLE (survivor_uid uuid, due_on text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.survivor_uid, max(i.due_on) FROM payment.entitlement e JOIN payment.instalment i ON i.entitlement_uid = e.uid
  WHERE e.survivor_uid = ANY (survivors) GROUP BY e.survivor_uid
$$;

-- The dead behind a uid, with what retention asks of them, some of whose keys are there still.
CREATE INDEX survivor_dead ON survivor.survivor (uid) WHERE state = 'SURVIVOR_STATE_DECEASED';
CREATE FUNCTION survivor.dead_with_keys(after uuid, most integer)
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

-- Which of these records have keys, and which: after an older backup was restored.
CREATE FUNCTION survivor.keys_of(survivors uuid[])
RETURNS TABLE (uid uuid, register text, district text, institution text, wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.register, k.district, k.institution, k.wrapped FROM survivor.person_key k WHERE k.uid = ANY (survivors) ORDER BY k.uid;
END
$$;

-- The same of one record within the caller's reach, whoever proposes or approves an erasure: where it lies, what its times run from, and its
-- keys as they are wrapped. None for a record that is out of reach or does not exist.
CREATE FUNCTION survivor.retention_of(survivor_uid uuid)
RETURNS TABLE (uid uuid, register text, district text, institution text, died_on text, death_recorded_time timestamptz, last_due_on text,
               wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT s.uid, s.register, s.district, s.institution, s.died_on, s.death_recorded_time,
         (SELECT p.due_on FROM payment.last_due_on(ARRAY[s.uid]) p), k.wrapped
  FROM survivor.survivor s LEFT JOIN survivor.person_key k ON k.uid = s.uid
  WHERE s.uid = retention_of.survivor_uid AND s.register = ANY (access.context_registers())
    AND (access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution());
END
$$;

-- The keys of a casualty of which something was erased, locked.
CREATE FUNCTION incident.keys_to_destroy(casualties uuid[]) RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'incident_background' THEN
    RAISE EXCEPTION 'for the incident service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped FROM incident.person_key k WHERE k.uid = ANY (casualties) ORDER BY k.uid FOR NO KEY UPDATE;
END
$$;

-- What is left of the keys of a casualty; as survivor.erase. Codes of injuries and outcomes stay: they are counted, and name nobody.
CREATE FUNCTION incident.erase(casualty_uid uuid, kek_id integer, wrapped bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'incident_background' THEN
    RAISE EXCEPTION 'for the incident service itself' USING ERRCODE = '42501';
  END IF;
  UPDATE incident.person_key k SET kek_id = erase.kek_id, wrapped = erase.wrapped WHERE k.uid = casualty_uid;
  IF sealing.is_destroyed(wrapped, 0) THEN
    DELETE FROM incident.token t WHERE t.casualty_uid = erase.casualty_uid;
  END IF;
  UPDATE incident.casualty c
  SET identity = CASE WHEN sealing.is_destroyed(wrapped, 0) THEN NULL ELSE c.identity END,
      clinical_note = CASE WHEN sealing.is_destroyed(wrapped, 1) THEN NULL ELSE c.clinical_note END
  WHERE c.uid = erase.casualty_uid;
END
$$;

-- Keepers do what their functions say and no more.
CREATE POLICY keeper ON survivor.erasure FOR SELECT TO survivor_keeper USING (true);
CREATE POLICY keeper_erases ON survivor.token FOR DELETE TO survivor_keeper USING (true);
CREATE POLICY keeper_erases ON survivor.casualty FOR UPDATE TO survivor_keeper USING (true);
CREATE POLICY keeper_reads ON survivor.survivor_history FOR SELECT TO survivor_keeper USING (true);
CREATE POLICY keeper_erases ON survivor.survivor_history FOR UPDATE TO survivor_keeper USING (true);
GRANT SELECT (register, district, institution) ON survivor.person_key TO survivor_keeper;
GRANT SELECT (survivor_uid, state, erase_time) ON survivor.erasure TO survivor_keeper;
GRANT DELETE ON survivor.token TO survivor_keeper;
GRANT SELECT (told_id), UPDATE (told_id) ON survivor.casualty TO survivor_keeper;
GRANT UPDATE (identity, contacts, identity_confirmed_time, identity_document) ON survivor.survivor TO survivor_keeper;
GRANT SELECT (state, died_on, death_recorded_time) ON survivor.survivor TO survivor_keeper;
GRANT SELECT (uid, identity_document), UPDATE (identity_document) ON survivor.survivor_history TO survivor_keeper;
GRANT USAGE ON SCHEMA sealing, payment TO survivor_keeper;
GRANT EXECUTE ON FUNCTION sealing.is_destroyed(bytea, integer) TO survivor_keeper, incident_keeper;
CREATE POLICY keeper_erases ON incident.casualty FOR UPDATE TO incident_keeper USING (true);
CREATE POLICY keeper_erases ON incident.token FOR DELETE TO incident_keeper USING (true);
GRANT SELECT (clinical_note), UPDATE (identity, clinical_note) ON incident.casualty TO incident_keeper;
GRANT DELETE ON incident.token TO incident_keeper;
GRANT USAGE ON SCHEMA sealing TO incident_keeper;
GRANT SELECT (survivor_uid) ON payment.entitlement TO payment_keeper;
GRANT SELECT (due_on) ON payment.instalment TO payment_keeper;

GRANT CREATE ON SCHEMA incident TO incident_keeper;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
GRANT CREATE ON SCHEMA payment TO payment_keeper;
ALTER FUNCTION incident.keys_to_destroy(uuid[]) OWNER TO incident_keeper;
ALTER FUNCTION incident.erase(uuid, integer, bytea) OWNER TO incident_keeper;
ALTER FUNCTION survivor.erasing(uuid) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.keys_to_destroy(uuid) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.erase(uuid, integer, bytea) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.erased_of(uuid) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.dead_with_keys(uuid, integer) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.keys_of(uuid[]) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.retention_of(uuid) OWNER TO survivor_keeper;
ALTER FUNCTION payment.last_due_on(uuid[]) OWNER TO payment_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;
SET LOCAL ROLE payment_keeper;
GRANT EXECUTE ON FUNCTION payment.last_due_on(uuid[]) TO survivor_keeper;
SET LOCAL ROLE dayaq_owner;

INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('retention.day', 'survivor.keep_retention'), ('retention.more', 'survivor.keep_retention'),
  ('survivor.erased', 'incident.erase');

COMMIT;
