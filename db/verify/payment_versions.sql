-- Verify dayaq:payment_versions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 4)::integer FROM pg_trigger t
WHERE t.tgname IN ('first_version', 'next_version', 'entitlement_sum') AND t.tgrelid IN ('payment.entitlement'::regclass, 'payment.instalment'::regclass);
ROLLBACK;
