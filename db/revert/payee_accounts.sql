-- Revert dayaq:payee_accounts from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber = 'payment.rewrap_keys';
DELETE FROM outbox.subscription WHERE subscriber = 'payment.rewrap_keys';
DROP TRIGGER move_accounts ON payment.entitlement;
DROP TABLE payment.token, payment.person_key, payment.payee_account_history, payment.payee_account;
DROP FUNCTION payment.stamp_account();
DELETE FROM access.column_class WHERE table_name IN ('payment.token', 'payment.person_key', 'payment.payee_account_history', 'payment.payee_account');
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.move_accounts(), payment.note_shared_account(text, bytea, uuid), payment.keep_payee_account_version(),
  payment.keys_by_kek(), payment.keys_to_rewrap(integer, uuid, integer), payment.rewrap_keys(jsonb);
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.payee_for_account(uuid, uuid, uuid, bytea[]), survivor.payees_gone(uuid[]);
SET LOCAL ROLE dayaq_owner;
REVOKE SELECT (uid, ended_on, member_uid) ON survivor.family_member FROM survivor_keeper;
REVOKE EXECUTE ON FUNCTION access.context_staff(), sealing.is_destroyed(bytea, integer) FROM payment_keeper;
REVOKE USAGE ON SCHEMA sealing FROM payment_keeper;
SELECT kit.remove_codes('payment', 'AccountHolder', 'AccountState', 'AccountDoubt');
COMMIT;
