-- Deploy dayaq:survivors to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

CREATE SCHEMA survivor;
COMMENT ON SCHEMA survivor IS 'The lifelong records of people hurt or killed, and what was decided about them';
CREATE SCHEMA exclusion;
CREATE EXTENSION btree_gist SCHEMA exclusion;
COMMENT ON SCHEMA exclusion IS 'btree_gist, for constraints that let only one of several things hold at a time';

-- The code lists of proto/dayaq/survivor/v1, as incident.is_code has those of the incident service.
CREATE FUNCTION survivor.is_code(list text, value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN value = ANY (CASE list
    WHEN 'SurvivorState' THEN ARRAY[
      'SURVIVOR_STATE_LIVING', 'SURVIVOR_STATE_DECEASED']
    WHEN 'DeathCause' THEN ARRAY[
      'DEATH_CAUSE_WOUNDS', 'DEATH_CAUSE_OTHER', 'DEATH_CAUSE_UNKNOWN']
    WHEN 'SurvivorDoubt' THEN ARRAY[
      'SURVIVOR_DOUBT_SAME_NATIONAL_ID', 'SURVIVOR_DOUBT_DEATH_BEFORE_BIRTH', 'SURVIVOR_DOUBT_OTHER_DEATH',
      'SURVIVOR_DOUBT_OTHER_IDENTITY']
    WHEN 'DisabilityBand' THEN ARRAY[
      'DISABILITY_BAND_NONE', 'DISABILITY_BAND_31_60', 'DISABILITY_BAND_61_80', 'DISABILITY_BAND_81_100']
    WHEN 'DisabilityCause' THEN ARRAY[
      'DISABILITY_CAUSE_GENERAL_ILLNESS', 'DISABILITY_CAUSE_INDUSTRIAL_INJURY', 'DISABILITY_CAUSE_OCCUPATIONAL_DISEASE',
      'DISABILITY_CAUSE_CHERNOBYL_CLEANUP', 'DISABILITY_CAUSE_MILITARY_SERVICE_PERIOD',
      'DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS', 'DISABILITY_CAUSE_TERROR',
      'DISABILITY_CAUSE_DEFENCE_OF_TERRITORIAL_INTEGRITY', 'DISABILITY_CAUSE_JANUARY_20', 'DISABILITY_CAUSE_MILITARY_DUTIES',
      'DISABILITY_CAUSE_CHERNOBYL_MILITARY_DUTIES']
    END);
END
$$;
GRANT EXECUTE ON FUNCTION survivor.is_code(text, text) TO PUBLIC;

-- A list of codes of one list. NULL passes.
CREATE FUNCTION survivor.are_codes(list text, value jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN jsonb_typeof(value) = 'array'
     AND (SELECT coalesce(bool_and(coalesce(survivor.is_code(list, e.code), false)), true) FROM jsonb_array_elements_text(value) AS e(code));
END
$$;
GRANT EXECUTE ON FUNCTION survivor.are_codes(text, jsonb) TO PUBLIC;

-- Another leading digit than incidents have, so that nobody takes one number for the other.
CREATE SEQUENCE survivor.number_sequence MINVALUE 7000000 MAXVALUE 99999999999999999;

-- The next free number; gaps are normal.
CREATE FUNCTION survivor.next_number() RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN incident.with_check_digit(nextval('survivor.number_sequence'));
END
$$;

-- Rows of dayaq.survivor.v1.Survivor; identity and contacts are sealed under the person's key. `district` is where the record lies and so
-- who looks after it: where the person lives, or was hurt as long as that is not known.
CREATE TABLE survivor.survivor (
  uid uuid PRIMARY KEY,
  number text COLLATE "C" NOT NULL CONSTRAINT survivor_number_taken UNIQUE CHECK (number ~ '^[0-9]{5,18}$'),
  etag bigint NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('SurvivorState', state)),
  identity bytea,
  sex text COLLATE "C" CHECK (incident.is_code('Sex', sex)),
  contacts bytea,
  home_district text COLLATE "C",
  identity_confirmed_time timestamptz,
  identity_document text,
  died_on text COLLATE "C" CHECK (incident.is_partial_date(died_on)),
  death_cause text COLLATE "C" CHECK (survivor.is_code('DeathCause', death_cause)),
  death_document text,
  death_recorded_time timestamptz,
  doubts jsonb CHECK (survivor.are_codes('SurvivorDoubt', doubts)),
  last_decision_uid uuid,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT survivor_district FOREIGN KEY (register, district) REFERENCES incident.place (register, code),
  CONSTRAINT survivor_home FOREIGN KEY (register, home_district) REFERENCES incident.place (register, code),
  CONSTRAINT survivor_confirmed CHECK ((identity_confirmed_time IS NULL) = (identity_document IS NULL)
    AND (identity_confirmed_time IS NULL OR identity IS NOT NULL)),
  CONSTRAINT survivor_death CHECK ((state = 'SURVIVOR_STATE_DECEASED') = (death_recorded_time IS NOT NULL)
    AND (state = 'SURVIVOR_STATE_DECEASED' OR (died_on IS NULL AND death_cause IS NULL AND death_document IS NULL)))
);
CREATE INDEX survivor_by_register ON survivor.survivor (register, uid DESC);
CREATE INDEX survivor_by_district ON survivor.survivor (register, district, uid DESC);
CREATE INDEX survivor_by_institution ON survivor.survivor (institution, uid);
CREATE INDEX survivor_in_doubt ON survivor.survivor (register, uid DESC) WHERE doubts IS NOT NULL;
-- Last, for the reason given at incident_scope.
ALTER TABLE survivor.survivor ADD CONSTRAINT survivor_scope UNIQUE (uid, register, district, institution);

SELECT access.classify('survivor.survivor', 'OPERATIONAL', 'uid', 'number', 'etag', 'register', 'district', 'institution', 'state', 'sex',
  'home_district', 'identity_confirmed_time', 'died_on', 'death_cause', 'death_recorded_time', 'doubts', 'last_decision_uid', 'create_time',
  'update_time');
SELECT access.classify('survivor.survivor', 'IDENTITY', 'identity', 'contacts');
SELECT access.classify('survivor.survivor', 'AUDIT', 'identity_document', 'death_document');

-- The key of a person, wrapped; uid is the survivor's. What belongs to a record lies where it lies.
CREATE TABLE survivor.person_key (
  uid uuid PRIMARY KEY,
  kek_id integer NOT NULL,
  wrapped bytea NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT person_key_survivor FOREIGN KEY (uid, register, district, institution)
    REFERENCES survivor.survivor (uid, register, district, institution) ON UPDATE CASCADE
);
SELECT access.classify('survivor.person_key', 'SECRET', 'kek_id', 'wrapped');
SELECT access.classify('survivor.person_key', 'OPERATIONAL', 'uid', 'register', 'district', 'institution');

-- What a person is found by, as keyed hashes. One token may lead to several records: then one of them is in doubt.
CREATE TABLE survivor.token (
  kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{0,39}$'),
  token bytea NOT NULL CHECK (length(token) BETWEEN 8 AND 64),
  survivor_uid uuid NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  PRIMARY KEY (kind, token, survivor_uid),
  CONSTRAINT token_survivor FOREIGN KEY (survivor_uid, register, district, institution)
    REFERENCES survivor.survivor (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX token_survivor_uid ON survivor.token (survivor_uid);
SELECT access.classify('survivor.token', 'SECRET', 'token', 'kind');
SELECT access.classify('survivor.token', 'OPERATIONAL', 'survivor_uid', 'register', 'district', 'institution');

-- Rows of dayaq.survivor.v1.AttachedCasualty. No foreign key to the incident register: it is another service's, and events tell of it.
CREATE TABLE survivor.casualty (
  casualty_uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL,
  incident_uid uuid NOT NULL,
  occurred_on text COLLATE "C" CHECK (incident.is_partial_date(occurred_on)),
  outcome text COLLATE "C" CHECK (incident.is_code('Outcome', outcome)),
  set_aside boolean NOT NULL DEFAULT false,
  -- The national id the casualty told last, as a keyed hash; so a casualty that turns out to be somebody else is told from a record that a
  -- caseworker corrected.
  told_id bytea CHECK (length(told_id) BETWEEN 8 AND 64),
  create_time timestamptz NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT casualty_survivor FOREIGN KEY (survivor_uid, register, district, institution)
    REFERENCES survivor.survivor (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX casualty_survivor_uid ON survivor.casualty (survivor_uid);
CREATE INDEX casualty_incident_uid ON survivor.casualty (incident_uid);
SELECT access.classify('survivor.casualty', 'OPERATIONAL', 'casualty_uid', 'survivor_uid', 'incident_uid', 'occurred_on', 'outcome', 'set_aside',
  'create_time', 'register', 'district', 'institution');
SELECT access.classify('survivor.casualty', 'SECRET', 'told_id');

CREATE FUNCTION survivor.attached() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.create_time := coalesce(NEW.create_time, now());
  RETURN NEW;
END
$$;
CREATE TRIGGER attached BEFORE INSERT ON survivor.casualty FOR EACH ROW EXECUTE FUNCTION survivor.attached();

COMMIT;
