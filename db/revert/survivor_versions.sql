-- Revert dayaq:survivor_versions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER keep_version ON survivor.survivor;
DROP TRIGGER next_version ON survivor.survivor;
DROP TRIGGER first_version ON survivor.survivor;
DROP FUNCTION survivor.other_bears(text, bytea, uuid);
DROP FUNCTION survivor.move_to_district(uuid, text);
DROP FUNCTION survivor.keep_version();
DROP FUNCTION survivor.next_version();
DROP FUNCTION survivor.first_version();
DELETE FROM access.column_class WHERE table_name = 'survivor.survivor_history';
DROP TABLE survivor.survivor_history;
COMMIT;
