-- Revert dayaq:key_rotation from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber IN ('incident.rewrap_keys', 'survivor.rewrap_keys');
DELETE FROM outbox.subscription WHERE subscriber IN ('incident.rewrap_keys', 'survivor.rewrap_keys');
DROP SCHEMA sealing CASCADE;
SET LOCAL ROLE incident_keeper;
DROP FUNCTION incident.rewrap_keys(jsonb), incident.keys_to_rewrap(integer, uuid, integer), incident.keys_by_kek();
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.rewrap_keys(jsonb), survivor.keys_to_rewrap(integer, uuid, integer), survivor.keys_by_kek();
SET LOCAL ROLE dayaq_owner;
DROP POLICY IF EXISTS keeper_wraps ON incident.person_key;
DROP POLICY IF EXISTS keeper_wraps ON survivor.person_key;
DROP POLICY IF EXISTS keeper_sees ON survivor.person_key;
REVOKE UPDATE (kek_id, wrapped) ON incident.person_key FROM incident_keeper;
REVOKE SELECT (uid, kek_id, wrapped), UPDATE (kek_id, wrapped) ON survivor.person_key FROM survivor_keeper;
DROP INDEX incident.person_key_kek, survivor.person_key_kek;
COMMIT;
