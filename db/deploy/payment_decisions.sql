-- Deploy dayaq:payment_decisions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "SuspensionState": ["SUSPENSION_STATE_IN_FORCE", "SUSPENSION_STATE_RESUMED", "SUSPENSION_STATE_EXPIRED"],
  "SuspensionReason": ["SUSPENSION_REASON_DEATH_SUSPECTED", "SUSPENSION_REASON_IDENTITY_DOUBTED", "SUSPENSION_REASON_FACTS_DOUBTED",
                       "SUSPENSION_REASON_FRAUD_SUSPECTED", "SUSPENSION_REASON_ORDER", "SUSPENSION_REASON_OWN_WISH", "SUSPENSION_REASON_PAYEE_UNCLEAR"],
  "ResumptionReason": ["RESUMPTION_REASON_CONFIRMED", "RESUMPTION_REASON_CORRECTED", "RESUMPTION_REASON_ORDER_LIFTED", "RESUMPTION_REASON_OWN_WISH",
                       "RESUMPTION_REASON_APPEAL_GRANTED", "RESUMPTION_REASON_MISTAKE"],
  "EntitlementAppealState": ["ENTITLEMENT_APPEAL_STATE_LODGED", "ENTITLEMENT_APPEAL_STATE_REJECTED", "ENTITLEMENT_APPEAL_STATE_GRANTED",
                             "ENTITLEMENT_APPEAL_STATE_WITHDRAWN"],
  "AppealGround": ["APPEAL_GROUND_FACT", "APPEAL_GROUND_AMOUNT", "APPEAL_GROUND_REFUSAL", "APPEAL_GROUND_SUSPENSION", "APPEAL_GROUND_RECOVERY"],
  "AppealDecisionReason": ["APPEAL_DECISION_REASON_DECISION_RIGHT", "APPEAL_DECISION_REASON_FACT_CORRECTED", "APPEAL_DECISION_REASON_RULE_WRONG",
                           "APPEAL_DECISION_REASON_NO_GROUND_TO_SUSPEND", "APPEAL_DECISION_REASON_TOO_LATE", "APPEAL_DECISION_REASON_TAKEN_BACK"],
  "RecoveryDecision": ["RECOVERY_DECISION_BY_POLICY", "RECOVERY_DECISION_SPREAD", "RECOVERY_DECISION_WAIVED"],
  "RecoveryReason": ["RECOVERY_REASON_HARDSHIP", "RECOVERY_REASON_OFFICE_MISTAKE", "RECOVERY_REASON_OWN_WISH", "RECOVERY_REASON_DIED", "RECOVERY_REASON_ORDER",
                     "RECOVERY_REASON_APPEAL_GRANTED"],
  "RecountKind": ["RECOUNT_KIND_ASSESS", "RECOUNT_KIND_CHECK"],
  "UnservedReason": ["UNSERVED_REASON_EVENT_WAITING", "UNSERVED_REASON_EVENT_PARKED", "UNSERVED_REASON_NEVER_TOLD"]
}');

-- What a decision was made from, so that it can be made once more: the facts as they were read, the day, the content of the rule, and what came
-- out beside the explanation. Decisions of before have none of it, and say so when they are replayed.
ALTER TABLE payment.assessment
  ADD COLUMN facts jsonb CHECK (jsonb_typeof(facts) = 'object'),
  ADD COLUMN made_for text COLLATE "C" CHECK (survivor.is_day(made_for)),
  ADD COLUMN rule_hash text COLLATE "C" CHECK (rule_hash ~ '^[0-9a-f]+$' AND length(rule_hash) = 64),
  ADD COLUMN outcome jsonb CHECK (jsonb_typeof(outcome) = 'object'),
  ADD CONSTRAINT assessment_kept CHECK ((facts IS NULL) = (made_for IS NULL) AND (facts IS NULL) = (rule_hash IS NULL) AND (facts IS NULL) = (outcome IS NULL));

-- Whether money of it may leave as far as people decided; follows from payment.suspension and is written by nobody else.
ALTER TABLE payment.entitlement ADD COLUMN suspended boolean NOT NULL DEFAULT false;

