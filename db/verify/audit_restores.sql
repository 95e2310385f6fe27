-- Verify dayaq:audit_restores on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT log, seq, leaf FROM audit.lost WHERE false;
SELECT 1 / (NOT has_function_privilege('public', 'audit.drop_month(text)', 'execute'))::int;
ROLLBACK;
