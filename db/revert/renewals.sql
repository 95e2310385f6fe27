-- Revert dayaq:renewals from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
DELETE FROM outbox.delivery WHERE subscriber = 'rehabilitation.keep_renewals';
DELETE FROM outbox.subscription WHERE subscriber = 'rehabilitation.keep_renewals';
DROP TABLE rehabilitation.renewal_history, rehabilitation.renewal;
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.due_of(uuid, uuid), rehabilitation.device_lives(text), rehabilitation.devices_in_use(text, text),
  rehabilitation.keep_renewal_version();
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_codes('rehabilitation', 'RenewalState', 'RenewalBasis', 'RenewalReason');
COMMIT;
