-- Deploy dayaq:rule_versions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "RecountKind": ["RECOUNT_KIND_ASSESS", "RECOUNT_KIND_CHECK", "RECOUNT_KIND_COMPARE"],
  "RuleProposalState": ["RULE_PROPOSAL_STATE_PROPOSED", "RULE_PROPOSAL_STATE_APPROVED", "RULE_PROPOSAL_STATE_ACTIVATED"]
}');

-- Rows of dayaq.payment.v1.RuleComparison: who gains and who loses by a rule, asked of everybody. Its pass over everybody is the row of
-- payment.recount with the same uid.
CREATE TABLE payment.rule_comparison (
  uid uuid PRIMARY KEY REFERENCES payment.recount,
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  old_hash text COLLATE "C" CHECK (old_hash ~ '^[0-9a-f]+$' AND length(old_hash) = 64),
  old_version integer NOT NULL DEFAULT 0 CHECK (old_version >= 0),
  new_hash text COLLATE "C" NOT NULL CHECK (new_hash ~ '^[0-9a-f]+$' AND length(new_hash) = 64),
  new_version integer NOT NULL CHECK (new_version > 0),
  set_number bigint NOT NULL CHECK (set_number > 0),
  of_present boolean NOT NULL DEFAULT false,
  counted_for text COLLATE "C" NOT NULL CHECK (survivor.is_day(counted_for)),
  compared_by_uid uuid NOT NULL,
  create_time timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rule_comparison_old CHECK ((old_hash IS NULL) = (old_version = 0)),
  CONSTRAINT rule_comparison_differs CHECK (old_hash IS DISTINCT FROM new_hash)
);
SELECT kit.protect('payment.rule_comparison');

-- Rows of dayaq.payment.v1.RuleComparisonLine, each lane's own, so that lanes never wait for each other. They name nobody.
CREATE TABLE payment.rule_comparison_line (
  comparison_uid uuid NOT NULL REFERENCES payment.rule_comparison,
  lane_uid uuid NOT NULL REFERENCES payment.recount_lane,
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  band text COLLATE "C" NOT NULL CHECK (survivor.is_code('DisabilityBand', band)),
  gaining bigint NOT NULL DEFAULT 0,
  losing bigint NOT NULL DEFAULT 0,
  starting bigint NOT NULL DEFAULT 0,
  stopping bigint NOT NULL DEFAULT 0,
  asking bigint NOT NULL DEFAULT 0,
  changing bigint NOT NULL DEFAULT 0,
  month_qepik bigint NOT NULL DEFAULT 0,
  back_qepik bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (comparison_uid, lane_uid, benefit, register, district, band),
  FOREIGN KEY (register, district) REFERENCES incident.place (register, code)
);
CREATE INDEX rule_comparison_line_lane_uid ON payment.rule_comparison_line (lane_uid);
SELECT kit.protect('payment.rule_comparison_line');

-- Who loses most of a lane so far: rows of dayaq.payment.v1.RuleLoss as JSON, a bounded list. Nobody but the service reads it.
CREATE TABLE payment.rule_comparison_lane (
  lane_uid uuid PRIMARY KEY REFERENCES payment.recount_lane,
  comparison_uid uuid NOT NULL REFERENCES payment.rule_comparison,
  losses jsonb NOT NULL CHECK (jsonb_typeof(losses) = 'array')
);
CREATE INDEX rule_comparison_lane_comparison_uid ON payment.rule_comparison_lane (comparison_uid);
SELECT kit.protect('payment.rule_comparison_lane');

-- Rows of dayaq.payment.v1.RuleLoss: who loses most of everybody, when the comparison is through. Seen where the record is seen.
CREATE TABLE payment.rule_loss (
  uid uuid PRIMARY KEY,
  comparison_uid uuid NOT NULL REFERENCES payment.rule_comparison,
  survivor_uid uuid NOT NULL,
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  month_qepik bigint NOT NULL,
  back_qepik bigint NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT rule_loss_loses CHECK (month_qepik + back_qepik < 0),
  FOREIGN KEY (register, district) REFERENCES incident.place (register, code)
);
CREATE INDEX rule_loss_comparison_uid ON payment.rule_loss (comparison_uid, uid);
SELECT kit.protect('payment.rule_loss');

