-- Revert dayaq:rule_withdrawal from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
-- What was withdrawn cannot be told any more: nothing ever followed from it.
ALTER TABLE payment.rule_proposal DISABLE TRIGGER stays;
ALTER TABLE payment.rule_proposal NO FORCE ROW LEVEL SECURITY;
DELETE FROM payment.rule_proposal WHERE state = 'RULE_PROPOSAL_STATE_WITHDRAWN';
ALTER TABLE payment.rule_proposal FORCE ROW LEVEL SECURITY;
ALTER TABLE payment.rule_proposal ENABLE TRIGGER stays;
DROP INDEX payment.rule_proposal_waits;
ALTER TABLE payment.rule_proposal
  DROP CONSTRAINT rule_proposal_withdrawn,
  DROP CONSTRAINT rule_proposal_approved,
  DROP COLUMN withdraw_time,
  DROP COLUMN withdraw_reason,
  ADD CONSTRAINT rule_proposal_approved CHECK ((state = 'RULE_PROPOSAL_STATE_PROPOSED') = (approved_by_uid IS NULL)
    AND (approved_by_uid IS NULL) = (approve_time IS NULL) AND (approved_by_uid IS NULL) = (comparison_uid IS NULL));
CREATE UNIQUE INDEX rule_proposal_waits ON payment.rule_proposal (content_hash) WHERE state <> 'RULE_PROPOSAL_STATE_ACTIVATED';
CREATE OR REPLACE FUNCTION payment.rule_step() RETURNS trigger
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
SELECT kit.remove_codes('payment', 'RuleProposalState');
SELECT kit.add_codes('payment', '{
  "RuleProposalState": ["RULE_PROPOSAL_STATE_PROPOSED", "RULE_PROPOSAL_STATE_APPROVED", "RULE_PROPOSAL_STATE_ACTIVATED"]
}');
COMMIT;
