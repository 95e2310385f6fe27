-- Verify dayaq:context_bounds on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (access.context_lowest_district() IS NULL AND access.context_highest_district() IS NULL)::int;
ROLLBACK;