-- Rows of dayaq.payment.v1.RuleProposal: the text of a rule on its way into force, by three people.
CREATE TABLE payment.rule_proposal (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  version integer NOT NULL CHECK (version > 0),
  content_hash text COLLATE "C" NOT NULL CHECK (content_hash ~ '^[0-9a-f]+$' AND length(content_hash) = 64),
  content text NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'RULE_PROPOSAL_STATE_PROPOSED' CHECK (payment.is_code('RuleProposalState', state)),
  proposed_by_uid uuid NOT NULL,
  approved_by_uid uuid,
  approve_time timestamptz,
  comparison_uid uuid REFERENCES payment.rule_comparison,
  activated_by_uid uuid,
  activate_time timestamptz,
  number bigint,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT rule_proposal_content CHECK (octet_length(content) <= 262144 AND encode(sha256(convert_to(content, 'UTF8')), 'hex') = content_hash),
  CONSTRAINT rule_proposal_approved CHECK ((state = 'RULE_PROPOSAL_STATE_PROPOSED') = (approved_by_uid IS NULL)
    AND (approved_by_uid IS NULL) = (approve_time IS NULL) AND (approved_by_uid IS NULL) = (comparison_uid IS NULL)),
  CONSTRAINT rule_proposal_activated CHECK ((state = 'RULE_PROPOSAL_STATE_ACTIVATED') = (activated_by_uid IS NOT NULL)
    AND (activated_by_uid IS NULL) = (activate_time IS NULL) AND (activated_by_uid IS NULL) = (number IS NULL)),
  CONSTRAINT rule_proposal_by_three CHECK (approved_by_uid <> proposed_by_uid AND activated_by_uid <> proposed_by_uid
    AND activated_by_uid <> approved_by_uid)
);
CREATE INDEX rule_proposal_benefit ON payment.rule_proposal (benefit, uid DESC);
CREATE INDEX rule_proposal_hash ON payment.rule_proposal (content_hash);
CREATE INDEX rule_proposal_comparison_uid ON payment.rule_proposal (comparison_uid) WHERE comparison_uid IS NOT NULL;
-- The same text waits once.
CREATE UNIQUE INDEX rule_proposal_waits ON payment.rule_proposal (content_hash) WHERE state <> 'RULE_PROPOSAL_STATE_ACTIVATED';
SELECT kit.protect('payment.rule_proposal');
SELECT kit.count_versions('payment.rule_proposal', true);

-- Who takes a step is whom the signed context says. What was proposed stays as it is, what was activated stays so. DY012 for anything else.
CREATE FUNCTION payment.rule_step() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  follows constant text[] := '{state,approved_by_uid,approve_time,comparison_uid,activated_by_uid,activate_time,number,etag,update_time}';
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.proposed_by_uid := access.context_staff();
    NEW.state := 'RULE_PROPOSAL_STATE_PROPOSED';
    RETURN NEW;
  END IF;
  IF OLD.state = 'RULE_PROPOSAL_STATE_ACTIVATED' OR to_jsonb(NEW) - follows <> to_jsonb(OLD) - follows THEN
    RAISE EXCEPTION 'a proposed rule stays as it is' USING ERRCODE = 'DY012';
  END IF;
  IF NEW.state = 'RULE_PROPOSAL_STATE_ACTIVATED' THEN
    IF OLD.state <> 'RULE_PROPOSAL_STATE_APPROVED' OR NEW.approved_by_uid <> OLD.approved_by_uid OR NEW.comparison_uid <> OLD.comparison_uid THEN
      RAISE EXCEPTION 'a rule is approved before it comes into force' USING ERRCODE = 'DY012';
    END IF;
    NEW.activated_by_uid := access.context_staff();
  ELSE
    NEW.approved_by_uid := access.context_staff();
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER rule_step BEFORE INSERT OR UPDATE ON payment.rule_proposal FOR EACH ROW EXECUTE FUNCTION payment.rule_step();
CREATE TRIGGER stays BEFORE DELETE ON payment.rule_proposal FOR EACH ROW EXECUTE FUNCTION payment.stays();

-- Rows of dayaq.payment.v1.RuleSet: what is decided by, since when. The next number belongs to one of those who ask for it at once.
CREATE TABLE payment.rule_set (
  number bigint PRIMARY KEY CHECK (number > 0),
  rules jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'array'),
  proposal_uid uuid UNIQUE REFERENCES payment.rule_proposal,
  activated_by_uid uuid,
  create_time timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rule_set_by_people CHECK ((proposal_uid IS NULL) = (activated_by_uid IS NULL))
);
SELECT kit.protect('payment.rule_set');
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON payment.rule_set FOR EACH ROW EXECUTE FUNCTION payment.stays();
CREATE TRIGGER all_stay BEFORE TRUNCATE ON payment.rule_set EXECUTE FUNCTION payment.stays();

-- Number of the set in force, which stays in force until this transaction ends: whoever puts another into force waits for everybody who decides by
-- this one, so that nobody is decided by former rules behind the pass that follows.
CREATE FUNCTION payment.rules_held() RETURNS bigint
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('payment.rules', 0));
  RETURN (SELECT max(s.number) FROM payment.rule_set s);
END
$$;
REVOKE EXECUTE ON FUNCTION payment.rules_held() FROM PUBLIC;

COMMIT;
