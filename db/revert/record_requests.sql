-- Revert dayaq:record_requests from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TABLE survivor.contact_preference, survivor.contact_preference_history, survivor.correction_request;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_contact_preference_version();
SET LOCAL ROLE dayaq_owner;
DROP FUNCTION survivor.stamp_correction();
SELECT kit.remove_codes('survivor', 'CorrectionMatter', 'CorrectionState', 'CorrectionDeclineReason', 'ContactChannel', 'ContactPurpose', 'SaidBy');
COMMIT;
