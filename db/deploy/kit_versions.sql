-- Deploy dayaq:kit_versions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Version and times of a new row are ours, whatever an insert says.
CREATE FUNCTION kit.first_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := 1;
  NEW.create_time := now();
  NEW.update_time := NEW.create_time;
  RETURN NEW;
END
$$;

-- A change that changes something makes a new version; one that does not leaves the row as it is.
CREATE FUNCTION kit.next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := OLD.etag;
  NEW.update_time := OLD.update_time;
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.etag := OLD.etag + 1;
    NEW.update_time := now();
  END IF;
  RETURN NEW;
END
$$;

-- The same of rows that follow something else: where they lie is no fact about them, and that alone makes no version.
CREATE FUNCTION kit.next_version_wherever() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before record := OLD;
BEGIN
  NEW.etag := OLD.etag;
  NEW.update_time := OLD.update_time;
  before.register := NEW.register;
  before.district := NEW.district;
  before.institution := NEW.institution;
  IF NEW IS DISTINCT FROM before THEN
    NEW.etag := OLD.etag + 1;
    NEW.update_time := now();
  END IF;
  RETURN NEW;
END
$$;

-- Gives a table with etag, create_time and update_time its triggers. A column that is generated needs a trigger of its own: it is empty
-- while those before the change run, and looks changed (payment.next_version).
CREATE FUNCTION kit.count_versions(of_table regclass, place_counts boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = of_table AND attgenerated <> '') THEN
    RAISE EXCEPTION '% has a generated column, which looks changed by every change', of_table USING ERRCODE = '0A000';
  END IF;
  EXECUTE format('CREATE OR REPLACE TRIGGER first_version BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION kit.first_version()', of_table);
  EXECUTE format('CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION kit.%I()', of_table,
                 CASE WHEN place_counts THEN 'next_version' ELSE 'next_version_wherever' END);
END
$$;

-- A table beside it, <table>_history, for each former version as it stood until recorded_until, with who replaced it and why. It lies where the
-- row lies now, and so who sees the row sees its past.
CREATE FUNCTION kit.add_history(of_table regclass) RETURNS regclass
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  schema constant text := (SELECT relnamespace::regnamespace FROM pg_class WHERE oid = of_table);
  name constant text := (SELECT relname || '_history' FROM pg_class WHERE oid = of_table);
  history constant text := format('%s.%I', schema, name);
BEGIN
  EXECUTE format($f$
    CREATE TABLE %1$s (
      LIKE %2$s,
      history_uid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      recorded_until timestamptz NOT NULL,
      staff_uid uuid,
      reason text NOT NULL,
      CONSTRAINT %3$I FOREIGN KEY (uid, register, district, institution)
        REFERENCES %2$s (uid, register, district, institution) ON UPDATE CASCADE
    )
  $f$, history, of_table, name || '_scope');
  EXECUTE format('CREATE INDEX %I ON %s (uid, history_uid DESC)', name || '_uid', history);
  PERFORM kit.protect(history::regclass);
  RETURN history::regclass;
END
$$;

-- Every former version of a row is kept, by its keeper: nobody who changes a row writes its history. After a column was added to the table,
-- to be asked again: the history gets it too. `scope_district`, where a history has it, is where the row lies now, and `district` what that
-- version said.
CREATE FUNCTION kit.keep_history(of_table regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  schema constant text := (SELECT relnamespace::regnamespace FROM pg_class WHERE oid = of_table);
  name constant text := (SELECT relname FROM pg_class WHERE oid = of_table);
  history constant regclass := coalesce(to_regclass(format('%s.%I', schema, name || '_history')), kit.add_history(of_table));
  function constant text := format('%s.%I()', schema, 'keep_' || name || '_version');
  keeper constant text := schema || '_keeper';
  apart constant boolean := EXISTS (SELECT FROM pg_attribute WHERE attrelid = history AND attname = 'scope_district');
  added record;
  columns text;
  former text;
  definition text;
BEGIN
  FOR added IN
    SELECT format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END) AS definition
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = of_table AND a.attnum > 0 AND NOT a.attisdropped
      AND NOT EXISTS (SELECT FROM pg_attribute h WHERE h.attrelid = history AND h.attname = a.attname AND NOT h.attisdropped)
    ORDER BY a.attnum
  LOOP
    EXECUTE format('ALTER TABLE %s ADD %s', history, added.definition);
  END LOOP;
  SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
         string_agg(CASE WHEN a.attname IN ('register', 'institution') OR a.attname = 'district' AND NOT apart THEN 'NEW.' ELSE 'OLD.' END
                    || quote_ident(a.attname), ', ' ORDER BY a.attnum)
  INTO columns, former
  FROM pg_attribute a WHERE a.attrelid = of_table AND a.attnum > 0 AND NOT a.attisdropped;
  definition := format($f$
CREATE OR REPLACE FUNCTION %s RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  INSERT INTO %s (%s, recorded_until, staff_uid, reason%s)
  VALUES (%s, now(), access.context_staff(), coalesce(current_setting('dayaq.reason', true), '')%s);
  RETURN NULL;
END
$body$
  $f$, function, history, columns, CASE WHEN apart THEN ', scope_district' ELSE '' END,
       former, CASE WHEN apart THEN ', NEW.district' ELSE '' END);
  IF to_regprocedure(function) IS NULL THEN
    EXECUTE definition;
    EXECUTE format('CREATE OR REPLACE TRIGGER keep_version AFTER UPDATE ON %s FOR EACH ROW WHEN (OLD.etag <> NEW.etag) EXECUTE FUNCTION %s',
                   of_table, function);
    PERFORM kit.give_to_keeper(function::regprocedure);
  ELSE
    -- Its owner alone replaces it.
    EXECUTE format('GRANT CREATE ON SCHEMA %s TO %s', schema, keeper);
    PERFORM set_config('role', keeper, true);
    EXECUTE definition;
    PERFORM set_config('role', 'dayaq_owner', true);
    EXECUTE format('REVOKE CREATE ON SCHEMA %s FROM %s', schema, keeper);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = history AND polcmd = 'a' AND to_regrole(keeper) = ANY (polroles)) THEN
    PERFORM kit.keeper_may('INSERT', history);
  END IF;
END
$$;

-- Both: versions are counted and kept.
CREATE FUNCTION kit.keep_versions(of_table regclass, place_counts boolean DEFAULT false) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT kit.count_versions(of_table, place_counts);
  SELECT kit.keep_history(of_table);
$$;

COMMIT;
