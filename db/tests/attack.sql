-- With the login of each service, and as each policy role it can take, everything outside the policy is really tried: each column to be read,
-- added, changed, each table to be emptied, each function to be called, each role to be taken (AC-7). What is inside is written down by hand in
-- support/expected_grants.psql. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
\ir support/expected_grants.psql

-- Runs each statement as that role of that login and undoes it: 'refused' for a privilege that is missing, else what became of it. Row
-- security refuses with the same SQLSTATE and another text.
CREATE FUNCTION test.attack(login text, role text, statements text[]) RETURNS TABLE (statement text, outcome text) LANGUAGE plpgsql AS $$
DECLARE
  outcomes text[] := '{}';
  one text;
BEGIN
  PERFORM set_config('session_authorization', login, true);
  IF role <> '' THEN
    PERFORM set_config('role', role, true);
  END IF;
  FOREACH one IN ARRAY statements LOOP
    BEGIN
      EXECUTE one;
      RAISE EXCEPTION USING ERRCODE = 'ZZ000';
    EXCEPTION
      WHEN SQLSTATE 'ZZ000' THEN outcomes := outcomes || 'done'::text;
      WHEN insufficient_privilege THEN
        outcomes := outcomes || CASE WHEN SQLERRM LIKE 'permission denied%' OR SQLERRM LIKE 'must be owner%' THEN 'refused' ELSE SQLERRM END;
      WHEN OTHERS THEN outcomes := outcomes || SQLSTATE::text;
    END;
  END LOOP;
  PERFORM set_config('role', 'none', true);
  PERFORM set_config('session_authorization', 'dayaq_superuser', true);
  RETURN QUERY SELECT * FROM unnest(statements, outcomes);
END
$$;

-- Everybody who can be: the logins themselves, and their policy roles.
CREATE TEMPORARY TABLE attacker AS
SELECT 'dayaq_' || service AS login, role::text FROM roles UNION SELECT 'dayaq_' || service, '' FROM roles;

CREATE TEMPORARY TABLE attack (login text, role text, kind text, statement text, cells bigint NOT NULL DEFAULT 1);
CREATE TEMPORARY TABLE held AS SELECT DISTINCT role, verb, table_name FROM cell WHERE meant;
CREATE TEMPORARY TABLE closed_table AS
SELECT a.login, a.role, v.verb, t.table_name, t.columns
FROM attacker a CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) AS v(verb)
  CROSS JOIN (SELECT c.table_name, count(*) AS columns FROM access.column_class c GROUP BY 1) AS t
WHERE NOT EXISTS (SELECT FROM held h WHERE h.role = a.role AND h.verb = v.verb AND h.table_name = t.table_name);
ANALYZE held, closed_table, cell;
-- Every column of a table of which the role has none, in one statement: one that names no column is refused exactly when the verb is granted on none
-- of them (ExecCheckRTEPerms of PostgreSQL asks for any). There is none such that changes, so there each column is tried by itself.
INSERT INTO attack
SELECT login, role, verb, format(CASE verb WHEN 'SELECT' THEN 'SELECT FROM %s LIMIT 1' ELSE 'INSERT INTO %s DEFAULT VALUES' END, table_name), columns
FROM closed_table WHERE verb <> 'UPDATE';
-- Every other column, verb by verb.
INSERT INTO attack
SELECT a.login, a.role, v.verb,
       format(CASE v.verb WHEN 'SELECT' THEN 'SELECT %2$I FROM %1$s LIMIT 1' WHEN 'INSERT' THEN 'INSERT INTO %1$s (%2$I) VALUES (DEFAULT)'
              ELSE 'UPDATE %1$s SET %2$I = DEFAULT' END, c.table_name, c.column_name)
FROM attacker a CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) AS v(verb) CROSS JOIN access.column_class c
WHERE NOT EXISTS (SELECT FROM closed_table t WHERE t.login = a.login AND t.role = a.role AND t.verb = v.verb AND t.table_name = c.table_name AND v.verb <> 'UPDATE')
  AND NOT EXISTS (SELECT FROM cell WHERE cell.role = a.role AND cell.verb = v.verb AND cell.table_name = c.table_name AND cell.column_name = c.column_name
                  AND cell.meant);
