-- Revert dayaq:survivor_grants from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SELECT access.revoke_service('survivor', '{hospital_registrar,clinician,caseworker,disability_expert,auditor,operator,background}');
DO $$
DECLARE
  subject text;
  policy record;
BEGIN
  FOR subject IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'survivor\_%' LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA survivor FROM %I', subject);
    EXECUTE format('REVOKE ALL ON survivor.survivor, incident.register, incident.place FROM %I', subject);
    EXECUTE format('REVOKE ALL ON SCHEMA survivor, incident, access FROM %I', subject);
  END LOOP;
  FOR policy IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'survivor' LOOP
    EXECUTE format('DROP POLICY %I ON survivor.%I', policy.policyname, policy.tablename);
  END LOOP;
  FOR policy IN SELECT oid::regclass AS name FROM pg_class WHERE relnamespace = 'survivor'::regnamespace AND relrowsecurity LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY', policy.name);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION survivor.next_number() FROM survivor_background;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM survivor_keeper;
COMMIT;
