-- Verify dayaq:record_merges on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT merged_into_uid FROM survivor.survivor WHERE false;
SELECT 1 / (count(*) = 3)::integer FROM pg_class
WHERE oid IN ('survivor.match'::regclass, 'survivor.record_merge'::regclass, 'survivor.match_sweep'::regclass) AND relforcerowsecurity;
SELECT 1 / (count(*) = 6)::integer FROM outbox.subscription
WHERE subscriber IN ('survivor.find_matches', 'survivor.sweep') OR kind IN ('survivor.merged', 'survivor.unmerged') AND subscriber = 'payment.assess';
ROLLBACK;
