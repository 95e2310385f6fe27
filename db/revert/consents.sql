-- Revert dayaq:consents from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION survivor.today();
DROP TABLE survivor.consent_history, survivor.consent;
DROP FUNCTION survivor.consent_given(), survivor.keep_consent();
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_consent_version();
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_codes('survivor', 'ConsentPurpose', 'SharedClass', 'ConsentOperation', 'ConsentGiver', 'ConsentDocument', 'AfterConsent');
COMMIT;
