-- Verify dayaq:rehabilitation_facts on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.facts_for_rehabilitation(text)'::regprocedure, 'survivor.referred_here(uuid)'::regprocedure, 'incident.lost_a_limb(uuid[])'::regprocedure;
SELECT 1 / (count(*) = 6)::integer FROM outbox.subscription WHERE subscriber = 'rehabilitation.follow';
ROLLBACK;
