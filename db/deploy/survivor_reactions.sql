-- Deploy dayaq:survivor_reactions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What the survivor service does by itself: it opens and attaches records when somebody is registered, and keeps what they say of the
-- incident up to date.
INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'survivor.keep_records'
FROM unnest('{casualty.registered,casualty.changed,incident.imported,incident.verified,incident.rejected,incident.corrected,incident.report_added,incident.merged,incident.unmerged}'::text[]) AS kind;

COMMIT;
