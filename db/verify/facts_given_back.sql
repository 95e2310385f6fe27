-- Verify dayaq:facts_given_back on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.give_back(uuid, jsonb, jsonb, boolean)'::regprocedure, 'survivor.facts_of_merge(uuid)'::regprocedure,
       'survivor.sealed_facts(uuid, text[], uuid[])'::regprocedure;
ROLLBACK;
