-- Deploy dayaq:incident_reactions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What the incident service does by itself: it looks for duplicates of what is new or was changed.
INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('incident.registered', 'incident.propose_duplicates'),
  ('incident.reported', 'incident.propose_duplicates'),
  ('incident.corrected', 'incident.propose_duplicates'),
  ('incident.report_added', 'incident.propose_duplicates'),
  ('incident.imported', 'incident.propose_duplicates');

COMMIT;
