-- Deploy dayaq:versions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Each former version of an incident or casualty, as it stood until recorded_until, with who replaced it and why.
CREATE TABLE incident.incident_history (
  LIKE incident.incident,
  history_uid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_until timestamptz NOT NULL,
  staff_uid uuid,
  reason text NOT NULL,
  -- Where the incident lies now, and so who sees its past; `district` is what this version said.
  scope_district text COLLATE "C" NOT NULL,
  CONSTRAINT incident_history_scope FOREIGN KEY (uid, register, scope_district, institution)
    REFERENCES incident.incident (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX incident_history_uid ON incident.incident_history (uid, history_uid DESC);

CREATE TABLE incident.casualty_history (
  LIKE incident.casualty,
  history_uid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_until timestamptz NOT NULL,
  staff_uid uuid,
  reason text NOT NULL,
  CONSTRAINT casualty_history_scope FOREIGN KEY (uid, register, district, institution)
    REFERENCES incident.casualty (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX casualty_history_uid ON incident.casualty_history (uid, history_uid DESC);

INSERT INTO access.column_class (table_name, column_name, class)
SELECT c.table_name || '_history', c.column_name, c.class FROM access.column_class c
WHERE c.table_name IN ('incident.incident', 'incident.casualty');
SELECT access.classify('incident.incident_history', 'OPERATIONAL', 'history_uid', 'recorded_until', 'scope_district');
SELECT access.classify('incident.incident_history', 'AUDIT', 'staff_uid', 'reason');
SELECT access.classify('incident.casualty_history', 'OPERATIONAL', 'history_uid', 'recorded_until');
SELECT access.classify('incident.casualty_history', 'AUDIT', 'staff_uid', 'reason');

-- A change that changes something makes a new version; one that does not leaves the row as it is.
CREATE FUNCTION incident.next_incident_version() RETURNS trigger
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

-- The same for a casualty. Where its incident lies is no fact about it: that alone makes no version. Amputations are only ever added
-- (a revision adds an entry): DY010.
CREATE FUNCTION incident.next_casualty_version() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before incident.casualty := OLD;
BEGIN
  IF OLD.amputations IS DISTINCT FROM NEW.amputations AND OLD.amputations IS DISTINCT FROM
     (SELECT jsonb_agg(a.entry ORDER BY a.place) FROM jsonb_array_elements(NEW.amputations) WITH ORDINALITY AS a(entry, place)
      WHERE a.place <= jsonb_array_length(OLD.amputations)) THEN
    RAISE EXCEPTION 'amputations can only be added' USING ERRCODE = 'DY010';
  END IF;
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

CREATE FUNCTION incident.keep_incident_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO incident.incident_history (
    uid, number, etag, state, register, occurred_on, occurred_at, time_band, district, settlement, point, area_type, accident_class,
    device_category, device_detail, how_activated, moved_before, hazard_area, marked, former_contact_line, animals_lost, property_loss,
    fact_sources, first_report_uid, institution, killed, injured, outcome_unknown, decisions, merged_into_uid, create_time, update_time,
    original_words, recorded_until, staff_uid, reason, scope_district)
  VALUES (
    OLD.uid, OLD.number, OLD.etag, OLD.state, OLD.register, OLD.occurred_on, OLD.occurred_at, OLD.time_band, OLD.district, OLD.settlement,
    OLD.point, OLD.area_type, OLD.accident_class, OLD.device_category, OLD.device_detail, OLD.how_activated, OLD.moved_before,
    OLD.hazard_area, OLD.marked, OLD.former_contact_line, OLD.animals_lost, OLD.property_loss, OLD.fact_sources, OLD.first_report_uid,
    OLD.institution, OLD.killed, OLD.injured, OLD.outcome_unknown, OLD.decisions, OLD.merged_into_uid, OLD.create_time, OLD.update_time,
    OLD.original_words, now(), access.context_staff(), coalesce(current_setting('dayaq.reason', true), ''), NEW.district);
  RETURN NULL;
END
$$;

CREATE FUNCTION incident.keep_casualty_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO incident.casualty_history (
    uid, incident_uid, etag, identity, sex, age, civil_status, activity, occupation, nationality, outcome, died_on,
    risk_education_before, knew_of_danger, distance_metres, injuries, amputations, diagnoses, care_steps, clinical_note, fact_sources,
    first_report_uid, same_as_uid, original_words, create_time, update_time, register, district, institution,
    recorded_until, staff_uid, reason)
  VALUES (
    OLD.uid, OLD.incident_uid, OLD.etag, OLD.identity, OLD.sex, OLD.age, OLD.civil_status, OLD.activity, OLD.occupation, OLD.nationality,
    OLD.outcome, OLD.died_on, OLD.risk_education_before, OLD.knew_of_danger, OLD.distance_metres, OLD.injuries, OLD.amputations,
    OLD.diagnoses, OLD.care_steps, OLD.clinical_note, OLD.fact_sources, OLD.first_report_uid, OLD.same_as_uid, OLD.original_words,
    OLD.create_time, OLD.update_time, NEW.register, NEW.district, NEW.institution,
    now(), access.context_staff(), coalesce(current_setting('dayaq.reason', true), ''));
  RETURN NULL;
END
$$;

CREATE TRIGGER next_version BEFORE UPDATE ON incident.incident FOR EACH ROW EXECUTE FUNCTION incident.next_incident_version();
CREATE TRIGGER next_version BEFORE UPDATE ON incident.casualty FOR EACH ROW EXECUTE FUNCTION incident.next_casualty_version();
CREATE TRIGGER keep_version AFTER UPDATE ON incident.incident FOR EACH ROW WHEN (OLD.etag <> NEW.etag)
  EXECUTE FUNCTION incident.keep_incident_version();
CREATE TRIGGER keep_version AFTER UPDATE ON incident.casualty FOR EACH ROW WHEN (OLD.etag <> NEW.etag)
  EXECUTE FUNCTION incident.keep_casualty_version();

-- Nobody who changes a row may write its history: the keeper does.
GRANT CREATE ON SCHEMA incident TO incident_keeper;
ALTER FUNCTION incident.keep_incident_version() OWNER TO incident_keeper;
ALTER FUNCTION incident.keep_casualty_version() OWNER TO incident_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;

COMMIT;
