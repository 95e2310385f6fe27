-- Verify dayaq:cases on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 10 AND bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE relnamespace = 'survivor'::regnamespace AND relkind = 'r'
  AND relname IN ('support_case', 'support_case_history', 'case_need', 'case_goal', 'case_service', 'case_follow_up', 'provider', 'functioning',
                  'treatment', 'treatment_history');
SELECT 1 / survivor.is_code('CaseState', 'CASE_STATE_CLOSED')::integer;
ROLLBACK;
