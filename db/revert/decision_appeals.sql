-- Revert dayaq:decision_appeals from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TABLE survivor.decision_appeal;
DROP FUNCTION survivor.keep_appeal();
SELECT kit.remove_codes('survivor', 'AppealCommission', 'AppealState');
COMMIT;
