-- Verify dayaq:role_rules on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT role, powerful, not_with FROM access.role_rule WHERE false;
SELECT 1 / (count(*) = 1)::int FROM pg_trigger WHERE tgrelid = 'access.role_assignment'::regclass AND tgname = 'keep_role_rules';
ROLLBACK;
