-- Verify dayaq:incident_reactions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) > 0)::int FROM outbox.subscription WHERE subscriber = 'incident.propose_duplicates';
ROLLBACK;
