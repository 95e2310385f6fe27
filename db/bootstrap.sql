-- The roles of the whole cluster; run by a superuser in any database, as often as wanted. Databases share them, so whatever lies in
-- one database is granted by its migrations and not here.
\set ON_ERROR_STOP on
BEGIN;
-- Two migrations of two databases at once must not both create a role.
SELECT pg_advisory_xact_lock(hashtextextended('dayaq.bootstrap', 0));

CREATE FUNCTION pg_temp.want_role(name text, attributes text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
    EXECUTE format('CREATE ROLE %I', name);
  END IF;
  EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS %s', name, attributes);
END
$$;

-- Owns every object. NOINHERIT: being able to give a function to a keeper does not lend it the keeper's rows.
SELECT pg_temp.want_role('dayaq_owner', 'NOLOGIN NOINHERIT');
-- Deploys migrations by SET ROLE dayaq_owner.
SELECT pg_temp.want_role('dayaq_migrator', 'LOGIN NOINHERIT');
GRANT dayaq_owner TO dayaq_migrator;

-- Owns the few functions that work across the rows of the incident schema; has policies of its own there.
SELECT pg_temp.want_role('incident_keeper', 'NOLOGIN NOINHERIT');
GRANT incident_keeper TO dayaq_owner;

-- The incident service signs in as its login, which may do nothing but begin a request and so become one of its policy roles.
SELECT pg_temp.want_role('dayaq_incident', 'LOGIN NOINHERIT CONNECTION LIMIT 100');
SELECT pg_temp.want_role(role, 'NOLOGIN NOINHERIT')
FROM unnest(ARRAY['incident_hospital_registrar', 'incident_clinician', 'incident_anama_officer', 'incident_police_reporter',
                  'incident_red_crescent_reporter', 'incident_register_steward', 'incident_auditor', 'incident_privacy_officer',
                  'incident_background']) AS role;
GRANT incident_hospital_registrar, incident_clinician, incident_anama_officer, incident_police_reporter,
      incident_red_crescent_reporter, incident_register_steward, incident_auditor, incident_privacy_officer, incident_background
   TO dayaq_incident;

-- Names in statements are qualified; what is not must come from PostgreSQL itself.
ALTER ROLE dayaq_incident SET search_path = pg_catalog;
ALTER ROLE dayaq_incident SET idle_in_transaction_session_timeout = '60s';
COMMIT;
