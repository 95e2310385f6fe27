-- Deploy dayaq:duplicates to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.incident.v1.DuplicateProposal. A pair is seen by those who see both incidents.
CREATE TABLE incident.duplicate (
  uid uuid PRIMARY KEY,
  incident_uid uuid NOT NULL,
  other_uid uuid NOT NULL,
  score integer NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 100),
  reasons jsonb CHECK (jsonb_typeof(reasons) = 'array'),
  state text COLLATE "C" NOT NULL CHECK (incident.is_code('DuplicateState', state)),
  create_time timestamptz NOT NULL DEFAULT now(),
  resolved_by_uid uuid,
  resolution text,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  other_district text COLLATE "C" NOT NULL,
  other_institution text COLLATE "C" NOT NULL,
  CONSTRAINT duplicate_pair UNIQUE (incident_uid, other_uid),
  CONSTRAINT duplicate_order CHECK (incident_uid < other_uid),
  CONSTRAINT duplicate_incident FOREIGN KEY (incident_uid, register, district, institution)
    REFERENCES incident.incident (uid, register, district, institution) ON UPDATE CASCADE,
  CONSTRAINT duplicate_other FOREIGN KEY (other_uid, register, other_district, other_institution)
    REFERENCES incident.incident (uid, register, district, institution) ON UPDATE CASCADE
);
CREATE INDEX duplicate_other_uid ON incident.duplicate (other_uid);
CREATE INDEX duplicate_by_state ON incident.duplicate (register, state, score DESC, uid);

SELECT access.classify('incident.duplicate', 'OPERATIONAL', 'uid', 'incident_uid', 'other_uid', 'score', 'reasons', 'state',
  'create_time', 'register', 'district', 'institution', 'other_district', 'other_institution');
SELECT access.classify('incident.duplicate', 'AUDIT', 'resolved_by_uid', 'resolution');

-- What a merge did, so that it can be undone: who moved, who was the same person as whom, both former states.
CREATE TABLE incident.merge (
  uid uuid PRIMARY KEY,
  kept_uid uuid NOT NULL REFERENCES incident.incident,
  duplicate_uid uuid NOT NULL REFERENCES incident.incident CHECK (duplicate_uid <> kept_uid),
  moved_casualty_uids jsonb NOT NULL CHECK (jsonb_typeof(moved_casualty_uids) = 'array'),
  pairs jsonb NOT NULL CHECK (jsonb_typeof(pairs) = 'array'),
  kept_state text COLLATE "C" NOT NULL CHECK (incident.is_code('IncidentState', kept_state)),
  duplicate_state text COLLATE "C" NOT NULL CHECK (incident.is_code('IncidentState', duplicate_state)),
  staff_uid uuid NOT NULL,
  reason text NOT NULL,
  create_time timestamptz NOT NULL DEFAULT now(),
  undone_time timestamptz,
  undone_by uuid,
  undone_reason text,
  register text COLLATE "C" NOT NULL,
  CHECK ((undone_time IS NULL) = (undone_by IS NULL) AND (undone_time IS NULL) = (undone_reason IS NULL))
);
CREATE INDEX merge_kept ON incident.merge (kept_uid, create_time);
-- An incident is merged away once at a time.
CREATE UNIQUE INDEX merge_in_force ON incident.merge (duplicate_uid) WHERE undone_time IS NULL;

SELECT access.classify('incident.merge', 'OPERATIONAL', 'uid', 'kept_uid', 'duplicate_uid', 'moved_casualty_uids', 'pairs', 'kept_state',
  'duplicate_state', 'create_time', 'undone_time', 'register');
SELECT access.classify('incident.merge', 'AUDIT', 'staff_uid', 'reason', 'undone_by', 'undone_reason');

COMMIT;
