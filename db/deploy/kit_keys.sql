-- Deploy dayaq:kit_keys to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The keys of the people whom rows of that table are about, wrapped: <schema>.person_key, one of a schema, whose uid is the row's; and their
-- wrapping anew after a rotation, by the service's own reaction <service>.rewrap_keys (services/platform/rpc/rewrap_reaction.h).
CREATE FUNCTION kit.keep_person_keys(subject regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  service constant text := (SELECT relnamespace::regnamespace FROM pg_class WHERE oid = subject);
  keys constant text := service || '.person_key';
BEGIN
  EXECUTE format('CREATE TABLE %s (uid uuid PRIMARY KEY, kek_id integer NOT NULL, wrapped bytea NOT NULL)', keys);
  PERFORM kit.add_place_of(subject, keys::regclass, 'uid');
  -- By key, so that counting what waits and finding it reads no more than that.
  EXECUTE format('CREATE INDEX person_key_kek ON %s (kek_id, uid)', keys);
  -- How many rows each key wraps; sealing.rows_by_kek asks it of every schema that has it.
  EXECUTE format($f$
CREATE FUNCTION %1$I.keys_by_kek() RETURNS TABLE (kek_id integer, keys bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
  SELECT k.kek_id, count(*) FROM %1$I.person_key k GROUP BY k.kek_id
$body$
  $f$, service);
  -- Rows that another key than the current one wraps, behind a uid, locked; rows that somebody holds are passed over.
  EXECUTE format($f$
CREATE FUNCTION %1$I.keys_to_rewrap(current_kek integer, after uuid, most integer)
RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  IF access.context_role() IS DISTINCT FROM '%1$s_background' THEN
    RAISE EXCEPTION 'for the %1$s service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped FROM %1$I.person_key k
  WHERE k.kek_id < current_kek AND (after IS NULL OR k.uid > after)
  ORDER BY k.uid LIMIT least(most, 1000) FOR NO KEY UPDATE SKIP LOCKED;
END
$body$
  $f$, service);
  -- The same rows as they are wrapped now. Never under an older key than before.
  EXECUTE format($f$
CREATE FUNCTION %1$I.rewrap_keys(keys jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  changed integer;
BEGIN
  IF access.context_role() IS DISTINCT FROM '%1$s_background' THEN
    RAISE EXCEPTION 'for the %1$s service itself' USING ERRCODE = '42501';
  END IF;
  UPDATE %1$I.person_key k SET kek_id = n.kek_id, wrapped = n.wrapped
  FROM jsonb_populate_recordset(NULL::%1$I.person_key, keys) n WHERE k.uid = n.uid AND k.kek_id < n.kek_id;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END
$body$
  $f$, service);
  PERFORM kit.give_to_keeper(format('%I.keys_by_kek()', service)::regprocedure,
                             format('%I.keys_to_rewrap(integer, uuid, integer)', service)::regprocedure,
                             format('%I.rewrap_keys(jsonb)', service)::regprocedure);
  PERFORM kit.keeper_may('SELECT', keys::regclass, 'uid', 'kek_id', 'wrapped');
  PERFORM kit.keeper_may('UPDATE', keys::regclass, 'kek_id', 'wrapped');
  PERFORM set_config('role', service || '_keeper', true);
  EXECUTE format('GRANT EXECUTE ON FUNCTION %I.keys_by_kek() TO dayaq_owner', service);
  PERFORM set_config('role', 'dayaq_owner', true);
  INSERT INTO outbox.subscription (kind, subscriber)
  VALUES ('keys.rotated', service || '.rewrap_keys'), (service || '.keys_left', service || '.rewrap_keys');
END
$$;

-- Every row that a key wraps, by schema. Which schemas hold keys is what the catalogue says, so that none can be forgotten: those whose keeper
-- has a function to count them.
CREATE OR REPLACE FUNCTION sealing.rows_by_kek() RETURNS TABLE (schema_name text, kek_id integer, keys bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  service text;
BEGIN
  FOR service IN
    SELECT n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.proname = 'keys_by_kek' AND p.pronargs = 0 AND p.proowner = to_regrole(quote_ident(n.nspname || '_keeper')) ORDER BY n.nspname
  LOOP
    RETURN QUERY EXECUTE format('SELECT %L, k.kek_id, k.keys FROM %I.keys_by_kek() k', service, service);
  END LOOP;
END
$$;

COMMIT;
