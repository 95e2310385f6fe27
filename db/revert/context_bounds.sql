-- Revert dayaq:context_bounds from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION access.context_highest_district();
DROP FUNCTION access.context_lowest_district();
COMMIT;
