-- Revert dayaq:context_bounds from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
-- Row policies that were made from the policy ask these functions; they are made anew by policy/generated/access.sql.
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN
    SELECT policyname, schemaname, tablename FROM pg_policies WHERE qual LIKE '%access.context_lowest_district()%'
  LOOP
    EXECUTE format('DROP POLICY %I ON %I.%I', policy.policyname, policy.schemaname, policy.tablename);
  END LOOP;
END
$$;
DROP FUNCTION access.context_highest_district();
DROP FUNCTION access.context_lowest_district();
COMMIT;
