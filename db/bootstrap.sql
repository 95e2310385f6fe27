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

-- The services and the policy roles of each. A service signs in as dayaq_<service>, which may do nothing but begin a request and so become
-- one of its policy roles, <service>_<role>; <service>_keeper owns the few functions that work across the rows of its schema and has
-- policies of its own there. Another service is one line more.
CREATE TEMPORARY TABLE service (name text PRIMARY KEY, roles text[] NOT NULL) ON COMMIT DROP;
INSERT INTO service VALUES
  ('incident', '{hospital_registrar,clinician,anama_officer,police_reporter,red_crescent_reporter,register_steward,legacy_loader,auditor,
                 privacy_officer,operator,background}'),
  ('survivor', '{hospital_registrar,clinician,caseworker,disability_expert,auditor,operator,background}'),
  ('payment', '{caseworker,payment_verifier,auditor,operator,background}'),
  ('access', '{hospital_registrar,clinician,anama_officer,police_reporter,red_crescent_reporter,register_steward,legacy_loader,
               rehabilitation_specialist,prosthetist,medical_technical_commission,disability_expert,caseworker,payment_verifier,
               payment_approver,payment_releaser,employment_adviser,foundation_payer,statistician,survivor,guardian,privacy_officer,
               auditor,access_administrator,operator,background}');

DO $$
DECLARE
  service record;
  role text;
BEGIN
  FOR service IN SELECT * FROM pg_temp.service LOOP
    PERFORM pg_temp.want_role(service.name || '_keeper', 'NOLOGIN NOINHERIT');
    EXECUTE format('GRANT %I TO dayaq_owner', service.name || '_keeper');
    PERFORM pg_temp.want_role('dayaq_' || service.name, 'LOGIN NOINHERIT CONNECTION LIMIT 100');
    FOREACH role IN ARRAY service.roles LOOP
      PERFORM pg_temp.want_role(service.name || '_' || role, 'NOLOGIN NOINHERIT');
      EXECUTE format('GRANT %I TO %I', service.name || '_' || role, 'dayaq_' || service.name);
    END LOOP;
    -- Names in statements are qualified; what is not must come from PostgreSQL itself.
    EXECUTE format('ALTER ROLE %I SET search_path = pg_catalog', 'dayaq_' || service.name);
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''60s''', 'dayaq_' || service.name);
  END LOOP;
END
$$;
COMMIT;
