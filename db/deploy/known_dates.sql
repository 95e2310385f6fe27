-- Deploy dayaq:known_dates to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- When something became known is what its create_time says, and the clock says that: DY011 for another time, but for the loader of legacy
-- records, who tells when a register of old came to know. Services name their own clock's time, hence the hour.
CREATE FUNCTION incident.check_known_time(create_time timestamptz) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF create_time > now() + interval '1 hour' OR (create_time < now() - interval '1 hour' AND current_user <> 'incident_legacy_loader') THEN
    RAISE EXCEPTION 'not the time at which this became known' USING ERRCODE = 'DY011';
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION incident.check_known_time(timestamptz) TO PUBLIC;

-- Version and times are ours, whatever an insert says.
CREATE OR REPLACE FUNCTION incident.first_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := 1;
  NEW.create_time := coalesce(NEW.create_time, now());
  NEW.update_time := NEW.create_time;
  -- Asked here already: a call costs ten times as much, and this runs for every row.
  IF NEW.create_time NOT BETWEEN now() - interval '1 hour' AND now() + interval '1 hour' THEN
    PERFORM incident.check_known_time(NEW.create_time);
  END IF;
  RETURN NEW;
END
$$;

-- Who filed a report is whoever the context says.
CREATE OR REPLACE FUNCTION incident.filed_report() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.staff_uid := access.context_staff();
  NEW.create_time := coalesce(NEW.create_time, now());
  IF NEW.create_time NOT BETWEEN now() - interval '1 hour' AND now() + interval '1 hour' THEN
    PERFORM incident.check_known_time(NEW.create_time);
  END IF;
  RETURN NEW;
END
$$;

-- What was known at a time stands in the rows that have not changed since and, for the others, in their history: update_time to
-- recorded_until. These two are what totals of a past day look through.
CREATE INDEX incident_history_by_day ON incident.incident_history (register, occurred_on);
CREATE INDEX casualty_history_incident_uid ON incident.casualty_history (incident_uid);

COMMIT;
