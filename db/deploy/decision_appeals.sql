-- Deploy dayaq:decision_appeals to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "AppealCommission": ["APPEAL_COMMISSION_CENTRAL", "APPEAL_COMMISSION_TERRITORIAL"],
  "AppealState": ["APPEAL_STATE_LODGED", "APPEAL_STATE_UPHELD", "APPEAL_STATE_CHANGED"]
}');

-- Rows of dayaq.survivor.v1.DecisionAppeal.
CREATE TABLE survivor.decision_appeal (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  decision_uid uuid NOT NULL REFERENCES survivor.disability_decision,
  commission text COLLATE "C" NOT NULL CHECK (survivor.is_code('AppealCommission', commission)),
  lodged_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(lodged_on)),
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('AppealState', state)),
  decided_on text COLLATE "C" CHECK (survivor.is_day(decided_on)),
  deciding_decision_uid uuid REFERENCES survivor.disability_decision,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT appeal_decided CHECK ((state = 'APPEAL_STATE_LODGED') = (decided_on IS NULL) AND decided_on >= lodged_on),
  CONSTRAINT appeal_changed CHECK ((state = 'APPEAL_STATE_CHANGED') = (deciding_decision_uid IS NOT NULL))
);
CREATE INDEX decision_appeal_survivor_uid ON survivor.decision_appeal (survivor_uid, uid);
CREATE INDEX decision_appeal_decision ON survivor.decision_appeal (decision_uid);
CREATE INDEX decision_appeal_deciding ON survivor.decision_appeal (deciding_decision_uid) WHERE deciding_decision_uid IS NOT NULL;
-- One at a time.
CREATE UNIQUE INDEX decision_appeal_open ON survivor.decision_appeal (decision_uid) WHERE state = 'APPEAL_STATE_LODGED';
SELECT kit.add_place_of('survivor.survivor', 'survivor.decision_appeal', 'survivor_uid');
CREATE INDEX decision_appeal_register ON survivor.decision_appeal (register, uid);
SELECT kit.count_versions('survivor.decision_appeal');

-- Decided once, and nothing else of it ever changes. DY012 for anything else.
CREATE FUNCTION survivor.keep_appeal() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.decision_appeal := OLD;
BEGIN
  before.register := NEW.register;
  before.district := NEW.district;
  before.institution := NEW.institution;
  IF OLD.state = 'APPEAL_STATE_LODGED' THEN
    before.state := NEW.state;
    before.decided_on := NEW.decided_on;
    before.deciding_decision_uid := NEW.deciding_decision_uid;
  END IF;
  before.etag := NEW.etag;
  before.update_time := NEW.update_time;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'an appeal is decided once' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_appeal BEFORE UPDATE ON survivor.decision_appeal FOR EACH ROW EXECUTE FUNCTION survivor.keep_appeal();

COMMIT;
