-- Verify dayaq:recounts on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT beside FROM payment.assessment WHERE false;
SELECT 1 / (count(*) = 5)::integer FROM pg_proc
WHERE oid = ANY ('{survivor.benefit_facts_of(uuid[]),survivor.facts_of_people(uuid[]),survivor.facts_within_reach(uuid),survivor.lanes_for_benefits(integer),"survivor.next_for_benefits(uuid,uuid,integer)"}'::regprocedure[])
  AND proowner = 'survivor_keeper'::regrole;
ROLLBACK;
