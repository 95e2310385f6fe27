-- Revert dayaq:known_dates from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP INDEX incident.casualty_history_incident_uid;
DROP INDEX incident.incident_history_by_day;
-- As incidents and reports left them.
CREATE OR REPLACE FUNCTION incident.filed_report() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.staff_uid := access.context_staff();
  NEW.create_time := coalesce(NEW.create_time, now());
  RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION incident.first_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := 1;
  NEW.create_time := coalesce(NEW.create_time, now());
  NEW.update_time := NEW.create_time;
  RETURN NEW;
END
$$;
DROP FUNCTION incident.check_known_time(timestamptz);
COMMIT;