-- Whole tables, those of the platform too.
CREATE TEMPORARY TABLE house_table AS
SELECT c.oid::regclass::text AS name, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname IN (SELECT service FROM roles UNION ALL SELECT unnest('{audit,outbox,idempotency}'::text[]));
-- Whoever reads every column reads whole rows.
CREATE TEMPORARY TABLE read_whole AS SELECT role, table_name FROM cell WHERE verb = 'SELECT' GROUP BY 1, 2 HAVING bool_and(meant);
INSERT INTO attack
SELECT a.login, a.role, split_part(f.form, ' ', 1), format(f.form, t.name)
FROM attacker a CROSS JOIN house_table t LEFT JOIN read_whole w ON w.role = a.role AND w.table_name = t.name, (VALUES ('DELETE FROM %s'), ('TRUNCATE %s'), ('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE'), ('ALTER TABLE %s DISABLE ROW LEVEL SECURITY'),
                                        ('SELECT count(*), t FROM %s AS t GROUP BY t')) AS f(form)
-- Whoever may remove rows may lock the table: so PostgreSQL has it.
WHERE NOT (f.form ~ '^(DELETE|LOCK)' AND EXISTS (SELECT FROM removed x WHERE x.service || '_' || x.role = a.role AND t.name = ANY (x.tables)))
  AND NOT (f.form LIKE 'SELECT%' AND w.role IS NOT NULL);
INSERT INTO attack SELECT a.login, a.role, 'SEQUENCE', format('SELECT nextval(%L)', c.oid::regclass)
FROM attacker a, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND n.nspname IN (SELECT nspname FROM house_table);
-- Every function but the checks that everyone may call: those that schema.sql lists. With values, since of NULL a strict function says nothing
-- without being called.
INSERT INTO attack
SELECT a.login, a.role, 'CALL', format('SELECT %s.%I(%s)', f.pronamespace::regnamespace, f.proname,
         (SELECT string_agg(format('%s%L::%s', CASE WHEN f.provariadic <> 0 AND t.place = f.pronargs THEN 'VARIADIC ' END,
                                   CASE WHEN y.typcategory = 'A' OR y.typname = 'jsonb' THEN '{}' WHEN y.typcategory IN ('N', 'B') THEN '0'
                                        WHEN y.typname = 'uuid' THEN '00000000-0000-0000-0000-000000000000' WHEN y.typcategory = 'D' THEN '2026-01-01'
                                        WHEN y.typname = 'regclass' THEN 'incident.incident' ELSE '' END, format_type(t.type, NULL)), ', ' ORDER BY t.place)
          FROM unnest(f.proargtypes) WITH ORDINALITY AS t(type, place) JOIN pg_type y ON y.oid = t.type))
FROM attacker a, pg_proc f
WHERE f.pronamespace::regnamespace::text IN (SELECT nspname FROM house_table)
  AND NOT EXISTS (SELECT FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) x WHERE x.grantee = 0)
  AND NOT EXISTS (SELECT FROM called k WHERE k.function = f.pronamespace::regnamespace || '.' || f.proname
                  AND coalesce(nullif(a.role, ''), a.login) = ANY (k.roles))
  AND NOT (a.role <> '' AND a.role NOT IN (SELECT w.role FROM written w) AND has_function_privilege(a.role, f.oid, 'EXECUTE'));
-- Becoming somebody else.
INSERT INTO attack
SELECT l.login, '', 'ROLE', format('SET LOCAL ROLE %I', r.rolname)
FROM (SELECT DISTINCT login FROM attacker) AS l, pg_roles r
WHERE r.rolname <> l.login AND NOT EXISTS (SELECT FROM attacker own WHERE own.login = l.login AND own.role = r.rolname);

