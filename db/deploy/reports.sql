-- Deploy dayaq:reports to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.incident.v1.Report: what one source said, kept as it came. `institution` is the one that filed it;
-- `incident_institution` the one the incident belongs to, which sees it too.
CREATE TABLE incident.report (
  uid uuid PRIMARY KEY,
  incident_uid uuid NOT NULL,
  source text COLLATE "C" NOT NULL CHECK (incident.is_code('SourceKind', source)),
  document text,
  reported_on text COLLATE "C" CHECK (incident.is_partial_date(reported_on)),
  stated_facts jsonb,
  institution text COLLATE "C" NOT NULL,
  staff_uid uuid,
  create_time timestamptz NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  incident_institution text COLLATE "C" NOT NULL,
  CONSTRAINT report_incident FOREIGN KEY (incident_uid, register, district, incident_institution)
    REFERENCES incident.incident (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX report_incident_uid ON incident.report (incident_uid);

-- Who filed a report is whoever the context says.
CREATE FUNCTION incident.filed_report() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.staff_uid := access.context_staff();
  NEW.create_time := coalesce(NEW.create_time, now());
  RETURN NEW;
END
$$;
CREATE TRIGGER filed_report BEFORE INSERT ON incident.report FOR EACH ROW EXECUTE FUNCTION incident.filed_report();

SELECT access.classify('incident.report', 'OPERATIONAL', 'uid', 'incident_uid', 'source', 'document', 'reported_on', 'institution',
  'create_time', 'register', 'district', 'incident_institution');
SELECT access.classify('incident.report', 'LOCATION', 'stated_facts');
SELECT access.classify('incident.report', 'AUDIT', 'staff_uid');

-- Rows of dayaq.incident.v1.CasualtyStatement; sealed under the key of the person they speak of.
CREATE TABLE incident.statement (
  uid uuid PRIMARY KEY,
  report_uid uuid NOT NULL REFERENCES incident.report,
  casualty_uid uuid NOT NULL,
  identity bytea,
  sex text COLLATE "C" CHECK (incident.is_code('Sex', sex)),
  age jsonb,
  civil_status text COLLATE "C" CHECK (incident.is_code('CivilStatus', civil_status)),
  activity text COLLATE "C" CHECK (incident.is_code('Activity', activity)),
  occupation text,
  nationality text COLLATE "C" CHECK (nationality ~ '^[A-Z]{2}$'),
  outcome text COLLATE "C" CHECK (incident.is_code('Outcome', outcome)),
  died_on text COLLATE "C" CHECK (incident.is_partial_date(died_on)),
  risk_education_before text COLLATE "C" CHECK (incident.is_code('Answer', risk_education_before)),
  knew_of_danger text COLLATE "C" CHECK (incident.is_code('Answer', knew_of_danger)),
  distance_metres integer CHECK (distance_metres BETWEEN 0 AND 5000),
  injuries jsonb CHECK (jsonb_typeof(injuries) = 'array'),
  amputations jsonb CHECK (jsonb_typeof(amputations) = 'array'),
  diagnoses jsonb CHECK (jsonb_typeof(diagnoses) = 'array'),
  care_steps jsonb CHECK (jsonb_typeof(care_steps) = 'array'),
  clinical_note bytea,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT statement_casualty FOREIGN KEY (casualty_uid, register, district, institution)
    REFERENCES incident.casualty (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX statement_report_uid ON incident.statement (report_uid);
CREATE INDEX statement_casualty_uid ON incident.statement (casualty_uid);

SELECT access.classify('incident.statement', 'OPERATIONAL', 'uid', 'report_uid', 'casualty_uid', 'sex', 'age', 'civil_status', 'activity',
  'nationality', 'outcome', 'died_on', 'risk_education_before', 'knew_of_danger', 'distance_metres', 'register', 'district', 'institution');
SELECT access.classify('incident.statement', 'IDENTITY', 'identity');
SELECT access.classify('incident.statement', 'HEALTH', 'injuries', 'amputations', 'diagnoses', 'care_steps', 'clinical_note');
SELECT access.classify('incident.statement', 'EMPLOYMENT', 'occupation');

COMMIT;
