-- Deploy dayaq:disability_decisions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A day that is known whole. NULL passes. Bound to the other function here: who decides need not see into the incident schema.
CREATE FUNCTION survivor.is_day(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN length(value) = 10 AND incident.is_partial_date(value);
GRANT EXECUTE ON FUNCTION survivor.is_day(text) TO PUBLIC;

-- The days on which a decision is in force; NULL when there are none. A cast of text to a date would depend on the session.
CREATE FUNCTION survivor.days(first text, last text) RETURNS daterange
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN first IS NOT NULL THEN daterange(
    make_date(left(first, 4)::integer, substr(first, 6, 2)::integer, right(first, 2)::integer),
    make_date(left(last, 4)::integer, substr(last, 6, 2)::integer, right(last, 2)::integer), '[]') END;
END
$$;
GRANT EXECUTE ON FUNCTION survivor.days(text, text) TO PUBLIC;

-- Rows of dayaq.survivor.v1.DisabilityDecision. `institution` is the one that decided; `survivor_institution` the one the record belongs to.
CREATE TABLE survivor.disability_decision (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL,
  percent integer NOT NULL,
  stated_percent integer NOT NULL CHECK (stated_percent BETWEEN 1 AND 100),
  band text COLLATE "C" NOT NULL CHECK (survivor.is_code('DisabilityBand', band)),
  cause text COLLATE "C" NOT NULL CHECK (survivor.is_code('DisabilityCause', cause)),
  decided_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(decided_on)),
  valid_from text COLLATE "C" NOT NULL CHECK (survivor.is_day(valid_from)),
  valid_until text COLLATE "C" CHECK (survivor.is_day(valid_until)),
  act_number text NOT NULL,
  replaces_uid uuid REFERENCES survivor.disability_decision CHECK (replaces_uid <> uid),
  -- Said before the decision it names is there.
  replaced_by_uid uuid REFERENCES survivor.disability_decision DEFERRABLE INITIALLY DEFERRED CHECK (replaced_by_uid <> uid),
  in_force_from text COLLATE "C" CHECK (survivor.is_day(in_force_from)),
  in_force_until text COLLATE "C" CHECK (survivor.is_day(in_force_until)),
  institution text COLLATE "C" NOT NULL,
  staff_uid uuid,
  create_time timestamptz NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  survivor_institution text COLLATE "C" NOT NULL,
  CONSTRAINT decision_percent CHECK (percent = (stated_percent + 4) / 5 * 5),
  CONSTRAINT decision_band CHECK (band = CASE
    WHEN percent <= 30 THEN 'DISABILITY_BAND_NONE' WHEN percent <= 60 THEN 'DISABILITY_BAND_31_60'
    WHEN percent <= 80 THEN 'DISABILITY_BAND_61_80' ELSE 'DISABILITY_BAND_81_100' END),
  CONSTRAINT decision_term CHECK (valid_until >= valid_from),
  -- In force over its term; less of it, from the front to the end or not at all, only once it is replaced.
  CONSTRAINT decision_in_force CHECK (
    in_force_from IS NOT DISTINCT FROM valid_from
    AND (in_force_until IS NOT DISTINCT FROM valid_until
         OR (replaced_by_uid IS NOT NULL AND in_force_until IS NOT NULL AND in_force_until >= in_force_from
             AND (valid_until IS NULL OR in_force_until <= valid_until)))
    OR (replaced_by_uid IS NOT NULL AND in_force_from IS NULL AND in_force_until IS NULL)),
  -- Never two decisions of one person on one day. At the end of the statement, so that one statement may replace one by another.
  CONSTRAINT decisions_overlap EXCLUDE USING gist (
    survivor_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), survivor.days(in_force_from, in_force_until) WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE,
  CONSTRAINT decision_survivor FOREIGN KEY (survivor_uid, register, district, survivor_institution)
    REFERENCES survivor.survivor (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX decision_survivor_uid ON survivor.disability_decision (survivor_uid);
CREATE INDEX decision_replaces ON survivor.disability_decision (replaces_uid) WHERE replaces_uid IS NOT NULL;
CREATE INDEX decision_replaced_by ON survivor.disability_decision (replaced_by_uid) WHERE replaced_by_uid IS NOT NULL;

SELECT access.classify('survivor.disability_decision', 'OPERATIONAL', 'uid', 'survivor_uid', 'register', 'district', 'survivor_institution');
SELECT access.classify('survivor.disability_decision', 'DISABILITY', 'percent', 'stated_percent', 'band', 'cause', 'decided_on', 'valid_from',
  'valid_until', 'act_number', 'replaces_uid', 'replaced_by_uid', 'in_force_from', 'in_force_until', 'institution', 'create_time');
SELECT access.classify('survivor.disability_decision', 'AUDIT', 'staff_uid');

-- Who recorded it is whoever the context says.
CREATE FUNCTION survivor.decided() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.staff_uid := access.context_staff();
  NEW.create_time := coalesce(NEW.create_time, now());
  RETURN NEW;
END
$$;

-- A decision is never edited: a later one may replace it, once, and it goes where its record goes. DY012 for anything else.
CREATE FUNCTION survivor.keep_decision() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.disability_decision := OLD;
BEGIN
  before.register := NEW.register;
  before.district := NEW.district;
  before.survivor_institution := NEW.survivor_institution;
  IF OLD.replaced_by_uid IS NULL AND NEW.replaced_by_uid IS NOT NULL THEN
    before.replaced_by_uid := NEW.replaced_by_uid;
    before.in_force_from := NEW.in_force_from;
    before.in_force_until := NEW.in_force_until;
  END IF;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'a decision is replaced, never edited' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER decided BEFORE INSERT ON survivor.disability_decision FOR EACH ROW EXECUTE FUNCTION survivor.decided();
CREATE TRIGGER keep_decision BEFORE UPDATE ON survivor.disability_decision FOR EACH ROW EXECUTE FUNCTION survivor.keep_decision();

COMMIT;
