-- Verify dayaq:incident_grants on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (has_column_privilege('incident_hospital_registrar', 'incident.casualty', 'identity', 'SELECT')
            AND NOT has_column_privilege('incident_anama_officer', 'incident.casualty', 'identity', 'SELECT')
            AND NOT has_column_privilege('incident_auditor', 'incident.casualty', 'injuries', 'SELECT')
            AND NOT has_table_privilege('dayaq_incident', 'incident.incident', 'SELECT'))::int;
-- Every column has a class; only the gazetteers are granted whole.
SELECT 1 / (NOT EXISTS (
  SELECT FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
  WHERE t.relnamespace = 'incident'::regnamespace AND t.relkind = 'r' AND t.relname NOT IN ('register', 'place')
    AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM access.column_class c WHERE c.table_name = 'incident.' || t.relname AND c.column_name = a.attname)))::int;
ROLLBACK;
