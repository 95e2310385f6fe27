-- Verify dayaq:program_editions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (access.oldest_program() >= 1)::integer;
SELECT oldest, because, change_time FROM access.program_support WHERE false;
SELECT 1 / has_function_privilege('kit.end_support(integer, text)', 'execute')::integer;
ROLLBACK;
