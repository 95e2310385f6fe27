-- Revert dayaq:short_messages from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber = 'survivor.queue_messages';
DELETE FROM outbox.subscription WHERE subscriber = 'survivor.queue_messages';
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.whom_to_tell(text);
DROP FUNCTION payment.guardian_of_payee(uuid[]);
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.whom_to_remind(uuid);
SET LOCAL ROLE dayaq_owner;
REVOKE SELECT (beneficiary_uid, example) ON payment.entitlement FROM payment_keeper;
REVOKE SELECT (uid) ON rehabilitation.appointment FROM rehabilitation_keeper;
DROP TABLE survivor.short_message;
DROP FUNCTION survivor.step_message();
DROP TABLE survivor.message_transition;
SELECT kit.remove_codes('survivor', 'MessageOccasion', 'MessageAddressee', 'MessageReceiver', 'MessageState', 'MessageReason');
COMMIT;
