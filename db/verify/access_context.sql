-- Verify dayaq:access_context on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
-- No context: no answer, and no error.
SELECT 1 / (access.context_role() IS NULL AND access.context_institution() IS NULL AND access.context_districts() IS NULL
            AND access.context_national() IS NULL AND access.context_registers() IS NULL AND access.context_staff() IS NULL)::int;
ROLLBACK;
