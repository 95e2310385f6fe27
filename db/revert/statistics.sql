-- Revert dayaq:statistics from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.event WHERE kind = 'layer.goes_on';
SELECT kit.remove_schema('statistics');
SET LOCAL ROLE incident_keeper;
DROP FUNCTION incident.facts_for_statistics(uuid[]), incident.uids_for_statistics(uuid, integer);
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.facts_for_statistics(uuid[]), survivor.uids_for_statistics(uuid, integer);
SET LOCAL ROLE dayaq_owner;
REVOKE ALL ON outbox.delivery FROM statistics_keeper;
REVOKE USAGE ON SCHEMA outbox FROM statistics_keeper;
COMMIT;
