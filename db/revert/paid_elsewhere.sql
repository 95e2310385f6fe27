-- Revert dayaq:paid_elsewhere from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.entitlements_of_merged(uuid), payment.covered_elsewhere(uuid);
SET LOCAL ROLE dayaq_owner;
DROP POLICY keeper_select ON payment.entitlement;
DROP POLICY keeper_select ON payment.instalment;
REVOKE SELECT (survivor_uid, benefit, occasion_uid, beneficiary_uid) ON payment.entitlement FROM payment_keeper;
REVOKE SELECT (uid, entitlement_uid, period, amount_qepik) ON payment.instalment FROM payment_keeper;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.merged_records(uuid[]);
COMMIT;
