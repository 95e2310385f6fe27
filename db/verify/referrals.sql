-- Verify dayaq:referrals on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 3)::integer FROM pg_class
WHERE oid IN ('survivor.referral'::regclass, 'survivor.referral_history'::regclass, 'survivor.referral_sheet'::regclass) AND relforcerowsecurity;
SELECT 1 / (count(*) = 2)::integer FROM outbox.subscription WHERE subscriber = 'survivor.watch_referrals';
ROLLBACK;
