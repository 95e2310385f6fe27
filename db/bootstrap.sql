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

-- The services and the policy roles of each, as policy/access.yaml has them. A service signs in as dayaq_<service>, which may do nothing but
-- begin a request and so become one of its policy roles, <service>_<role>; <service>_keeper owns the few functions that work across the rows
-- of its schema and has policies of its own there.
CREATE TEMPORARY TABLE policy_role (service text, role text, PRIMARY KEY (service, role)) ON COMMIT DROP;
\ir ../policy/generated/roles.sql

DO $$
DECLARE
  subject record;
BEGIN
  FOR subject IN SELECT DISTINCT service FROM pg_temp.policy_role ORDER BY service LOOP
    PERFORM pg_temp.want_role(subject.service || '_keeper', 'NOLOGIN NOINHERIT');
    EXECUTE format('GRANT %I TO dayaq_owner', subject.service || '_keeper');
    PERFORM pg_temp.want_role('dayaq_' || subject.service, 'LOGIN NOINHERIT CONNECTION LIMIT 100');
    -- Names in statements are qualified; what is not must come from PostgreSQL itself.
    EXECUTE format('ALTER ROLE %I SET search_path = pg_catalog', 'dayaq_' || subject.service);
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''60s''', 'dayaq_' || subject.service);
    -- What a service does stands in the audit entries it writes; pgaudit watches everybody else. Only a superuser may set this, so nobody
    -- else hides behind it.
    EXECUTE format('ALTER ROLE %I SET pgaudit.log = ''none''', 'dayaq_' || subject.service);
  END LOOP;
  FOR subject IN SELECT service || '_' || role AS name, 'dayaq_' || service AS login FROM pg_temp.policy_role ORDER BY 1 LOOP
    PERFORM pg_temp.want_role(subject.name, 'NOLOGIN NOINHERIT');
    EXECUTE format('GRANT %I TO %I', subject.name, subject.login);
  END LOOP;
  -- A role that the policy no longer has, or never had: nobody takes it any more.
  FOR subject IN
    SELECT taken.rolname AS name, login.rolname AS login
    FROM pg_auth_members m JOIN pg_roles taken ON taken.oid = m.roleid JOIN pg_roles login ON login.oid = m.member
    WHERE login.rolname IN (SELECT 'dayaq_' || service FROM pg_temp.policy_role)
      AND (taken.rolname, login.rolname) NOT IN (SELECT service || '_' || role, 'dayaq_' || service FROM pg_temp.policy_role)
  LOOP
    EXECUTE format('REVOKE %I FROM %I', subject.name, subject.login);
  END LOOP;
END
$$;
COMMIT;
