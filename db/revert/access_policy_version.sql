-- Revert dayaq:access_policy_version from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
-- What was made from the policy goes with it: what the migrations before granted does not come back, and nobody sees a row until they are
-- deployed anew. Keepers and the owner keep their policies.
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN
    SELECT policyname, schemaname, tablename FROM pg_policies
    WHERE EXISTS (SELECT FROM access.policy_version) AND schemaname IN ('access', 'incident', 'payment', 'survivor')
      AND NOT roles <@ '{access_keeper,incident_keeper,payment_keeper,survivor_keeper,dayaq_owner}'::name[]
  LOOP
    EXECUTE format('DROP POLICY %I ON %I.%I', policy.policyname, policy.schemaname, policy.tablename);
  END LOOP;
END
$$;
DROP POLICY keeper ON incident.register;
DROP FUNCTION access.policy_hash();
DROP TABLE access.policy_version;
COMMIT;
