-- Revert dayaq:access_grants from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber = 'access.sweep';
DELETE FROM outbox.subscription WHERE subscriber = 'access.sweep';
DROP POLICY IF EXISTS own_new ON access.break_glass;
DROP POLICY IF EXISTS own_record ON access.break_glass;
DROP POLICY IF EXISTS in_scope ON access.break_glass;
DROP POLICY IF EXISTS overseen ON access.session;
DROP POLICY IF EXISTS overseen ON access.role_assignment;
DROP POLICY IF EXISTS overseen ON access.staff;
DELETE FROM access.column_class WHERE table_name LIKE 'access.%';
SELECT access.revoke_service('access', (SELECT array_agg(substr(rolname, 8)) FROM pg_roles
                                        WHERE rolname LIKE 'access\_%' AND rolname <> 'access_keeper'));
DO $$
DECLARE
  role text;
BEGIN
  FOR role IN SELECT quote_ident(rolname) FROM pg_roles WHERE rolname LIKE 'access\_%' AND rolname <> 'access_keeper' LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA access, incident FROM %s', role);
    EXECUTE format('REVOKE ALL ON SCHEMA survivor, incident FROM %s', role);
  END LOOP;
END
$$;
COMMIT;
