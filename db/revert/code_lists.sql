-- Revert dayaq:code_lists from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION incident.is_point(jsonb);
DROP FUNCTION incident.is_partial_date(text);
DROP FUNCTION incident.is_code(text, text);
COMMIT;
