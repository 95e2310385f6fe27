-- Deploy dayaq:legacy_loader to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The incident service has two roles more: the loader of legacy records and the operator, to whom it now falls to look at what is parked.
REVOKE EXECUTE ON FUNCTION outbox.parked() FROM dayaq_incident, incident_background;
SELECT access.grant_service('incident', '{hospital_registrar,clinician,anama_officer,police_reporter,red_crescent_reporter,register_steward,legacy_loader,auditor,privacy_officer,operator,background}');

-- The loader reads foreign registers in like a steward, into the national register too, with the names that stand in them.
GRANT USAGE ON SCHEMA incident TO incident_legacy_loader;
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN
    SELECT p.tablename, (SELECT string_agg(quote_ident(r), ', ') FROM unnest(p.roles) AS r) AS roles
    FROM pg_policies p
    WHERE p.schemaname = 'incident' AND p.policyname = 'in_scope' AND p.tablename NOT IN ('duplicate', 'merge')
  LOOP
    EXECUTE format('ALTER POLICY in_scope ON incident.%I TO %s, incident_legacy_loader', policy.tablename, policy.roles);
  END LOOP;
END
$$;
GRANT SELECT ON incident.register, incident.place TO incident_legacy_loader;
GRANT EXECUTE ON FUNCTION incident.next_number(), incident.with_check_digit(bigint) TO incident_legacy_loader;
SELECT access.grant_by_class(privilege, '{incident_legacy_loader}', '{incident.incident,incident.casualty,incident.report,incident.statement,incident.import}',
  'OPERATIONAL', 'LOCATION', 'IDENTITY', 'HEALTH', 'EMPLOYMENT', 'AUDIT') FROM unnest('{SELECT,INSERT}'::text[]) AS privilege;
SELECT access.grant_by_class(privilege, '{incident_legacy_loader}', '{incident.person_key,incident.token,incident.import_row,incident.import_group}',
  'OPERATIONAL', 'SECRET') FROM unnest('{SELECT,INSERT}'::text[]) AS privilege;
GRANT UPDATE (killed, injured, outcome_unknown) ON incident.incident TO incident_legacy_loader;
GRANT UPDATE (rows, rows_taken, rows_known, rows_refused, finished, update_time) ON incident.import TO incident_legacy_loader;

-- Who counts incidents counts them as known on a past day too, and for that reads what stood there then.
SELECT access.grant_by_class('SELECT', '{incident_police_reporter,incident_red_crescent_reporter,incident_legacy_loader}',
  '{incident.incident_history,incident.casualty_history}', 'OPERATIONAL');

COMMIT;
