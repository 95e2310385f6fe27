-- Revert dayaq:rehabilitation_facts from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
DELETE FROM outbox.delivery WHERE subscriber = 'rehabilitation.follow';
DELETE FROM outbox.subscription WHERE subscriber = 'rehabilitation.follow';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.facts_for_rehabilitation(text), survivor.referred_here(uuid), survivor.records_of(uuid);
SET LOCAL ROLE incident_keeper;
DROP FUNCTION incident.lost_a_limb(uuid[]);
SET LOCAL ROLE dayaq_owner;
REVOKE SELECT (amputations) ON incident.casualty FROM incident_keeper;
COMMIT;
