-- Revert dayaq:incident_reactions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.subscription WHERE subscriber = 'incident.propose_duplicates';
COMMIT;
