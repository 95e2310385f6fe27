-- Verify dayaq:after_death on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.end_referrals(uuid)'::regprocedure;
SELECT 1 / survivor.is_code('ReferralState', 'REFERRAL_STATE_PERSON_DIED')::integer;
SELECT 1 / (count(*) = 2)::integer FROM outbox.subscription WHERE subscriber = 'survivor.follow_death';
ROLLBACK;
