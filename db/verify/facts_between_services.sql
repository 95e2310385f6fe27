-- Verify dayaq:facts_between_services on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (has_function_privilege('survivor_background', 'incident.casualties_for_survivor(text)', 'EXECUTE')
            AND has_function_privilege('survivor_keeper', 'incident.facts_for_benefits(uuid[])', 'EXECUTE')
            AND NOT has_function_privilege('survivor_background', 'incident.facts_for_benefits(uuid[])', 'EXECUTE')
            AND has_function_privilege('payment_background', 'survivor.facts_for_benefits(uuid)', 'EXECUTE'))::int;
ROLLBACK;
