-- Verify dayaq:survivor_grants on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (has_column_privilege('survivor_caseworker', 'survivor.survivor', 'identity', 'SELECT')
            AND NOT has_column_privilege('survivor_caseworker', 'survivor.survivor', 'death_document', 'SELECT')
            AND NOT has_column_privilege('survivor_caseworker', 'survivor.casualty', 'told_id', 'SELECT')
            AND NOT has_column_privilege('survivor_disability_expert', 'survivor.survivor', 'identity', 'SELECT')
            AND NOT has_column_privilege('survivor_clinician', 'survivor.disability_decision', 'percent', 'SELECT')
            AND NOT has_table_privilege('dayaq_survivor', 'survivor.survivor', 'SELECT'))::int;
-- Every column has a class, every table row security.
SELECT 1 / (NOT EXISTS (
  SELECT FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
  WHERE t.relnamespace = 'survivor'::regnamespace AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM access.column_class c WHERE c.table_name = 'survivor.' || t.relname AND c.column_name = a.attname)))::int;
SELECT 1 / (count(*) FILTER (WHERE NOT relrowsecurity OR NOT relforcerowsecurity) = 0 AND count(*) = 6)::int
FROM pg_class WHERE relnamespace = 'survivor'::regnamespace AND relkind = 'r';
ROLLBACK;
