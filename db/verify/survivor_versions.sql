-- Verify dayaq:survivor_versions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT history_uid, recorded_until, staff_uid, reason, scope_district FROM survivor.survivor_history WHERE false;
SELECT 'survivor.move_to_district(uuid, text)'::regprocedure;
SELECT 1 / (has_function_privilege('survivor_caseworker', 'survivor.other_bears(text, bytea, uuid)', 'EXECUTE')
            AND NOT has_function_privilege('survivor_clinician', 'survivor.other_bears(text, bytea, uuid)', 'EXECUTE'))::int;
-- A column that is added to the table is added to its history too.
SELECT 1 / (NOT EXISTS (
  SELECT FROM pg_attribute a
  WHERE a.attrelid = 'survivor.survivor'::regclass AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM pg_attribute h WHERE h.attrelid = 'survivor.survivor_history'::regclass
                    AND h.attname = a.attname AND h.atttypid = a.atttypid)))::int;
ROLLBACK;
