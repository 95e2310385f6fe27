-- Revert dayaq:incident_policies from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN SELECT policyname, schemaname, tablename FROM pg_policies WHERE schemaname = 'incident' LOOP
    EXECUTE format('DROP POLICY %I ON %I.%I', policy.policyname, policy.schemaname, policy.tablename);
  END LOOP;
  FOR policy IN SELECT oid::regclass AS name FROM pg_class WHERE relnamespace = 'incident'::regnamespace AND relrowsecurity LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY', policy.name);
  END LOOP;
END
$$;
DROP FUNCTION access.add_scope_policy(regclass, text, text);
COMMIT;
