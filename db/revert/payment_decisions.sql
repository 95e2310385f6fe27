-- Revert dayaq:payment_decisions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber IN ('payment.end_suspensions', 'payment.recount');
DELETE FROM outbox.subscription WHERE subscriber IN ('payment.end_suspensions', 'payment.recount');
DROP FUNCTION outbox.pending_about(text, text[]);
DROP TABLE payment.unserved, payment.recount_lane, payment.recount, payment.recovery_plan, payment.entitlement_appeal, payment.suspension;
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.follow_suspension();
SET LOCAL ROLE dayaq_owner;
DROP FUNCTION payment.decided_once(), payment.stays_waived();
DROP POLICY keeper_update ON payment.entitlement;
REVOKE UPDATE (suspended) ON payment.entitlement FROM payment_keeper;
ALTER TABLE payment.entitlement DROP COLUMN suspended;
ALTER TABLE payment.assessment DROP COLUMN facts, DROP COLUMN made_for, DROP COLUMN rule_hash, DROP COLUMN outcome;
SELECT kit.remove_codes('payment', 'SuspensionState', 'SuspensionReason', 'ResumptionReason', 'EntitlementAppealState', 'AppealGround',
                        'AppealDecisionReason', 'RecoveryDecision', 'RecoveryReason', 'RecountKind', 'UnservedReason');
COMMIT;
