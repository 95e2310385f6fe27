-- Deploy dayaq:kit_adopted to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What the first schemas wrote by hand and the kit has. payment keeps its own: entitlements have a generated column, and an assessment says
-- when it was made.

-- Amputations are only ever added (a revision adds an entry): DY010.
CREATE FUNCTION incident.only_add_amputations() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.amputations IS DISTINCT FROM
     (SELECT jsonb_agg(a.entry ORDER BY a.place) FROM jsonb_array_elements(NEW.amputations) WITH ORDINALITY AS a(entry, place)
      WHERE a.place <= jsonb_array_length(OLD.amputations)) THEN
    RAISE EXCEPTION 'amputations can only be added' USING ERRCODE = 'DY010';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER amputations BEFORE UPDATE ON incident.casualty FOR EACH ROW WHEN (OLD.amputations IS DISTINCT FROM NEW.amputations)
  EXECUTE FUNCTION incident.only_add_amputations();

-- Their first version may be told as known earlier (incident.check_known_time), so that trigger stays.
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON incident.incident FOR EACH ROW EXECUTE FUNCTION kit.next_version();
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON incident.casualty FOR EACH ROW EXECUTE FUNCTION kit.next_version_wherever();
SELECT kit.keep_history('incident.incident');
SELECT kit.keep_history('incident.casualty');
DROP FUNCTION incident.next_incident_version();
DROP FUNCTION incident.next_casualty_version();

SELECT kit.keep_versions('survivor.survivor');
DROP FUNCTION survivor.first_version();
DROP FUNCTION survivor.next_version();
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_version();
SET LOCAL ROLE dayaq_owner;

CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON access.institution FOR EACH ROW EXECUTE FUNCTION kit.next_version();
CREATE OR REPLACE TRIGGER next_version BEFORE UPDATE ON access.staff FOR EACH ROW EXECUTE FUNCTION kit.next_version();
CREATE OR REPLACE TRIGGER version_next BEFORE UPDATE ON access.role_assignment FOR EACH ROW EXECUTE FUNCTION kit.next_version();
CREATE OR REPLACE TRIGGER version_next BEFORE UPDATE ON access.break_glass FOR EACH ROW EXECUTE FUNCTION kit.next_version();
DROP FUNCTION access.next_version();

COMMIT;
