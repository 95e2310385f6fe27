-- Revert dayaq:legacy_loader from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
REVOKE ALL ON ALL TABLES IN SCHEMA incident FROM incident_legacy_loader;
REVOKE ALL ON FUNCTION incident.next_number(), incident.with_check_digit(bigint) FROM incident_legacy_loader;
REVOKE ALL ON SCHEMA incident FROM incident_legacy_loader;
REVOKE ALL ON incident.incident_history, incident.casualty_history FROM incident_police_reporter, incident_red_crescent_reporter;
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN
    SELECT p.tablename, (SELECT string_agg(quote_ident(r), ', ') FROM unnest(p.roles) AS r WHERE r <> 'incident_legacy_loader') AS roles
    FROM pg_policies p
    WHERE p.schemaname = 'incident' AND p.policyname = 'in_scope'
  LOOP
    EXECUTE format('ALTER POLICY in_scope ON incident.%I TO %s', policy.tablename, policy.roles);
  END LOOP;
END
$$;
SELECT access.revoke_service('incident', '{legacy_loader,operator}');
-- Looking at what is parked was the service's own.
REVOKE EXECUTE ON FUNCTION outbox.parked(), outbox.waiting() FROM incident_auditor;
GRANT EXECUTE ON FUNCTION outbox.parked() TO dayaq_incident, incident_background;
COMMIT;
