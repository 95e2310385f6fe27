-- Verify dayaq:bank_answers on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 4 AND bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE oid IN ('payment.bank_message'::regclass, 'payment.bank_line'::regclass, 'payment.payment_question'::regclass, 'payment.reconciliation'::regclass);
SELECT 1 / (count(*) = 2)::integer FROM pg_proc
WHERE oid IN ('payment.open_days()'::regprocedure, 'payment.reconciliation_open()'::regprocedure);
ROLLBACK;
