-- Verify dayaq:payment_runs on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE oid IN ('payment.payment_run'::regclass, 'payment.payment_order'::regclass, 'payment.payment_order_instalment'::regclass,
              'payment.payment_file'::regclass, 'payment.run_omission'::regclass);
SELECT 1 / (count(*) > 20)::integer FROM payment.order_transition;
ROLLBACK;
