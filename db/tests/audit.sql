-- Audit entries: written through one function, never changed, by month.
BEGIN;
\ir support/callers.psql
SELECT no_plan();
CREATE FUNCTION test.append(service text DEFAULT 'incident', recorded_at text DEFAULT 'now()', decision text DEFAULT 'DECISION_ALLOWED') RETURNS text LANGUAGE sql
RETURN format($$SELECT audit.append('01900000-0000-7000-8000-0000000000a1', %s, '\x616263', '01900000-0000-7000-8000-000000000001', 'hospital-tartar',
  'hospital_registrar', 'care', %L, '/dayaq.incident.v1.IncidentService/GetIncident', %L, NULL, '{incidents/x}')$$, recorded_at, service, decision);

SELECT is(test.attempt(subject, test.append()), 'rows 1', coalesce(subject, 'the login alone') || ' writes an entry')
FROM unnest(ARRAY['aysel-registrar', 'tural-anama', 'habib-auditor', 'samir-caseworker', 'service', NULL]) AS subject;
SELECT is(test.act('aysel-registrar', test.append()), '01900000-0000-7000-8000-0000000000a1', 'the answer is its id');
SELECT results_eq($$SELECT leaf, canonical, resources, reason FROM audit.entry WHERE uid = '01900000-0000-7000-8000-0000000000a1'$$,
  $$VALUES ('\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'::bytea, '\x616263'::bytea, '{incidents/x}'::text[], NULL::text)$$,
  'the leaf is the SHA-256 of what was written');
SELECT is((SELECT count(*) FROM audit.queue WHERE uid = '01900000-0000-7000-8000-0000000000a1'), 1::bigint, 'it waits for its place in the tree');
SELECT is(test.attempt('aysel-registrar', test.append()), '23505', 'the same entry is not written twice');
SELECT is(test.attempt('aysel-registrar', test.append(service => 'payment')), '42501', 'not in the name of another service');
SELECT is(test.attempt('aysel-registrar', test.append(decision => 'MAYBE')), '23514', 'not with another decision');
SELECT is(test.attempt('aysel-registrar', test.append(recorded_at => $$'1999-01-01'$$)), '23514', 'not in a month that has no partition');

-- Nobody changes or removes one, or sees one: neither the whole, nor a month of it, nor the queue.
SELECT is(test.attempt(subject, format(statement, t)), '42501', coalesce(subject, 'the login') || ': ' || format(statement, t))
FROM unnest(ARRAY['aysel-registrar', 'habib-auditor', 'jamila-privacy', 'service', NULL]) AS subject,
     unnest(ARRAY['SELECT uid FROM audit.%s', 'INSERT INTO audit.%s (uid, recorded_at) VALUES (gen_random_uuid(), now())', 'UPDATE audit.%s SET recorded_at = now()',
                  'DELETE FROM audit.%s', 'TRUNCATE audit.%s']) AS statement,
     (VALUES ('entry'), ('queue'), ('entry_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM'))) AS tables(t);

-- The same of every login there is, every role of every service, and every table in which the log lies, those of single months too.
CREATE TEMPORARY TABLE log_table AS
SELECT c.oid, c.oid::regclass::text AS name, (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = 1) AS first_column FROM pg_class c
WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname ~ '^(entry|queue|leaf|log|look)(_[0-9]{4}_[0-9]{2})?$';
SELECT cmp_ok((SELECT count(*) FROM log_table), '>=', 10::bigint, 'the tables of the log, by month');
SELECT is_empty($$
  SELECT r.rolname, t.name, p FROM log_table t, pg_roles r, unnest('{INSERT,UPDATE,DELETE,TRUNCATE,SELECT,REFERENCES,TRIGGER}'::text[]) AS p
  WHERE NOT r.rolsuper AND r.rolname NOT IN ('dayaq_owner', 'audit_keeper') AND r.rolname !~ '^pg_' AND has_table_privilege(r.oid, t.oid, p)$$,
  'no role or login has any right in them');
SELECT is_empty($$
  SELECT t.name, a.attname, e.privilege_type FROM log_table t JOIN pg_attribute a ON a.attrelid = t.oid, aclexplode(a.attacl) e
  WHERE e.grantee <> 'dayaq_owner'::regrole$$, 'nor in a column of them');
SELECT is_empty($$SELECT t.name, p FROM log_table t, unnest('{INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS p
  WHERE to_regrole('audit_keeper') IS NOT NULL AND has_table_privilege('audit_keeper', t.oid, p)$$, 'whoever keeps the doors to them writes nothing');
CREATE FUNCTION test.attempt_as(login text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('session_authorization', login, true);
  EXECUTE statement;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000';
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;
SELECT is((SELECT string_agg(DISTINCT login || ': ' || format(statement, t, c) || ' ' || outcome, E'\n')
           FROM (SELECT rolname AS login FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolname LIKE 'dayaq\_%') AS logins,
                (SELECT name AS t, first_column AS c FROM log_table) AS tables,
                unnest('{SELECT count(*) FROM %s,DELETE FROM %s,TRUNCATE %s,UPDATE %s SET %I = NULL,INSERT INTO %s DEFAULT VALUES}'::text[]) AS statement,
                LATERAL (SELECT test.attempt_as(login, format(statement, t, c)) AS outcome) AS tried
           WHERE outcome <> '42501'), NULL, 'each login is refused each of them');

-- pgaudit leaves out what services do, and nobody else.
SELECT is((SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolcanlogin AND rolname LIKE 'dayaq\_%' AND NOT coalesce('pgaudit.log=none' = ANY (rolconfig), false)),
  'dayaq_migrator dayaq_superuser', 'every login but those of services is recorded');
SELECT is((SELECT setting FROM pg_settings WHERE name = 'pgaudit.log'), 'read, write, ddl, role', '... in what it reads, writes, makes and grants');
SELECT is((SELECT string_agg(setting, ' ') FROM pg_settings WHERE name IN ('pgaudit.log_statement', 'pgaudit.log_parameter')), 'off off', '... without a word of what it said');
SELECT throws_ok($$SET LOCAL SESSION AUTHORIZATION dayaq_incident; SET pgaudit.log = 'all'$$, '42501', NULL, 'no service changes that');

-- Months.
SELECT is((SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit.entry'::regclass), 5::bigint, 'the month before, this one and three ahead');
SELECT is(audit.keep_partitions(), 0, 'a second run makes none');
SELECT is(audit.keep_partitions(5), 2, 'two more months ahead');
SELECT is(test.attempt('service', 'SELECT audit.keep_partitions()'), 'rows 1', 'the service keeps them');
SELECT is(test.attempt('service', 'SELECT audit.keep_partitions(1000)'), '22023', 'not a thousand of them');
SELECT is(test.attempt('service', replace(test.append(recorded_at => $$date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + interval '5 months' - interval '1 microsecond'$$), '00a1', '00a2')),
  'rows 1', 'months join without a gap');
SELECT is_empty($$SELECT inhrelid::regclass FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'audit.entry'::regclass AND relacl IS NOT NULL$$,
  'no partition has grants of its own');

SELECT * FROM finish();
ROLLBACK;