-- Rows of dayaq.payment.v1.Suspension.
CREATE TABLE payment.suspension (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  entitlement_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  reason text COLLATE "C" NOT NULL CHECK (payment.is_code('SuspensionReason', reason)),
  document text CHECK (length(document) <= 60),
  suspended_from text COLLATE "C" NOT NULL CHECK (survivor.is_day(suspended_from)),
  suspended_until text COLLATE "C" NOT NULL CHECK (survivor.is_day(suspended_until)),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('SuspensionState', state)),
  suspended_by_uid uuid NOT NULL,
  resumed_by_uid uuid,
  resume_reason text COLLATE "C" CHECK (payment.is_code('ResumptionReason', resume_reason)),
  end_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT suspension_days CHECK (suspended_until >= suspended_from),
  CONSTRAINT suspension_ended CHECK ((state = 'SUSPENSION_STATE_IN_FORCE') = (end_time IS NULL)),
  CONSTRAINT suspension_resumed CHECK ((state = 'SUSPENSION_STATE_RESUMED') = (resumed_by_uid IS NOT NULL)
                                       AND (resumed_by_uid IS NULL) = (resume_reason IS NULL)),
  -- Nobody ends what they began.
  CONSTRAINT suspension_two_people CHECK (resumed_by_uid <> suspended_by_uid)
);
CREATE INDEX suspension_entitlement_uid ON payment.suspension (entitlement_uid, uid DESC);
CREATE UNIQUE INDEX suspension_in_force ON payment.suspension (entitlement_uid) WHERE state = 'SUSPENSION_STATE_IN_FORCE';
SELECT kit.add_place_of('payment.entitlement', 'payment.suspension', 'entitlement_uid');
SELECT kit.count_versions('payment.suspension');

-- Rows of dayaq.payment.v1.EntitlementAppeal.
CREATE TABLE payment.entitlement_appeal (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  entitlement_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  suspension_uid uuid REFERENCES payment.suspension,
  ground text COLLATE "C" NOT NULL CHECK (payment.is_code('AppealGround', ground)),
  reference text NOT NULL CHECK (length(reference) <= 60),
  lodged_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(lodged_on)),
  answer_due_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(answer_due_on)),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('EntitlementAppealState', state)),
  decision_reason text COLLATE "C" CHECK (payment.is_code('AppealDecisionReason', decision_reason)),
  lodged_by_uid uuid,
  decided_by_uid uuid,
  decide_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT appeal_of_suspension CHECK ((ground = 'APPEAL_GROUND_SUSPENSION') = (suspension_uid IS NOT NULL)),
  CONSTRAINT appeal_decided CHECK ((state = 'ENTITLEMENT_APPEAL_STATE_LODGED') = (decide_time IS NULL) AND (decide_time IS NULL) = (decision_reason IS NULL)
                                   AND (decide_time IS NULL) = (decided_by_uid IS NULL)),
  CONSTRAINT appeal_two_people CHECK (decided_by_uid <> lodged_by_uid OR state = 'ENTITLEMENT_APPEAL_STATE_WITHDRAWN')
);
CREATE INDEX entitlement_appeal_entitlement_uid ON payment.entitlement_appeal (entitlement_uid, uid DESC);
CREATE INDEX entitlement_appeal_suspension_uid ON payment.entitlement_appeal (suspension_uid) WHERE suspension_uid IS NOT NULL;
-- One at a time.
CREATE UNIQUE INDEX entitlement_appeal_open ON payment.entitlement_appeal (entitlement_uid) WHERE state = 'ENTITLEMENT_APPEAL_STATE_LODGED';
SELECT kit.add_place_of('payment.entitlement', 'payment.entitlement_appeal', 'entitlement_uid');
SELECT kit.count_versions('payment.entitlement_appeal');

