-- The rights in the database are those that follow from the policy, and no others (AC-4): made anew they are the same, and whatever else was
-- granted, changed or taken away is noticed and undone. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Everything that says who may do what, a line each.
CREATE FUNCTION test.rights() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH house AS (
    SELECT oid, nspname, nspacl FROM pg_namespace
    WHERE nspname IN (SELECT substr(rolname, 7) FROM pg_roles WHERE rolcanlogin AND rolname LIKE 'dayaq\_%')
       OR nspname IN ('access', 'audit', 'outbox', 'idempotency')
  ), acl AS (
    SELECT 'schema ' || nspname AS what, nspacl AS acl FROM house
    UNION ALL SELECT format('table %s.%s', h.nspname, c.relname), c.relacl FROM pg_class c JOIN house h ON h.oid = c.relnamespace
    UNION ALL SELECT format('column %s.%s.%s', h.nspname, c.relname, a.attname), a.attacl
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN house h ON h.oid = c.relnamespace
    UNION ALL SELECT 'function ' || f.oid::regprocedure, f.proacl FROM pg_proc f JOIN house h ON h.oid = f.pronamespace
  )
  SELECT format('%s: %s to %s by %s%s', what, x.privilege_type, CASE x.grantee WHEN 0 THEN 'everyone' ELSE x.grantee::regrole::text END,
                x.grantor::regrole, CASE WHEN x.is_grantable THEN ' and on' END)
  FROM acl, aclexplode(acl) AS x WHERE x.grantee <> 'dayaq_owner'::regrole
  UNION ALL
  SELECT format('policy %s on %s.%s: %s for %s to %s using %s check %s', policyname, schemaname, tablename, permissive, cmd, roles, qual, with_check)
  FROM pg_policies WHERE schemaname IN (SELECT nspname FROM house)
  UNION ALL
  SELECT format('row security of %s: %s, forced %s', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity)
  FROM pg_class c JOIN house h ON h.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')
  UNION ALL
  SELECT format('view %s: %s', c.oid::regclass, c.reloptions) FROM pg_class c JOIN house h ON h.oid = c.relnamespace WHERE c.relkind IN ('v', 'm')
  UNION ALL
  SELECT format('class of %s.%s: %s', table_name, column_name, class) FROM access.column_class
  UNION ALL
  SELECT format('role %s: powerful %s, not with %s', role, powerful, not_with) FROM access.role_rule
  UNION ALL
  SELECT format('policy of the database: %s', hash) FROM access.policy_version
$$;

CREATE TEMPORARY TABLE before AS SELECT * FROM test.rights() AS r(line);
SELECT diag(kind || ': ' || count(*)) FROM (SELECT split_part(line, ' ', 1) AS kind FROM before) AS b GROUP BY kind ORDER BY kind;
SELECT cmp_ok(count(*), '>', 5000::bigint, 'rights were read') FROM before;

CREATE FUNCTION test.differences() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  (SELECT '+ ' || line FROM (SELECT test.rights() AS line EXCEPT ALL SELECT line FROM pg_temp.before) AS more)
  UNION ALL (SELECT '- ' || line FROM (SELECT line FROM pg_temp.before EXCEPT ALL SELECT test.rights()) AS less)
$$;

\ir ../../policy/generated/access.sql
SELECT is((SELECT array_agg(d) FROM test.differences() AS d), NULL, 'made anew, the rights are the same');
SELECT is(access.policy_hash(), (SELECT substring(line FROM ': (.*)') FROM before WHERE line LIKE 'policy of the database%'), '... and so is what they follow from');

-- Each of these is noticed.
CREATE TEMPORARY TABLE stray (place serial, statement text);
INSERT INTO stray (statement) VALUES
  ('GRANT SELECT ON incident.casualty TO incident_statistician'),
  ('GRANT SELECT (identity) ON survivor.survivor TO survivor_auditor'),
  ('GRANT UPDATE (state) ON incident.incident TO incident_hospital_registrar WITH GRANT OPTION'),
  ('GRANT DELETE ON payment.instalment TO payment_background'),
  ('GRANT SELECT ON survivor.token TO dayaq_survivor'),
  ('GRANT SELECT (given_name) ON access.staff TO PUBLIC'),
  ('GRANT SELECT ON access.context_key TO dayaq_migrator'),
  ('GRANT USAGE ON SCHEMA survivor TO incident_clinician'),
  ('GRANT ALL ON SEQUENCE survivor.number_sequence TO survivor_caseworker'),
  ('GRANT EXECUTE ON FUNCTION outbox.requeue(uuid) TO incident_background'),
  ('SET LOCAL ROLE survivor_keeper; GRANT EXECUTE ON FUNCTION survivor.facts_for_benefits(uuid) TO payment_auditor; RESET ROLE'),
  ('GRANT INSERT ON audit.entry TO incident_auditor'),
  ('CREATE POLICY everything ON survivor.survivor USING (true)'),
  ('CREATE POLICY everything ON survivor.person_key TO survivor_auditor, survivor_keeper USING (true)'),
  ('ALTER POLICY in_scope ON incident.incident USING (true)'),
  ('ALTER POLICY in_scope ON payment.entitlement TO payment_caseworker, payment_operator'),
  ('DROP POLICY own_new ON incident.incident'),
  ('DROP POLICY owner ON access.staff'),
  ('ALTER TABLE survivor.disability_decision NO FORCE ROW LEVEL SECURITY'),
  ('ALTER TABLE incident.token DISABLE ROW LEVEL SECURITY'),
  ('REVOKE SELECT (uid) ON incident.incident FROM incident_anama_officer'),
  ('REVOKE EXECUTE ON FUNCTION access.context_person() FROM survivor_survivor'),
  ('UPDATE access.role_rule SET powerful = false'),
  ($$UPDATE access.column_class SET class = 'PUBLIC' WHERE table_name = 'survivor.survivor' AND column_name = 'identity'$$);
CREATE FUNCTION test.noticed(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  seen bigint;
BEGIN
  PERFORM set_config('role', 'dayaq_owner', true);
  EXECUTE statement;
  PERFORM set_config('role', 'none', true);
  SELECT count(*) INTO seen FROM test.differences();
  RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = seen::text;
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN SQLERRM::bigint;
END
$$;
SELECT cmp_ok(test.noticed(statement), '>', 0::bigint, 'noticed: ' || statement) FROM stray ORDER BY place;

-- All of them at once, and then what every migration ends with.
DO $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT statement FROM pg_temp.stray ORDER BY place LOOP
    PERFORM set_config('role', 'dayaq_owner', true);
    EXECUTE one;
    PERFORM set_config('role', 'none', true);
  END LOOP;
END
$$;
SELECT cmp_ok(count(*), '>=', (SELECT count(*) FROM stray), 'the rights have drifted') FROM test.differences();
SELECT diag(format('%s stray changes, %s lines of difference', (SELECT count(*) FROM stray), count(*))) FROM test.differences();
\ir ../../policy/generated/access.sql
SELECT is((SELECT array_agg(d) FROM test.differences() AS d), NULL, '... and are what the policy says again');

SELECT * FROM finish();
ROLLBACK;
