-- Deploy dayaq:record_requests to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "CorrectionMatter": ["CORRECTION_MATTER_IDENTITY", "CORRECTION_MATTER_CONTACTS", "CORRECTION_MATTER_INCIDENT", "CORRECTION_MATTER_HEALTH",
                       "CORRECTION_MATTER_DISABILITY", "CORRECTION_MATTER_PAYMENT", "CORRECTION_MATTER_LOOKS", "CORRECTION_MATTER_OTHER"],
  "CorrectionState": ["CORRECTION_STATE_OPEN", "CORRECTION_STATE_DONE", "CORRECTION_STATE_DECLINED"],
  "CorrectionDeclineReason": ["CORRECTION_DECLINE_REASON_RIGHT_AS_IT_IS", "CORRECTION_DECLINE_REASON_NO_PROOF",
                              "CORRECTION_DECLINE_REASON_KEPT_ELSEWHERE", "CORRECTION_DECLINE_REASON_OTHER_WAY"],
  "ContactChannel": ["CONTACT_CHANNEL_ANY", "CONTACT_CHANNEL_LETTER_ONLY", "CONTACT_CHANNEL_NONE"],
  "ContactPurpose": ["CONTACT_PURPOSE_PEERS", "CONTACT_PURPOSE_MEDIA", "CONTACT_PURPOSE_RESEARCH"],
  "SaidBy": ["SAID_BY_OWN", "SAID_BY_STAFF"]
}');

-- Rows of dayaq.survivor.v1.CorrectionRequest. What was asked and answered is sealed under the key of the person (survivor.person_key).
CREATE TABLE survivor.correction_request (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  matter text COLLATE "C" NOT NULL CHECK (survivor.is_code('CorrectionMatter', matter)),
  words bytea,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('CorrectionState', state)),
  decline_reason text COLLATE "C" CHECK (survivor.is_code('CorrectionDeclineReason', decline_reason)),
  answer bytea,
  said_by text COLLATE "C" NOT NULL CHECK (survivor.is_code('SaidBy', said_by)),
  requested_by uuid,
  resolved_by uuid,
  create_time timestamptz NOT NULL,
  resolve_time timestamptz,
  update_time timestamptz NOT NULL,
  CONSTRAINT correction_answered CHECK ((state = 'CORRECTION_STATE_OPEN') = (answer IS NULL) AND (answer IS NULL) = (resolve_time IS NULL)),
  CONSTRAINT correction_declined CHECK ((state = 'CORRECTION_STATE_DECLINED') = (decline_reason IS NOT NULL))
);
CREATE INDEX correction_request_survivor_uid ON survivor.correction_request (survivor_uid, uid);
CREATE INDEX correction_request_open ON survivor.correction_request (uid) WHERE state = 'CORRECTION_STATE_OPEN';
SELECT kit.add_place_of('survivor.survivor', 'survivor.correction_request', 'survivor_uid');
CREATE INDEX correction_request_register ON survivor.correction_request (register, uid);
SELECT kit.count_versions('survivor.correction_request');

-- Who asks and who answers is whoever the context says; answered once, and nothing else of it ever changes. DY012 for anything else.
CREATE FUNCTION survivor.stamp_correction() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.correction_request;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.requested_by := access.context_staff();
    NEW.resolved_by := NULL;
    NEW.resolve_time := NULL;
    RETURN NEW;
  END IF;
  before := OLD;
  before.register := NEW.register;
  before.district := NEW.district;
  before.institution := NEW.institution;
  IF OLD.state = 'CORRECTION_STATE_OPEN' AND NEW.state <> OLD.state THEN
    NEW.resolved_by := access.context_staff();
    NEW.resolve_time := now();
    before.state := NEW.state;
    before.decline_reason := NEW.decline_reason;
    before.answer := NEW.answer;
    before.resolved_by := NEW.resolved_by;
    before.resolve_time := NEW.resolve_time;
  END IF;
  before.etag := NEW.etag;
  before.update_time := NEW.update_time;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'a request is answered once' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stamp_correction BEFORE INSERT OR UPDATE ON survivor.correction_request FOR EACH ROW EXECUTE FUNCTION survivor.stamp_correction();

-- Rows of dayaq.survivor.v1.ContactPreference: one of a person, with every former one.
CREATE TABLE survivor.contact_preference (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL CONSTRAINT contact_preference_of UNIQUE,
  etag bigint NOT NULL,
  channel text COLLATE "C" NOT NULL CHECK (survivor.is_code('ContactChannel', channel)),
  refused_purposes jsonb CHECK (survivor.are_codes('ContactPurpose', refused_purposes)),
  said_by text COLLATE "C" NOT NULL CHECK (survivor.is_code('SaidBy', said_by)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL
);
SELECT kit.add_place_of('survivor.survivor', 'survivor.contact_preference', 'survivor_uid');
-- What its history lies by.
ALTER TABLE survivor.contact_preference ADD CONSTRAINT contact_preference_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('survivor.contact_preference');

COMMIT;
