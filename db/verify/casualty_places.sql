-- Verify dayaq:casualty_places on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 2)::int FROM pg_indexes WHERE schemaname = 'incident' AND indexname IN ('casualty_by_district', 'casualty_by_institution');
ROLLBACK;
