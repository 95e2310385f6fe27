-- Revert dayaq:incident_grants from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DO $$
DECLARE
  subject text;
BEGIN
  FOR subject IN SELECT rolname FROM pg_roles WHERE rolname = 'dayaq_incident' OR rolname LIKE 'incident\_%' LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA incident FROM %I', subject);
    EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access, audit, outbox, idempotency FROM %I', subject);
    EXECUTE format('REVOKE ALL ON FUNCTION incident.next_number(), incident.with_check_digit(bigint) FROM %I', subject);
    EXECUTE format('REVOKE ALL ON SCHEMA access, audit, outbox, idempotency, incident FROM %I', subject);
  END LOOP;
END
$$;
COMMIT;
