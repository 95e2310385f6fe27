-- Revert dayaq:referrals from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber = 'survivor.watch_referrals';
DELETE FROM outbox.subscription WHERE subscriber = 'survivor.watch_referrals';
DROP TRIGGER empty_copies ON survivor.person_key;
DROP TRIGGER consent_withdrawn ON survivor.consent;
DROP TRIGGER remove_sheet ON survivor.referral;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.empty_copies(), survivor.sheet_key(uuid), survivor.count_followed_referrals(uuid, text[], boolean),
  survivor.followed_referrals(uuid, uuid, text[], boolean, uuid, integer), survivor.withdraw_referral(uuid, bigint),
  survivor.send_referral(jsonb, jsonb), survivor.referrals_on(uuid), survivor.end_consent(uuid), survivor.consent_withdrawn(),
  survivor.close_on_consent(uuid), survivor.remove_sheet();
SET LOCAL ROLE dayaq_owner;
DROP TABLE survivor.referral_sheet, survivor.referral_history, survivor.referral;
DROP FUNCTION survivor.step_referral();
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_referral_version();
SET LOCAL ROLE dayaq_owner;
DROP POLICY keeper_select ON survivor.consent;
DROP POLICY keeper_update ON survivor.consent;
REVOKE SELECT ON survivor.consent FROM survivor_keeper;
REVOKE SELECT (uid, survivor_uid, classes, operations, recipient_institution, recipient_kind, given_on, valid_until, withdrawn_time, proxy_name,
  register, district, institution), UPDATE (proxy_name) ON survivor.consent FROM survivor_keeper;
REVOKE EXECUTE ON FUNCTION access.context_person() FROM survivor_keeper;
SELECT kit.remove_codes('survivor', 'ReferredService', 'ReferralUrgency', 'LegalBasis', 'ReferralState', 'ReferralOverdue', 'ReferralRefusal',
  'ReferralOutcome');
COMMIT;
