-- Deploy dayaq:casualties to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.incident.v1.Casualty, its facts inline; identity and clinical_note are sealed under the person's key.
CREATE TABLE incident.casualty (
  uid uuid PRIMARY KEY,
  incident_uid uuid NOT NULL,
  etag bigint NOT NULL,
  identity bytea,
  sex text COLLATE "C" CHECK (incident.is_code('Sex', sex)),
  age jsonb,
  civil_status text COLLATE "C" CHECK (incident.is_code('CivilStatus', civil_status)),
  activity text COLLATE "C" CHECK (incident.is_code('Activity', activity)),
  occupation text,
  nationality text COLLATE "C" CHECK (nationality ~ '^[A-Z]{2}$'),
  outcome text COLLATE "C" NOT NULL CHECK (incident.is_code('Outcome', outcome)),
  died_on text COLLATE "C" CHECK (incident.is_partial_date(died_on)),
  risk_education_before text COLLATE "C" CHECK (incident.is_code('Answer', risk_education_before)),
  knew_of_danger text COLLATE "C" CHECK (incident.is_code('Answer', knew_of_danger)),
  distance_metres integer CHECK (distance_metres BETWEEN 0 AND 5000),
  injuries jsonb CHECK (jsonb_typeof(injuries) = 'array'),
  amputations jsonb CHECK (jsonb_typeof(amputations) = 'array'),
  diagnoses jsonb CHECK (jsonb_typeof(diagnoses) = 'array'),
  care_steps jsonb CHECK (jsonb_typeof(care_steps) = 'array'),
  clinical_note bytea,
  fact_sources jsonb CHECK (jsonb_typeof(fact_sources) = 'array'),
  first_report_uid uuid,
  same_as_uid uuid REFERENCES incident.casualty CHECK (same_as_uid <> uid),
  original_words jsonb CHECK (jsonb_typeof(original_words) = 'array'),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT casualty_scope UNIQUE (uid, register, district, institution),
  CONSTRAINT casualty_incident FOREIGN KEY (incident_uid, register, district, institution)
    REFERENCES incident.incident (uid, register, district, institution) ON UPDATE CASCADE,
  CONSTRAINT casualty_death CHECK (died_on IS NULL OR outcome = 'OUTCOME_KILLED')
);
CREATE INDEX casualty_incident_uid ON incident.casualty (incident_uid);
CREATE INDEX casualty_same_as ON incident.casualty (same_as_uid) WHERE same_as_uid IS NOT NULL;
CREATE TRIGGER first_version BEFORE INSERT ON incident.casualty FOR EACH ROW EXECUTE FUNCTION incident.first_version();

SELECT access.classify('incident.casualty', 'OPERATIONAL', 'uid', 'incident_uid', 'etag', 'sex', 'age', 'civil_status', 'activity',
  'nationality', 'outcome', 'died_on', 'risk_education_before', 'knew_of_danger', 'distance_metres', 'fact_sources', 'first_report_uid',
  'same_as_uid', 'original_words', 'create_time', 'update_time', 'register', 'district', 'institution');
SELECT access.classify('incident.casualty', 'IDENTITY', 'identity');
SELECT access.classify('incident.casualty', 'HEALTH', 'injuries', 'amputations', 'diagnoses', 'care_steps', 'clinical_note');
SELECT access.classify('incident.casualty', 'EMPLOYMENT', 'occupation');

-- The key of a person, wrapped; uid is the casualty's.
CREATE TABLE incident.person_key (
  uid uuid PRIMARY KEY,
  kek_id integer NOT NULL,
  wrapped bytea NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT person_key_casualty FOREIGN KEY (uid, register, district, institution)
    REFERENCES incident.casualty (uid, register, district, institution) ON UPDATE CASCADE
);
SELECT access.classify('incident.person_key', 'SECRET', 'kek_id', 'wrapped');
SELECT access.classify('incident.person_key', 'OPERATIONAL', 'uid', 'register', 'district', 'institution');

-- Blind indexes: keyed hashes of what is sealed, to find equals by.
CREATE TABLE incident.token (
  kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{0,39}$'),
  token bytea NOT NULL CHECK (length(token) BETWEEN 8 AND 64),
  casualty_uid uuid NOT NULL,
  incident_uid uuid NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  PRIMARY KEY (kind, token, casualty_uid),
  CONSTRAINT token_casualty FOREIGN KEY (casualty_uid, register, district, institution)
    REFERENCES incident.casualty (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX token_casualty_uid ON incident.token (casualty_uid);
CREATE INDEX token_incident_uid ON incident.token (incident_uid);
SELECT access.classify('incident.token', 'SECRET', 'token', 'kind');
SELECT access.classify('incident.token', 'OPERATIONAL', 'casualty_uid', 'incident_uid', 'register', 'district', 'institution');

-- A merge moves casualties, or finds that two are the same person; what is found by a token then leads to the incident in which that
-- person now stands.
CREATE FUNCTION incident.move_tokens() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH RECURSIVE same AS (
    SELECT NEW.uid AS uid
    UNION ALL SELECT c.uid FROM incident.casualty c JOIN same s ON c.same_as_uid = s.uid
  ), standing AS (
    SELECT NEW.incident_uid AS incident_uid, NEW.same_as_uid AS same_as_uid
    UNION ALL SELECT c.incident_uid, c.same_as_uid FROM incident.casualty c JOIN standing s ON c.uid = s.same_as_uid
  )
  UPDATE incident.token t SET incident_uid = (SELECT s.incident_uid FROM standing s WHERE s.same_as_uid IS NULL)
  WHERE t.casualty_uid IN (SELECT s.uid FROM same s);
  RETURN NULL;
END
$$;
CREATE TRIGGER move_tokens AFTER UPDATE OF incident_uid, same_as_uid ON incident.casualty FOR EACH ROW
  WHEN (OLD.incident_uid <> NEW.incident_uid OR OLD.same_as_uid IS DISTINCT FROM NEW.same_as_uid) EXECUTE FUNCTION incident.move_tokens();
GRANT CREATE ON SCHEMA incident TO incident_keeper;
ALTER FUNCTION incident.move_tokens() OWNER TO incident_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;

COMMIT;
