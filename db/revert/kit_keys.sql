-- Revert dayaq:kit_keys from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION kit.keep_person_keys(regclass);
CREATE OR REPLACE FUNCTION sealing.rows_by_kek() RETURNS TABLE (schema_name text, kek_id integer, keys bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'incident', i.kek_id, i.keys FROM incident.keys_by_kek() i
  UNION ALL SELECT 'survivor', s.kek_id, s.keys FROM survivor.keys_by_kek() s
$$;
COMMIT;