-- Rows of dayaq.payment.v1.RecoveryPlan: one for an entitlement of which some difference took money back. Payment runs read it.
CREATE TABLE payment.recovery_plan (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  entitlement_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  decision text COLLATE "C" NOT NULL CHECK (payment.is_code('RecoveryDecision', decision)),
  share_percent integer NOT NULL CHECK (share_percent BETWEEN 0 AND 100),
  smallest_left_qepik bigint NOT NULL CHECK (smallest_left_qepik >= 0),
  waived_qepik bigint NOT NULL DEFAULT 0 CHECK (waived_qepik >= 0),
  reason text COLLATE "C" CHECK (payment.is_code('RecoveryReason', reason)),
  document text CHECK (length(document) <= 60),
  decided_by_uid uuid,
  decide_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT recovery_decided CHECK ((decision = 'RECOVERY_DECISION_BY_POLICY') = (decided_by_uid IS NULL) AND (decided_by_uid IS NULL) = (decide_time IS NULL)
                                     AND (decided_by_uid IS NULL) = (reason IS NULL)),
  CONSTRAINT recovery_waived CHECK ((decision = 'RECOVERY_DECISION_WAIVED') = (waived_qepik > 0))
);
SELECT kit.add_place_of('payment.entitlement', 'payment.recovery_plan', 'entitlement_uid');
CREATE UNIQUE INDEX recovery_plan_once ON payment.recovery_plan (entitlement_uid);
SELECT kit.count_versions('payment.recovery_plan');

-- What a person decided is decided once: a suspension ends once, an appeal is decided once, and what was waived stays waived. DY012 for anything
-- else.
CREATE FUNCTION payment.decided_once() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  -- What may be filled in, of what still waits.
  filled constant text[] := CASE TG_TABLE_NAME
    WHEN 'suspension' THEN CASE WHEN OLD.state = 'SUSPENSION_STATE_IN_FORCE' THEN '{state,resumed_by_uid,resume_reason,end_time}'::text[] ELSE '{}' END
    WHEN 'entitlement_appeal' THEN
      CASE WHEN OLD.state = 'ENTITLEMENT_APPEAL_STATE_LODGED' THEN '{state,decision_reason,decided_by_uid,decide_time}'::text[] ELSE '{}' END END;
  follows constant text[] := '{register,district,institution,etag,update_time}';
BEGIN
  IF to_jsonb(NEW) - (filled || follows) <> to_jsonb(OLD) - (filled || follows) THEN
    RAISE EXCEPTION 'a row of % is decided once', TG_TABLE_NAME USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER decided_once BEFORE UPDATE ON payment.suspension FOR EACH ROW EXECUTE FUNCTION payment.decided_once();
CREATE TRIGGER decided_once BEFORE UPDATE ON payment.entitlement_appeal FOR EACH ROW EXECUTE FUNCTION payment.decided_once();
CREATE FUNCTION payment.stays_waived() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.waived_qepik < OLD.waived_qepik OR NEW.entitlement_uid <> OLD.entitlement_uid OR NEW.uid <> OLD.uid THEN
    RAISE EXCEPTION 'what was waived stays waived' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stays_waived BEFORE UPDATE ON payment.recovery_plan FOR EACH ROW EXECUTE FUNCTION payment.stays_waived();

-- An entitlement is suspended exactly while a suspension of it is in force, whoever changed what.
CREATE FUNCTION payment.follow_suspension() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE payment.entitlement e
  SET suspended = EXISTS (SELECT FROM payment.suspension s WHERE s.entitlement_uid = e.uid AND s.state = 'SUSPENSION_STATE_IN_FORCE')
  WHERE e.uid = NEW.entitlement_uid;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_suspension AFTER INSERT OR UPDATE OF state ON payment.suspension FOR EACH ROW EXECUTE FUNCTION payment.follow_suspension();
SELECT kit.keeper_may('SELECT', 'payment.suspension', 'entitlement_uid', 'state');
GRANT SELECT (uid, suspended) ON payment.entitlement TO payment_keeper;
SELECT kit.keeper_may('UPDATE', 'payment.entitlement', 'suspended');
GRANT EXECUTE ON FUNCTION access.context_role(), access.context_registers(), access.context_national(), access.context_districts(),
  access.context_institution() TO payment_keeper;
