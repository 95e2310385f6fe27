-- Revert dayaq:program_editions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION kit.end_support(integer, text);
DROP FUNCTION access.oldest_program();
DELETE FROM access.column_class WHERE table_name = 'access.program_support';
DROP TABLE access.program_support;
COMMIT;
