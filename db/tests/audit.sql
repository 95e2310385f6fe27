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