SELECT kit.give_to_keeper('payment.follow_suspension()');

-- Rows of dayaq.payment.v1.Recount and RecountLane: how far going through everybody has come. They say nothing of anybody.
CREATE TABLE payment.recount (
  uid uuid PRIMARY KEY,
  kind text COLLATE "C" NOT NULL CHECK (payment.is_code('RecountKind', kind)),
  benefits jsonb CHECK (jsonb_typeof(benefits) = 'array'),
  started_by_uid uuid,
  total bigint NOT NULL DEFAULT 0 CHECK (total >= 0),
  create_time timestamptz NOT NULL DEFAULT now(),
  finish_time timestamptz
);
-- One of a kind at a time.
CREATE UNIQUE INDEX recount_goes_on ON payment.recount (kind) WHERE finish_time IS NULL;
CREATE INDEX recount_kind ON payment.recount (kind, uid DESC);
SELECT kit.protect('payment.recount');
CREATE TABLE payment.recount_lane (
  uid uuid PRIMARY KEY,
  recount_uid uuid NOT NULL REFERENCES payment.recount,
  after_uid uuid,
  until_uid uuid,
  done bigint NOT NULL DEFAULT 0,
  qualifying bigint NOT NULL DEFAULT 0,
  with_question bigint NOT NULL DEFAULT 0,
  held bigint NOT NULL DEFAULT 0,
  started bigint NOT NULL DEFAULT 0,
  changed bigint NOT NULL DEFAULT 0,
  unserved bigint NOT NULL DEFAULT 0,
  update_time timestamptz NOT NULL DEFAULT now(),
  finish_time timestamptz
);
CREATE INDEX recount_lane_recount_uid ON payment.recount_lane (recount_uid);
SELECT kit.protect('payment.recount_lane');

-- Rows of dayaq.payment.v1.Unserved.
CREATE TABLE payment.unserved (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL,
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  occasion_uid uuid,
  beneficiary_uid uuid,
  reason text COLLATE "C" NOT NULL CHECK (payment.is_code('UnservedReason', reason)),
  role text COLLATE "C" NOT NULL CHECK (role ~ '^[a-z_]+$' AND length(role) <= 60),
  create_time timestamptz NOT NULL DEFAULT now(),
  seen_time timestamptz NOT NULL DEFAULT now(),
  cleared_time timestamptz,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  FOREIGN KEY (register, district) REFERENCES incident.place (register, code)
);
CREATE UNIQUE INDEX unserved_once ON payment.unserved (survivor_uid, benefit, occasion_uid, beneficiary_uid) NULLS NOT DISTINCT WHERE cleared_time IS NULL;
CREATE INDEX unserved_open ON payment.unserved (register, uid) WHERE cleared_time IS NULL;
SELECT kit.protect('payment.unserved');

-- Whether events about these people wait for a subscriber, or were parked: what a person who was passed over waits for.
CREATE FUNCTION outbox.pending_about(of_subscriber text, names text[]) RETURNS TABLE (name text, parked boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM split_part(of_subscriber, '.', 1) || '_background' THEN
    RAISE EXCEPTION 'for the subscriber itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT n.name, bool_or(d.state = 'PARKED') FROM unnest(names) AS n(name)
    JOIN outbox.event e ON e.resource = n.name OR starts_with(e.resource, n.name || '/')
    JOIN outbox.delivery d ON d.event_uid = e.uid
  WHERE d.subscriber = of_subscriber AND (d.state = 'PARKED' OR d.state = 'WAITING' AND d.due_time <= now())
  GROUP BY n.name;
END
$$;
REVOKE EXECUTE ON FUNCTION outbox.pending_about(text, text[]) FROM PUBLIC;

-- What the service tells itself: that a suspension is over, that a pass goes on; and each day everybody is looked at once.
INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('entitlement.suspension_over', 'payment.end_suspensions'),
  ('recount.goes_on', 'payment.recount'),
  ('retention.day', 'payment.recount');

COMMIT;
