-- Deploy dayaq:incidents to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.incident.v1.Incident, its facts inline. What a row lies in (register, district, institution) decides who sees it and
-- what belongs to it: those tables carry the same three, held equal by foreign keys that cascade.
CREATE TABLE incident.incident (
  uid uuid PRIMARY KEY,
  number text COLLATE "C" NOT NULL CONSTRAINT incident_number_taken UNIQUE CHECK (number ~ '^[0-9]{5,18}$'),
  etag bigint NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (incident.is_code('IncidentState', state)),
  register text COLLATE "C" NOT NULL,
  occurred_on text COLLATE "C" NOT NULL CHECK (incident.is_partial_date(occurred_on)),
  occurred_at text COLLATE "C" CHECK (occurred_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  time_band text COLLATE "C" CHECK (incident.is_code('TimeBand', time_band)),
  district text COLLATE "C" NOT NULL,
  settlement text,
  point jsonb CHECK (incident.is_point(point)),
  area_type text COLLATE "C" CHECK (incident.is_code('AreaType', area_type)),
  accident_class text COLLATE "C" CHECK (incident.is_code('AccidentClass', accident_class)),
  device_category text COLLATE "C" CHECK (incident.is_code('DeviceCategory', device_category)),
  device_detail text,
  how_activated text,
  moved_before text COLLATE "C" CHECK (incident.is_code('Answer', moved_before)),
  hazard_area text COLLATE "C",
  marked text COLLATE "C" CHECK (incident.is_code('Answer', marked)),
  former_contact_line text COLLATE "C" CHECK (incident.is_code('Answer', former_contact_line)),
  animals_lost integer CHECK (animals_lost >= 0),
  property_loss text,
  fact_sources jsonb CHECK (jsonb_typeof(fact_sources) = 'array'),
  first_report_uid uuid,
  institution text COLLATE "C" NOT NULL,
  killed integer NOT NULL DEFAULT 0 CHECK (killed >= 0),
  injured integer NOT NULL DEFAULT 0 CHECK (injured >= 0),
  outcome_unknown integer NOT NULL DEFAULT 0 CHECK (outcome_unknown >= 0),
  decisions jsonb CHECK (jsonb_typeof(decisions) = 'array'),
  merged_into_uid uuid REFERENCES incident.incident,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  original_words jsonb CHECK (jsonb_typeof(original_words) = 'array'),
  CONSTRAINT incident_district FOREIGN KEY (register, district) REFERENCES incident.place (register, code),
  CONSTRAINT incident_merged CHECK ((state = 'INCIDENT_STATE_MERGED') = (merged_into_uid IS NOT NULL) AND merged_into_uid <> uid)
);
CREATE INDEX incident_by_day ON incident.incident (register, occurred_on DESC, uid DESC);
CREATE INDEX incident_by_district ON incident.incident (register, district, occurred_on DESC, uid DESC);
CREATE INDEX incident_by_institution ON incident.incident (institution, uid);
CREATE INDEX incident_by_state ON incident.incident (register, state, occurred_on DESC, uid DESC);
CREATE INDEX incident_merged_into ON incident.incident (merged_into_uid) WHERE merged_into_uid IS NOT NULL;
-- Checks of foreign keys look for these four, and keep their first plan while the table is young and has no statistics: then the planner
-- takes the flattest index, and of equals the youngest. So this one comes last, and none above is flatter without holding the uid.
ALTER TABLE incident.incident ADD CONSTRAINT incident_scope UNIQUE (uid, register, district, institution);

-- Version and times are ours, whatever an insert says.
CREATE FUNCTION incident.first_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := 1;
  NEW.create_time := coalesce(NEW.create_time, now());
  NEW.update_time := NEW.create_time;
  RETURN NEW;
END
$$;
CREATE TRIGGER first_version BEFORE INSERT ON incident.incident FOR EACH ROW EXECUTE FUNCTION incident.first_version();

SELECT access.classify('incident.incident', 'OPERATIONAL', 'uid', 'number', 'etag', 'state', 'register', 'occurred_on', 'occurred_at',
  'time_band', 'district', 'area_type', 'accident_class', 'device_category', 'device_detail', 'how_activated', 'moved_before',
  'hazard_area', 'marked', 'former_contact_line', 'animals_lost', 'property_loss', 'fact_sources', 'first_report_uid', 'institution',
  'killed', 'injured', 'outcome_unknown', 'merged_into_uid', 'create_time', 'update_time', 'original_words');
SELECT access.classify('incident.incident', 'LOCATION', 'settlement', 'point');
SELECT access.classify('incident.incident', 'AUDIT', 'decisions');

COMMIT;
