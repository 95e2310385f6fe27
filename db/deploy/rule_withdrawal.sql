-- Deploy dayaq:rule_withdrawal to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "RuleProposalState": ["RULE_PROPOSAL_STATE_PROPOSED", "RULE_PROPOSAL_STATE_APPROVED", "RULE_PROPOSAL_STATE_ACTIVATED", "RULE_PROPOSAL_STATE_WITHDRAWN"]
}');

-- What is withdrawn keeps who approved it and after which comparison: that happened.
ALTER TABLE payment.rule_proposal
  ADD COLUMN withdraw_time timestamptz,
  ADD COLUMN withdraw_reason text CHECK (length(withdraw_reason) BETWEEN 2 AND 500),
  DROP CONSTRAINT rule_proposal_approved,
  ADD CONSTRAINT rule_proposal_approved CHECK (
    CASE state WHEN 'RULE_PROPOSAL_STATE_PROPOSED' THEN approved_by_uid IS NULL WHEN 'RULE_PROPOSAL_STATE_WITHDRAWN' THEN true
               ELSE approved_by_uid IS NOT NULL END
    AND (approved_by_uid IS NULL) = (approve_time IS NULL) AND (approved_by_uid IS NULL) = (comparison_uid IS NULL)),
  ADD CONSTRAINT rule_proposal_withdrawn CHECK ((state = 'RULE_PROPOSAL_STATE_WITHDRAWN') = (withdraw_time IS NOT NULL)
    AND (withdraw_time IS NULL) = (withdraw_reason IS NULL));
-- What was withdrawn waits no more, so the same text may be proposed anew.
DROP INDEX payment.rule_proposal_waits;
CREATE UNIQUE INDEX rule_proposal_waits ON payment.rule_proposal (content_hash)
  WHERE state <> 'RULE_PROPOSAL_STATE_ACTIVATED' AND state <> 'RULE_PROPOSAL_STATE_WITHDRAWN';

-- Who takes a step is whom the signed context says. What was proposed stays as it is; what came into force or was withdrawn stays so. Only who
-- proposed it withdraws it. DY012 for anything else.
CREATE OR REPLACE FUNCTION payment.rule_step() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  follows constant text[] := '{state,approved_by_uid,approve_time,comparison_uid,activated_by_uid,activate_time,number,withdraw_time,withdraw_reason,etag,update_time}';
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.proposed_by_uid := access.context_staff();
    NEW.state := 'RULE_PROPOSAL_STATE_PROPOSED';
    RETURN NEW;
  END IF;
  IF OLD.state IN ('RULE_PROPOSAL_STATE_ACTIVATED', 'RULE_PROPOSAL_STATE_WITHDRAWN') OR to_jsonb(NEW) - follows <> to_jsonb(OLD) - follows THEN
    RAISE EXCEPTION 'a proposed rule stays as it is' USING ERRCODE = 'DY012';
  END IF;
  IF NEW.state = 'RULE_PROPOSAL_STATE_WITHDRAWN' THEN
    IF access.context_staff() IS DISTINCT FROM OLD.proposed_by_uid
       OR (NEW.approved_by_uid, NEW.approve_time, NEW.comparison_uid) IS DISTINCT FROM (OLD.approved_by_uid, OLD.approve_time, OLD.comparison_uid) THEN
      RAISE EXCEPTION 'a rule is withdrawn by who proposed it' USING ERRCODE = 'DY012';
    END IF;
  ELSIF NEW.state = 'RULE_PROPOSAL_STATE_ACTIVATED' THEN
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

COMMIT;
