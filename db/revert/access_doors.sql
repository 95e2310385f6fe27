-- Revert dayaq:access_doors from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
REVOKE SELECT (register, district) ON incident.incident FROM incident_keeper;
REVOKE ALL ON FUNCTION access.context_on_behalf_of() FROM survivor_keeper;
DROP FUNCTION incident.standing_of(uuid);
DROP FUNCTION survivor.standing_of(uuid);
DROP FUNCTION survivor.find_for_emergency(text, bytea);
DROP FUNCTION access.close_emergency(uuid);
DROP FUNCTION access.end_delegation(uuid);
DROP FUNCTION access.delegations(uuid, boolean, uuid, integer);
DROP FUNCTION access.lend(uuid, uuid, text[], text[], text[], timestamptz, timestamptz, text);
DROP FUNCTION access.colleague(uuid);
DROP FUNCTION access.my_assignments();
COMMIT;
