-- Revert dayaq:kit_adopted from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION access.next_version() RETURNS trigger
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
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON access.institution FOR EACH ROW EXECUTE FUNCTION access.next_version();
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON access.staff FOR EACH ROW EXECUTE FUNCTION access.next_version();
CREATE OR REPLACE TRIGGER version_next BEFORE UPDATE ON access.role_assignment FOR EACH ROW EXECUTE FUNCTION access.next_version();
CREATE OR REPLACE TRIGGER version_next BEFORE UPDATE ON access.break_glass FOR EACH ROW EXECUTE FUNCTION access.next_version();

CREATE FUNCTION survivor.first_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := 1;
  NEW.create_time := now();
  NEW.update_time := NEW.create_time;
  RETURN NEW;
END
$$;
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
CREATE OR REPLACE TRIGGER first_version BEFORE INSERT ON survivor.survivor FOR EACH ROW EXECUTE FUNCTION survivor.first_version();
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON survivor.survivor FOR EACH ROW EXECUTE FUNCTION survivor.next_version();
CREATE OR REPLACE TRIGGER keep_version AFTER UPDATE ON survivor.survivor FOR EACH ROW WHEN (OLD.etag <> NEW.etag)
  EXECUTE FUNCTION survivor.keep_version();
SELECT kit.give_to_keeper('survivor.keep_version()');
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_survivor_version();
SET LOCAL ROLE dayaq_owner;

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
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON incident.incident FOR EACH ROW EXECUTE FUNCTION incident.next_incident_version();
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON incident.casualty FOR EACH ROW EXECUTE FUNCTION incident.next_casualty_version();
DROP TRIGGER amputations ON incident.casualty;
DROP FUNCTION incident.only_add_amputations();

GRANT CREATE ON SCHEMA incident TO incident_keeper;
SET LOCAL ROLE incident_keeper;
CREATE OR REPLACE FUNCTION incident.keep_incident_version() RETURNS trigger
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
CREATE OR REPLACE FUNCTION incident.keep_casualty_version() RETURNS trigger
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
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;

COMMIT;
