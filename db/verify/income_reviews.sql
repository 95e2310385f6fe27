-- Verify dayaq:income_reviews on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'payment.income_review'::regclass;
SELECT 1 / payment.is_code('IncomeChange', 'INCOME_CHANGE_JOB_STARTED')::integer;
SELECT 1 / (count(*) = 3)::integer FROM outbox.subscription
WHERE subscriber = 'payment.open_income_reviews' OR subscriber = 'survivor.queue_messages' AND kind = 'income_review.opened';
ROLLBACK;
