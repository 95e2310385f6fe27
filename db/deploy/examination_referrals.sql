-- Deploy dayaq:examination_referrals to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "ExaminationState": ["EXAMINATION_STATE_OPEN", "EXAMINATION_STATE_DECIDED", "EXAMINATION_STATE_RETURNED"],
  "ExaminationKind": ["EXAMINATION_KIND_FIRST", "EXAMINATION_KIND_REPEAT", "EXAMINATION_KIND_CAUSE"],
  "ExaminationReturnReason": ["EXAMINATION_RETURN_REASON_DOCUMENTS_MISSING", "EXAMINATION_RETURN_REASON_FINDINGS_MISSING",
                              "EXAMINATION_RETURN_REASON_TOO_EARLY", "EXAMINATION_RETURN_REASON_SENT_BY_MISTAKE"],
  "FunctionGroup": ["FUNCTION_GROUP_MENTAL", "FUNCTION_GROUP_SEEING", "FUNCTION_GROUP_HEARING", "FUNCTION_GROUP_PAIN_AND_OTHER_SENSES",
                    "FUNCTION_GROUP_VOICE_AND_SPEECH", "FUNCTION_GROUP_HEART_AND_BREATHING", "FUNCTION_GROUP_DIGESTION_AND_METABOLISM",
                    "FUNCTION_GROUP_UROGENITAL", "FUNCTION_GROUP_MOVEMENT", "FUNCTION_GROUP_SKIN"]
}');

-- Rows of dayaq.survivor.v1.ExaminationReferral: Form 88. Nothing in them names anybody.
CREATE TABLE survivor.examination_referral (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  case_number text COLLATE "C" NOT NULL CONSTRAINT examination_case_number UNIQUE
    CHECK (case_number ~ '^88-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$'),
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('ExaminationState', state)),
  kind text COLLATE "C" NOT NULL CHECK (survivor.is_code('ExaminationKind', kind)),
  sending_institution text COLLATE "C" NOT NULL,
  received_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(received_on)),
  term_working_days integer NOT NULL CHECK (term_working_days BETWEEN 1 AND 366),
  due_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(due_on)),
  function_groups jsonb CHECK (survivor.are_codes('FunctionGroup', function_groups)),
  military boolean NOT NULL,
  military_document boolean NOT NULL,
  decision_uid uuid REFERENCES survivor.disability_decision,
  return_reason text COLLATE "C" CHECK (survivor.is_code('ExaminationReturnReason', return_reason)),
  closed_on text COLLATE "C" CHECK (survivor.is_day(closed_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT examination_due CHECK (due_on > received_on),
  CONSTRAINT examination_military CHECK (military_document OR NOT military),
  -- Closed by a decision or sent back, on a day; open: neither.
  CONSTRAINT examination_closed CHECK (
    (state = 'EXAMINATION_STATE_DECIDED') = (decision_uid IS NOT NULL) AND (state = 'EXAMINATION_STATE_RETURNED') = (return_reason IS NOT NULL)
    AND (state = 'EXAMINATION_STATE_OPEN') = (closed_on IS NULL))
);
CREATE INDEX examination_by_due ON survivor.examination_referral (due_on, uid);
CREATE INDEX examination_due_open ON survivor.examination_referral (due_on, uid) WHERE state = 'EXAMINATION_STATE_OPEN';
CREATE INDEX examination_decision ON survivor.examination_referral (decision_uid) WHERE decision_uid IS NOT NULL;
-- One at a time.
CREATE UNIQUE INDEX examination_open ON survivor.examination_referral (survivor_uid) WHERE state = 'EXAMINATION_STATE_OPEN';
CREATE INDEX examination_referral_survivor_uid ON survivor.examination_referral (survivor_uid);
SELECT kit.add_place_of('survivor.survivor', 'survivor.examination_referral', 'survivor_uid');
CREATE INDEX examination_by_register ON survivor.examination_referral (register, due_on, uid);
SELECT kit.count_versions('survivor.examination_referral');

ALTER TABLE survivor.disability_decision
  ADD CONSTRAINT decision_referral FOREIGN KEY (referral_uid) REFERENCES survivor.examination_referral DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX decision_referral_uid ON survivor.disability_decision (referral_uid) WHERE referral_uid IS NOT NULL;

-- Closed once, and nothing else of it ever changes. DY012 for anything else.
CREATE FUNCTION survivor.keep_examination() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.examination_referral := OLD;
BEGIN
  before.register := NEW.register;
  before.district := NEW.district;
  before.institution := NEW.institution;
  IF OLD.state = 'EXAMINATION_STATE_OPEN' THEN
    before.state := NEW.state;
    before.decision_uid := NEW.decision_uid;
    before.return_reason := NEW.return_reason;
    before.closed_on := NEW.closed_on;
  END IF;
  before.etag := NEW.etag;
  before.update_time := NEW.update_time;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'a referral is closed once' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_examination BEFORE UPDATE ON survivor.examination_referral FOR EACH ROW EXECUTE FUNCTION survivor.keep_examination();

COMMIT;
