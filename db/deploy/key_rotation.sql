-- Deploy dayaq:key_rotation to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What is known of the keys that wrap the keys of people. The keys themselves never come here.
CREATE SCHEMA sealing;
COMMENT ON SCHEMA sealing IS 'Which key-encryption keys there are, and which rows wait to be wrapped anew';

-- A former key rests 35 days before it is destroyed: as long as backups are kept that need it.
CREATE TABLE sealing.kek (
  id integer PRIMARY KEY CHECK (id > 0),
  created_time timestamptz NOT NULL DEFAULT now(),
  retired_time timestamptz,
  destroyed_time timestamptz,
  CONSTRAINT kek_rests CHECK (destroyed_time IS NULL OR destroyed_time >= retired_time + interval '35 days'
                              AND retired_time IS NOT NULL)
);
ALTER TABLE sealing.kek ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealing.kek FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON sealing.kek TO dayaq_owner USING (true);

-- By key, so that counting what waits and finding it reads no more than that.
CREATE INDEX person_key_kek ON incident.person_key (kek_id, uid);
CREATE INDEX person_key_kek ON survivor.person_key (kek_id, uid);

-- How many rows of a service each key wraps.
CREATE FUNCTION incident.keys_by_kek() RETURNS TABLE (kek_id integer, keys bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.kek_id, count(*) FROM incident.person_key k GROUP BY k.kek_id
$$;
CREATE FUNCTION survivor.keys_by_kek() RETURNS TABLE (kek_id integer, keys bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.kek_id, count(*) FROM survivor.person_key k GROUP BY k.kek_id
$$;

-- Rows that another key than the current one wraps, behind a uid, locked; rows that somebody holds are passed over.
CREATE FUNCTION incident.keys_to_rewrap(current_kek integer, after uuid, most integer)
RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'incident_background' THEN
    RAISE EXCEPTION 'for the incident service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped FROM incident.person_key k
  WHERE k.kek_id < current_kek AND (after IS NULL OR k.uid > after)
  ORDER BY k.uid LIMIT least(most, 1000) FOR NO KEY UPDATE SKIP LOCKED;
END
$$;
CREATE FUNCTION survivor.keys_to_rewrap(current_kek integer, after uuid, most integer)
RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped FROM survivor.person_key k
  WHERE k.kek_id < current_kek AND (after IS NULL OR k.uid > after)
  ORDER BY k.uid LIMIT least(most, 1000) FOR NO KEY UPDATE SKIP LOCKED;
END
$$;

-- The same rows as they are wrapped now. Never under an older key than before.
CREATE FUNCTION incident.rewrap_keys(keys jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed integer;
BEGIN
  IF access.context_role() IS DISTINCT FROM 'incident_background' THEN
    RAISE EXCEPTION 'for the incident service itself' USING ERRCODE = '42501';
  END IF;
  UPDATE incident.person_key k SET kek_id = n.kek_id, wrapped = n.wrapped
  FROM jsonb_populate_recordset(NULL::incident.person_key, keys) n WHERE k.uid = n.uid AND k.kek_id < n.kek_id;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END
$$;
CREATE FUNCTION survivor.rewrap_keys(keys jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed integer;
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  UPDATE survivor.person_key k SET kek_id = n.kek_id, wrapped = n.wrapped
  FROM jsonb_populate_recordset(NULL::survivor.person_key, keys) n WHERE k.uid = n.uid AND k.kek_id < n.kek_id;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END
$$;

-- Takes note of the keys a service has at hand; a new one retires those before it, and rows are wrapped anew. Returns whether one followed
-- another. Any number of services may say the same.
CREATE FUNCTION sealing.note_keks(ids integer[]) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  newest constant integer := (SELECT max(i) FROM unnest(ids) AS i);
  before integer;
BEGIN
  IF NOT EXISTS (SELECT FROM unnest(ids) AS i WHERE i NOT IN (SELECT k.id FROM sealing.kek k)) THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('sealing.note_keks'));
  SELECT max(k.id) INTO before FROM sealing.kek k;
  INSERT INTO sealing.kek (id) SELECT DISTINCT i FROM unnest(ids) AS i ON CONFLICT DO NOTHING;
  IF newest <= before THEN
    RETURN false;
  END IF;
  UPDATE sealing.kek k SET retired_time = now() WHERE k.id < newest AND k.retired_time IS NULL;
  -- A house that meets several keys at its first start has nothing to wrap anew unless rows say so.
  IF before IS NOT NULL OR EXISTS (SELECT FROM sealing.rows_by_kek() r WHERE r.kek_id < newest) THEN
    PERFORM outbox.emit(jsonb_build_array(jsonb_build_object('uid', gen_random_uuid(), 'kind', 'keys.rotated', 'resource', 'keks/' || newest)));
  END IF;
  RETURN before IS NOT NULL;
END
$$;

-- Whether the current key is a month old. Who asks is alone with the question until the end of the transaction, so that two services do not
-- both make the next one.
CREATE FUNCTION sealing.rotation_due() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('sealing.note_keks'));
  RETURN (SELECT coalesce(max(k.created_time) < now() - interval '1 month', false) FROM sealing.kek k WHERE k.retired_time IS NULL);
END
$$;

-- Every row that a key wraps, by schema.
CREATE FUNCTION sealing.rows_by_kek() RETURNS TABLE (schema_name text, kek_id integer, keys bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'incident', i.kek_id, i.keys FROM incident.keys_by_kek() i
  UNION ALL SELECT 'survivor', s.kek_id, s.keys FROM survivor.keys_by_kek() s
$$;

-- Keys that have rested for long enough and that no row names.
CREATE FUNCTION sealing.destroyable() RETURNS TABLE (id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.id FROM sealing.kek k
  WHERE k.destroyed_time IS NULL AND k.retired_time <= now() - interval '35 days'
    AND NOT EXISTS (SELECT FROM sealing.rows_by_kek() r WHERE r.kek_id = k.id)
$$;

-- The file is gone; the date stays.
CREATE FUNCTION sealing.note_destroyed(gone integer) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE sealing.kek k SET destroyed_time = now() WHERE k.id = gone AND k.destroyed_time IS NULL
$$;

-- All keys, newest first, each with how many rows of each schema it wraps.
CREATE FUNCTION sealing.keks()
RETURNS TABLE (id integer, created_time timestamptz, retired_time timestamptz, destroyed_time timestamptz, schemas text[], keys bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.id, k.created_time, k.retired_time, k.destroyed_time, r.schemas, r.keys
  FROM sealing.kek k LEFT JOIN (
    SELECT b.kek_id, array_agg(b.schema_name ORDER BY b.schema_name) AS schemas, array_agg(b.keys ORDER BY b.schema_name) AS keys
    FROM sealing.rows_by_kek() b GROUP BY b.kek_id) r ON r.kek_id = k.id
  ORDER BY k.id DESC LIMIT 500
$$;

-- Keepers look across rows; nobody else wraps what is not theirs.
CREATE POLICY keeper_wraps ON incident.person_key FOR UPDATE TO incident_keeper USING (true);
CREATE POLICY keeper_wraps ON survivor.person_key FOR UPDATE TO survivor_keeper USING (true);
CREATE POLICY keeper_sees ON survivor.person_key FOR SELECT TO survivor_keeper USING (true);
GRANT SELECT (uid, kek_id, wrapped), UPDATE (kek_id, wrapped) ON incident.person_key TO incident_keeper;
GRANT SELECT (uid, kek_id, wrapped), UPDATE (kek_id, wrapped) ON survivor.person_key TO survivor_keeper;
GRANT EXECUTE ON FUNCTION access.context_role() TO incident_keeper, survivor_keeper;
GRANT CREATE ON SCHEMA incident TO incident_keeper;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
ALTER FUNCTION incident.keys_by_kek() OWNER TO incident_keeper;
ALTER FUNCTION incident.keys_to_rewrap(integer, uuid, integer) OWNER TO incident_keeper;
ALTER FUNCTION incident.rewrap_keys(jsonb) OWNER TO incident_keeper;
ALTER FUNCTION survivor.keys_by_kek() OWNER TO survivor_keeper;
ALTER FUNCTION survivor.keys_to_rewrap(integer, uuid, integer) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.rewrap_keys(jsonb) OWNER TO survivor_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
SET LOCAL ROLE incident_keeper;
GRANT EXECUTE ON FUNCTION incident.keys_by_kek() TO dayaq_owner;
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.keys_by_kek() TO dayaq_owner;
SET LOCAL ROLE dayaq_owner;

INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('keys.rotated', 'incident.rewrap_keys'), ('incident.keys_left', 'incident.rewrap_keys'),
  ('keys.rotated', 'survivor.rewrap_keys'), ('survivor.keys_left', 'survivor.rewrap_keys');

COMMIT;
