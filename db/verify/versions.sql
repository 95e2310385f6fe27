-- Verify dayaq:versions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT history_uid, recorded_until, staff_uid, reason, scope_district FROM incident.incident_history WHERE false;
SELECT history_uid, recorded_until, staff_uid, reason FROM incident.casualty_history WHERE false;
-- A column that is added to a table is added to its history too.
SELECT 1 / (NOT EXISTS (
  SELECT FROM pg_attribute a
  WHERE a.attrelid IN ('incident.incident'::regclass, 'incident.casualty'::regclass) AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM pg_attribute h WHERE h.attrelid = (a.attrelid::regclass::text || '_history')::regclass
                    AND h.attname = a.attname AND h.atttypid = a.atttypid)))::int;
ROLLBACK;
