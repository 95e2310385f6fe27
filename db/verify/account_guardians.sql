-- Verify dayaq:account_guardians on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (pg_get_function_result('survivor.payee_for_account(uuid,uuid,uuid,bytea[])'::regprocedure) LIKE '%guardian_relation%')::integer;
ROLLBACK;
