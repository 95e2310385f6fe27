-- Revert dayaq:survivors from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name IN ('survivor.casualty', 'survivor.token', 'survivor.person_key', 'survivor.survivor');
DROP TABLE survivor.casualty, survivor.token, survivor.person_key, survivor.survivor;
DROP FUNCTION survivor.attached();
DROP FUNCTION survivor.next_number();
DROP SEQUENCE survivor.number_sequence;
DROP FUNCTION survivor.are_codes(text, jsonb);
DROP FUNCTION survivor.is_code(text, text);
DROP EXTENSION btree_gist;
DROP SCHEMA exclusion;
DROP SCHEMA survivor;
COMMIT;
