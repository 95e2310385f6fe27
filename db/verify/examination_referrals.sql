-- Verify dayaq:examination_referrals on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'survivor.examination_referral'::regclass;
SELECT 1 / survivor.is_code('ExaminationState', 'EXAMINATION_STATE_OPEN')::integer;
ROLLBACK;
