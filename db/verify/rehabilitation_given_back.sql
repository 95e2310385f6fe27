-- Verify dayaq:rehabilitation_given_back on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (has_function_privilege('survivor_keeper', 'rehabilitation.facts_of_records(uuid[],timestamptz)', 'EXECUTE')
            AND has_function_privilege('survivor_keeper', 'rehabilitation.give_facts(uuid[],text[],uuid[],uuid[],text[])', 'EXECUTE'))::integer;
ROLLBACK;
