-- Verify dayaq:payee_accounts on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'payment.payee_account'::regclass;
SELECT 1 / (count(*) = 2)::integer FROM pg_proc WHERE oid IN ('survivor.payee_for_account(uuid,uuid,uuid,bytea[])'::regprocedure, 'survivor.payees_gone(uuid[])'::regprocedure);
ROLLBACK;
