-- Verify dayaq:context_scopes on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT id, policy_role, institution, districts, "national", registers, digest FROM access.scope WHERE false;
-- No context: no answer, and no error.
SELECT 1 / ((access.scope_in_force()).policy_role IS NULL AND access.context_registers_as(current_user) IS NULL
            AND access.context_lowest_district() IS NULL)::int;
ROLLBACK;
