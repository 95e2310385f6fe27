-- Revert dayaq:access_context from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION access.context_staff();
DROP FUNCTION access.context_registers();
DROP FUNCTION access.context_national();
DROP FUNCTION access.context_districts();
DROP FUNCTION access.context_institution();
DROP FUNCTION access.context_role();
DROP FUNCTION access.context();
DROP FUNCTION access.mac(text, text, bytea);
COMMIT;