-- Of each attacker only what was not refused is kept, and how much was tried.
CREATE TEMPORARY TABLE tried AS SELECT login, role, array_agg(statement) AS statements, count(*) AS attempts, sum(cells) AS cells FROM attack GROUP BY login, role;
CREATE TEMPORARY TABLE outcome AS
SELECT t.login, t.role, o.answered, o.succeeded
FROM tried t, LATERAL (
  SELECT count(*) AS answered, array_agg(format('%s: %s', x.statement, x.outcome)) FILTER (WHERE x.outcome <> 'refused') AS succeeded
  FROM test.attack(t.login, t.role, t.statements) AS x) AS o;
SELECT is(o.succeeded[1:10], NULL, format('%s as %s: %s attempts on %s cells, all refused', t.login, coalesce(nullif(t.role, ''), 'itself'), t.attempts, t.cells))
FROM tried t LEFT JOIN outcome o USING (login, role) ORDER BY t.login, t.role;
SELECT is((SELECT count(*) FROM tried), (SELECT count(*) FROM attacker), 'everybody tried');
SELECT is((SELECT sum(answered) FROM outcome), (SELECT sum(attempts) FROM tried), 'every attempt was answered');
SELECT diag(format('%s attempts on %s cells by %s logins as %s roles, of them %s succeeded', sum(t.attempts), sum(t.cells), count(DISTINCT t.login),
                   count(*) FILTER (WHERE t.role <> ''), sum(coalesce(cardinality(o.succeeded), 0)))) FROM tried t JOIN outcome o USING (login, role);
SELECT diag(format('%s: %s attempts on %s cells', kind, count(*), sum(cells))) FROM attack GROUP BY kind ORDER BY kind;
SELECT cmp_ok(sum(cells), '>', 900000::numeric, 'so much was tried') FROM attack;

-- The attacks are not refused for another reason than the policy: what is inside it is not refused. A new row needs its other columns as
-- well, so for those anything but a missing privilege will do.
CREATE TEMPORARY TABLE inside AS
SELECT a.login, a.role, array_agg(format(CASE c.verb WHEN 'SELECT' THEN 'SELECT %2$I FROM %1$s LIMIT 1'
              WHEN 'INSERT' THEN 'INSERT INTO %1$s (%2$I) VALUES (DEFAULT)' ELSE 'UPDATE %1$s SET %2$I = DEFAULT WHERE false' END, c.table_name, c.column_name)) AS statements
FROM attacker a JOIN cell c ON c.role = a.role AND c.meant GROUP BY a.login, a.role;
SELECT is((SELECT array_agg(o.statement) FROM test.attack(i.login, i.role, i.statements) AS o WHERE o.outcome = 'refused'), NULL,
          format('%s: all %s columns inside the policy', i.role, cardinality(i.statements)))
FROM inside i ORDER BY i.role;
SELECT diag(format('%s cells inside the policy', count(*))) FROM cell WHERE meant;

-- Whoever takes a role without a begun request has its columns and no row, but those of gazetteers, rules and the directory.
CREATE TEMPORARY TABLE rowless AS
SELECT a.login, a.role, array_agg(format('SELECT 1 / (count(%I) = 0)::integer FROM %s', c.column_name, c.table_name)) AS statements
FROM attacker a JOIN (SELECT DISTINCT ON (role, table_name) * FROM cell WHERE meant AND verb = 'SELECT'
                      AND table_name NOT IN ('incident.register', 'incident.place', 'payment.benefit_rule', 'payment.run_transition',
                                             'payment.order_transition', 'payment.in_kind_transition', 'access.institution', 'survivor.provider',
                                             'rehabilitation.centre', 'rehabilitation.room', 'rehabilitation.specialist')
                      ORDER BY role, table_name, column_name = 'uid' DESC) AS c ON c.role = a.role
GROUP BY a.login, a.role;
SELECT is((SELECT array_agg(o.statement) FROM test.attack(r.login, r.role, r.statements) AS o WHERE o.outcome <> 'done'), NULL,
          format('%s without a request: no row of %s tables', r.role, cardinality(r.statements)))
FROM rowless r ORDER BY r.role;

SELECT * FROM finish();
ROLLBACK;
