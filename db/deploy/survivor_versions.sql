-- Deploy dayaq:survivor_versions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Each former version of a record, as it stood until recorded_until, with who replaced it and why.
CREATE TABLE survivor.survivor_history (
  LIKE survivor.survivor,
  history_uid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_until timestamptz NOT NULL,
  staff_uid uuid,
  reason text NOT NULL,
  -- Where the record lies now, and so who sees its past; `district` is what this version said.
  scope_district text COLLATE "C" NOT NULL,
  CONSTRAINT survivor_history_scope FOREIGN KEY (uid, register, scope_district, institution)
    REFERENCES survivor.survivor (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX survivor_history_uid ON survivor.survivor_history (uid, history_uid DESC);

INSERT INTO access.column_class (table_name, column_name, class)
SELECT c.table_name || '_history', c.column_name, c.class FROM access.column_class c WHERE c.table_name = 'survivor.survivor';
SELECT access.classify('survivor.survivor_history', 'OPERATIONAL', 'history_uid', 'recorded_until', 'scope_district');
SELECT access.classify('survivor.survivor_history', 'AUDIT', 'staff_uid', 'reason');

-- Version and times are ours, whatever an insert says.
CREATE FUNCTION survivor.first_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := 1;
  NEW.create_time := now();
  NEW.update_time := NEW.create_time;
  RETURN NEW;
END
$$;

-- A change that changes something makes a new version. Where the record lies is no fact about the person: that alone makes none.
CREATE FUNCTION survivor.next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.survivor := OLD;
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

CREATE FUNCTION survivor.keep_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO survivor.survivor_history (
    uid, number, etag, register, district, institution, state, identity, sex, contacts, home_district, identity_confirmed_time,
    identity_document, died_on, death_cause, death_document, death_recorded_time, doubts, last_decision_uid, create_time, update_time,
    recorded_until, staff_uid, reason, scope_district)
  VALUES (
    OLD.uid, OLD.number, OLD.etag, NEW.register, OLD.district, NEW.institution, OLD.state, OLD.identity, OLD.sex, OLD.contacts,
    OLD.home_district, OLD.identity_confirmed_time, OLD.identity_document, OLD.died_on, OLD.death_cause, OLD.death_document,
    OLD.death_recorded_time, OLD.doubts, OLD.last_decision_uid, OLD.create_time, OLD.update_time,
    now(), access.context_staff(), coalesce(current_setting('dayaq.reason', true), ''), NEW.district);
  RETURN NULL;
END
$$;

CREATE TRIGGER first_version BEFORE INSERT ON survivor.survivor FOR EACH ROW EXECUTE FUNCTION survivor.first_version();
CREATE TRIGGER next_version BEFORE UPDATE ON survivor.survivor FOR EACH ROW EXECUTE FUNCTION survivor.next_version();
CREATE TRIGGER keep_version AFTER UPDATE ON survivor.survivor FOR EACH ROW WHEN (OLD.etag <> NEW.etag)
  EXECUTE FUNCTION survivor.keep_version();

-- A record moves to the staff of the district its person lives in, out of sight of whoever moves it; no policy lets a row leave, so the
-- keeper does it: only for a caseworker, only with a record in that caseworker's reach, only to the home that is recorded.
CREATE FUNCTION survivor.move_to_district(survivor_uid uuid, district text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE survivor.survivor s SET district = move_to_district.district
  WHERE s.uid = survivor_uid AND s.home_district = move_to_district.district
    AND access.context_role() = 'survivor_caseworker' AND s.register = ANY (access.context_registers())
    AND (access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution());
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not a record to move there' USING ERRCODE = '42501';
  END IF;
END
$$;

-- Whether a record of the register other than that one bears the national id of the token, wherever it lies: two records of one person
-- are found also when one caller cannot see both. Says no more than that.
CREATE FUNCTION survivor.other_bears(register text, token bytea, survivor_uid uuid) RETURNS boolean
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

GRANT EXECUTE ON FUNCTION survivor.move_to_district(uuid, text) TO survivor_caseworker;
GRANT EXECUTE ON FUNCTION survivor.other_bears(text, bytea, uuid) TO survivor_caseworker, survivor_background;

-- Nobody who changes a row may write its history: the keeper does.
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
ALTER FUNCTION survivor.keep_version() OWNER TO survivor_keeper;
ALTER FUNCTION survivor.move_to_district(uuid, text) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.other_bears(text, bytea, uuid) OWNER TO survivor_keeper;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;

COMMIT;
