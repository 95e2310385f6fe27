-- Revert dayaq:role_rules from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER keep_role_rules ON access.role_assignment;
DROP FUNCTION access.keep_role_rules();
DROP TABLE access.role_rule;
COMMIT;
