-- Deploy dayaq:kit to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What the schema of a service is made of, so that the migration of a new service says what it has and not how. Migrations call it, as
-- dayaq_owner; nobody else may, and nothing of it runs while the house runs but the triggers. It grants nothing to a service's roles: their
-- grants and row policies follow from policy/*.yaml. Whatever it makes may be changed by later migrations like anything else.
--
--   SELECT kit.add_schema('rehabilitation', 'Appointments, prostheses and other devices');
--   SELECT kit.set_codes('rehabilitation', '{"DeviceState": ["DEVICE_STATE_ORDERED", "DEVICE_STATE_WORN"]}');
--   CREATE TABLE rehabilitation.device (uid uuid PRIMARY KEY, etag bigint NOT NULL, ..., create_time timestamptz NOT NULL, update_time ...);
--   SELECT kit.add_place('rehabilitation.device');                                     it lies somewhere: that decides who sees it
--   SELECT kit.keep_versions('rehabilitation.device');                                 etag, times, every former version
--   SELECT kit.keep_person_keys('rehabilitation.device');                              something of it is sealed
--   SELECT kit.add_tokens('rehabilitation.device');                                    and is found by keyed hashes
--   CREATE TABLE rehabilitation.fitting (uid uuid PRIMARY KEY, device_uid uuid NOT NULL, ...);
--   SELECT kit.add_place_of('rehabilitation.device', 'rehabilitation.fitting', 'device_uid');    it lies where the device lies
--   SELECT kit.keeper_may('SELECT', 'rehabilitation.device', 'uid', 'state');          what functions that look across rows need
--   SELECT kit.give_to_keeper('rehabilitation.facts_for_benefits(uuid)');
--
-- To undo: SELECT kit.remove_schema('rehabilitation').
CREATE SCHEMA kit;
COMMENT ON SCHEMA kit IS 'What migrations make the schemas of services of';

-- A schema that is closed to everyone but its keeper, who owns the functions that work across its rows.
CREATE FUNCTION kit.add_schema(service text, about text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  keeper constant text := service || '_keeper';
BEGIN
  IF to_regrole(quote_ident(keeper)) IS NULL THEN
    RAISE EXCEPTION 'there is no role %', keeper USING ERRCODE = '42704',
      HINT = format('Give the service %s roles in policy/access.yaml, run ./dayaq policy, then db/bootstrap.sql.', service);
  END IF;
  EXECUTE format('CREATE SCHEMA %I', service);
  EXECUTE format('COMMENT ON SCHEMA %I IS %L', service, about);
  EXECUTE format('GRANT USAGE ON SCHEMA access, sealing, %I TO %I', service, keeper);
  EXECUTE format('GRANT EXECUTE ON FUNCTION access.context_role(), access.context_staff(), access.context_registers(), '
                 'access.context_national(), access.context_districts(), access.context_institution(), '
                 'sealing.is_destroyed(bytea, integer) TO %I', keeper);
END
$$;

-- Everything of it, with what its service waits for in the outbox and what its keeper was lent elsewhere.
CREATE FUNCTION kit.remove_schema(service text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  keeper constant text := quote_ident(service || '_keeper');
BEGIN
  DELETE FROM outbox.delivery d WHERE split_part(d.subscriber, '.', 1) = service;
  DELETE FROM outbox.subscription s WHERE split_part(s.subscriber, '.', 1) = service;
  DELETE FROM access.column_class c WHERE split_part(c.table_name, '.', 1) = service;
  EXECUTE format('DROP SCHEMA %I CASCADE', service);
  EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access, sealing FROM %s', keeper);
  EXECUTE format('REVOKE ALL ON SCHEMA access, sealing FROM %s', keeper);
END
$$;

-- All code lists of the service's contract, by the name of the enum, without the value that says nothing. May be asked again with more.
-- Closed columns say CHECK (<service>.is_code('<enum>', column)) and CHECK (<service>.are_codes('<enum>', column)); NULL passes. Why it is
-- a function with its lists inside: db/deploy/code_lists.sql.
CREATE FUNCTION kit.set_codes(service text, lists jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  cases constant text := (
    SELECT string_agg(format(E'    WHEN %L THEN ARRAY[%s]\n', l.key,
                             (SELECT string_agg(quote_literal(v.code), ', ' ORDER BY v.place)
                              FROM jsonb_array_elements_text(l.value) WITH ORDINALITY AS v(code, place))), '' ORDER BY l.key)
    FROM jsonb_each(lists) AS l);
BEGIN
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$I.is_code(list text, value text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS %2$L
  $f$, service, format(E'\nBEGIN\n  RETURN value = ANY (CASE list\n%s    END);\nEND\n', cases));
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$I.are_codes(list text, value jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
BEGIN
  RETURN jsonb_typeof(value) = 'array'
     AND (SELECT coalesce(bool_and(coalesce(%1$I.is_code(list, e.code), false)), true) FROM jsonb_array_elements_text(value) AS e(code));
END
$body$
  $f$, service);
  EXECUTE format('GRANT EXECUTE ON FUNCTION %1$I.is_code(text, text), %1$I.are_codes(text, jsonb) TO PUBLIC', service);
END
$$;

-- Row security for a table, forced for its owner too. Until a policy lets somebody in, nobody sees a row.
CREATE FUNCTION kit.protect(of_table regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', of_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', of_table);
END
$$;

-- Its rows lie in a register, a district of it, and belong to an institution: that decides who sees them and what belongs to them. To be
-- asked after its indexes are made: why this one comes last, db/deploy/incidents.sql says at incident_scope.
CREATE FUNCTION kit.add_place(of_table regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name constant text := (SELECT relname FROM pg_class WHERE oid = of_table);
BEGIN
  EXECUTE format('ALTER TABLE %s ADD register text COLLATE "C" NOT NULL, ADD district text COLLATE "C" NOT NULL, '
                 'ADD institution text COLLATE "C" NOT NULL', of_table);
  EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (register, district) REFERENCES incident.place (register, code)',
                 of_table, name || '_district');
  EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I UNIQUE (uid, register, district, institution)', of_table, name || '_scope');
  PERFORM kit.protect(of_table);
END
$$;

-- Rows of `child` lie where that row of `parent` lies whose uid they name, and follow it.
CREATE FUNCTION kit.add_place_of(parent regclass, child regclass, parent_uid text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name constant text := (SELECT relname FROM pg_class WHERE oid = child);
BEGIN
  EXECUTE format('ALTER TABLE %s ADD register text COLLATE "C" NOT NULL, ADD district text COLLATE "C" NOT NULL, '
                 'ADD institution text COLLATE "C" NOT NULL', child);
  EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (%I, register, district, institution) '
                 'REFERENCES %s (uid, register, district, institution) ON UPDATE CASCADE',
                 child, name || '_' || (SELECT relname FROM pg_class WHERE oid = parent), parent_uid, parent);
  -- The change of a parent looks for its children.
  IF NOT EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = child AND a.attnum = i.indkey[0]
                 WHERE i.indrelid = child AND a.attname = parent_uid) THEN
    EXECUTE format('CREATE INDEX %I ON %s (%I)', name || '_' || parent_uid, child, parent_uid);
  END IF;
  PERFORM kit.protect(child);
END
$$;

-- Keyed hashes of what is sealed, to find rows of that table by: <schema>.token, one of a schema.
CREATE FUNCTION kit.add_tokens(subject regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  schema constant text := (SELECT relnamespace::regnamespace FROM pg_class WHERE oid = subject);
  subject_uid constant text := (SELECT relname || '_uid' FROM pg_class WHERE oid = subject);
BEGIN
  EXECUTE format($f$
    CREATE TABLE %s.token (
      kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{0,39}$'),
      token bytea NOT NULL CHECK (length(token) BETWEEN 8 AND 64),
      %I uuid NOT NULL,
      PRIMARY KEY (kind, token, %2$I)
    )
  $f$, schema, subject_uid);
  PERFORM kit.add_place_of(subject, format('%s.token', schema)::regclass, subject_uid);
END
$$;

-- The keeper sees these columns of all rows, or changes them, adds or removes rows: what the functions it owns need and no more.
CREATE FUNCTION kit.keeper_may(verb text, of_table regclass, VARIADIC columns text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  keeper constant text := (SELECT quote_ident(relnamespace::regnamespace || '_keeper') FROM pg_class WHERE oid = of_table);
  policy constant text := 'keeper_' || lower(verb);
BEGIN
  IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = of_table AND polname = policy) THEN
    EXECUTE format('CREATE POLICY %I ON %s FOR %s TO %s %s (true)', policy, of_table, verb, keeper,
                   CASE verb WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END);
  END IF;
  EXECUTE format('GRANT %s %s ON %s TO %s', verb,
                 (SELECT '(' || string_agg(quote_ident(c), ', ') || ')' FROM unnest(columns) AS c), of_table, keeper);
END
$$;
CREATE FUNCTION kit.keeper_may(verb text, of_table regclass) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$ SELECT kit.keeper_may(verb, of_table, VARIADIC '{}') $$;

-- From now on these functions are the keeper's, each of its own schema, and see what the keeper sees.
CREATE FUNCTION kit.give_to_keeper(VARIADIC functions regprocedure[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given record;
BEGIN
  FOR given IN
    SELECT p.oid::regprocedure AS function, p.pronamespace::regnamespace AS schema, quote_ident(p.pronamespace::regnamespace || '_keeper') AS keeper
    FROM unnest(functions) AS f JOIN pg_proc p ON p.oid = f
  LOOP
    EXECUTE format('GRANT CREATE ON SCHEMA %s TO %s', given.schema, given.keeper);
    EXECUTE format('ALTER FUNCTION %s OWNER TO %s', given.function, given.keeper);
    EXECUTE format('REVOKE CREATE ON SCHEMA %s FROM %s', given.schema, given.keeper);
  END LOOP;
END
$$;

COMMIT;
