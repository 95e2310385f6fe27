-- Revert dayaq:examination_referrals from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
ALTER TABLE survivor.disability_decision DROP CONSTRAINT decision_referral;
DROP INDEX survivor.decision_referral_uid;
DROP TABLE survivor.examination_referral;
DROP FUNCTION survivor.keep_examination();
SELECT kit.remove_codes('survivor', 'ExaminationState', 'ExaminationKind', 'ExaminationReturnReason', 'FunctionGroup');
COMMIT;
