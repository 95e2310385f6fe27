-- Events for later, deliveries in batches, what waits, and trying again.
BEGIN;
\ir support/callers.psql
SELECT no_plan();
DELETE FROM outbox.subscription;
-- What migrations told.
DELETE FROM outbox.delivery;
DELETE FROM outbox.event;
INSERT INTO outbox.subscription VALUES ('case.opened', 'incident.first'), ('case.opened', 'payment.third'), ('case.closed', 'incident.silent');
CREATE FUNCTION test.uid(last text) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN ('01900000-0000-7000-8000-0000000000' || last)::uuid;
CREATE FUNCTION test.emit(last text, due_time text DEFAULT NULL) RETURNS text LANGUAGE sql
RETURN format('SELECT outbox.emit(%L)', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
  'uid', test.uid(last), 'kind', 'case.opened', 'resource', 'cases/' || last, 'trace_id', 'trace', 'due_time', due_time))));
CREATE FUNCTION test.claim(most integer, subscriber text DEFAULT 'incident.first') RETURNS text LANGUAGE sql
RETURN format($$SELECT string_agg(resource, ' ' ORDER BY place) FROM outbox.claim(%L, %s) WITH ORDINALITY
                AS c(delivery_uid, event_uid, kind, resource, "time", trace_id, attempts, place)$$, subscriber, most);
CREATE FUNCTION test.deliveries(VARIADIC lasts text[]) RETURNS text LANGUAGE sql
RETURN (SELECT quote_literal(array_agg(d.uid)) || '::uuid[]' FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid
        WHERE d.subscriber = 'incident.first' AND e.resource = ANY (SELECT 'cases/' || l FROM unnest(lasts) AS l));

-- For later.
SELECT is(test.act('aysel-registrar', test.emit('a1', '2100-01-31T20:00:00.123456789Z')), '1', 'a fact for later is told');
SELECT is((SELECT array_agg(DISTINCT due_time) FROM outbox.delivery), ARRAY['2100-01-31 20:00:00.123457+00'::timestamptz], '... to each subscriber then');
SELECT is((SELECT time FROM outbox.event), now(), '... though it happened now');
SELECT is(test.act('aysel-registrar', test.emit('a1', '2100-01-31T20:00:00.123456789Z')), '0', '... and once: said again it is known');
SELECT is((SELECT count(*) FROM outbox.delivery WHERE event_uid = test.uid('a1')), 2::bigint, '... and each subscriber hears of it once');
SELECT is(test.act('service', test.claim(10)), NULL, '... and by nobody heard before');
UPDATE outbox.delivery SET due_time = now();
SELECT is(test.act('service', test.claim(10)), 'cases/a1', '... but when its time has come');
SELECT is(test.act('aysel-registrar', test.emit('a2', '2001-01-01T00:00:00Z')), '1', 'a time that has passed');
SELECT is((SELECT DISTINCT due_time FROM outbox.delivery WHERE event_uid = test.uid('a2')), now(), '... is now: nothing pushes in front');
SELECT is(test.attempt('aysel-registrar', test.emit('a3', 'tomorrow or so')), '22007', 'a time that is none');
DELETE FROM outbox.event;

-- In batches.
SELECT test.act('aysel-registrar', test.emit('b' || n)) FROM generate_series(1, 5) AS n \g /dev/null
UPDATE outbox.delivery d SET due_time = now() - right(e.resource, 1)::integer * interval '1 minute' FROM outbox.event e WHERE e.uid = d.event_uid;
SELECT is(test.act('service', test.claim(3)), 'cases/b5 cases/b4 cases/b3', 'the three that have been due longest');
SELECT is(test.act('service', test.claim(100)), 'cases/b5 cases/b4 cases/b3 cases/b2 cases/b1', 'all of them');
SELECT is(test.act('service', test.claim(most)), 'cases/b5', 'one at least, asked for ' || coalesce(most::text, 'nobody knows how many')) FROM (VALUES (0), (-1)) AS asked(most);
SELECT is(test.act('service', $$SELECT resource FROM outbox.claim('incident.first')$$), 'cases/b5', 'one when no number is said');
SELECT is(test.attempt('service', test.claim(3, 'payment.third')), '42501', 'not another service''s');
SELECT is(test.attempt('aysel-registrar', test.claim(3)), '42501', 'not in a call');
SELECT is(test.attempt('service', format('SELECT outbox.complete(%s || (SELECT array_agg(uid) FROM (VALUES (gen_random_uuid())) AS v(uid)))', test.deliveries('b5'))), '42501',
  'one that does not exist is not completed');
SELECT is(test.attempt('service', format('SELECT outbox.complete(%s || %L::uuid)', test.deliveries('b5'), (SELECT uid FROM outbox.delivery WHERE subscriber = 'payment.third' LIMIT 1))), '42501',
  '... nor another service''s');
SELECT is((SELECT count(*) FROM outbox.delivery WHERE state = 'WAITING'), 10::bigint, '... and then none at all');
SELECT is(test.act('service', $$SELECT outbox.complete('{}'::uuid[])$$), '', 'none to complete');
SELECT is(test.act('service', format('SELECT outbox.complete(%s)', test.deliveries('b5', 'b3'))), '', 'two completed at once');
SELECT is(test.act('service', test.claim(100)), 'cases/b4 cases/b2 cases/b1', '... are not delivered again');
SELECT is((SELECT array_agg(DISTINCT attempts) FROM outbox.delivery WHERE state = 'DONE'), ARRAY[1], '... after one attempt each');

-- A worker reads what it takes, however much waits.
INSERT INTO outbox.event (uid, kind, resource) SELECT gen_random_uuid(), 'case.opened', 'cases/many-' || n FROM generate_series(1, 5000) AS n;
INSERT INTO outbox.delivery (event_uid, subscriber) SELECT uid, 'incident.first' FROM outbox.event WHERE resource LIKE 'cases/many-%';
\set read 'pg_stat_get_xact_tuples_returned(''outbox.delivery''::regclass) + pg_stat_get_xact_tuples_fetched(''outbox.delivery''::regclass)'
SELECT :read AS before \gset
SELECT is(test.act('service', $$SELECT count(*) FROM outbox.claim('incident.first', 32)$$), '32', 'thirty-two of thousands');
SELECT cmp_ok(:read - :before, '<', 100::bigint, '... and few more are read');
DELETE FROM outbox.event WHERE resource LIKE 'cases/many-%';

-- What waits. The operators and auditors of each service see the whole house; nobody else does.
UPDATE outbox.delivery SET state = 'PARKED', attempts = 8, reason = 'REASON' WHERE uid = ANY (ARRAY(SELECT d.uid FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid
  WHERE d.subscriber = 'incident.first' AND e.resource = 'cases/b4'));
UPDATE outbox.delivery SET due_time = now() + interval '1 hour' WHERE subscriber = 'incident.first' AND event_uid = test.uid('b1');
SELECT results_eq('SELECT subscriber COLLATE "default", due, oldest_due_time, parked FROM outbox.waiting()',
  $$VALUES ('incident.first', 1::bigint, now() - interval '2 minutes', 1::bigint), ('incident.silent', 0, NULL, 0), ('payment.third', 5, now() - interval '5 minutes', 0)$$,
  'what is due, since when, and what is parked, for every subscriber');
SELECT results_eq('SELECT subscriber COLLATE "default", round(late_seconds / 60), parked FROM outbox.unheard()',
  $$VALUES ('incident.first', 2::double precision, 1::bigint), ('incident.silent', 0, 0), ('payment.third', 5, 0)$$,
  'how late the oldest is that nobody heard, and what is parked, for every subscriber');
CREATE FUNCTION test.at(service text, subject text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('test.service', service, true);
  RETURN test.attempt(subject, statement);
END
$$;
-- One of each role a service has.
CREATE TEMPORARY TABLE worker AS
SELECT service, s.subject, a.role, a.role IN ('operator', 'auditor') AS looks
FROM unnest(ARRAY['incident', 'survivor', 'payment']) AS service, access.role_assignment a JOIN access.staff s ON s.uid = a.staff_uid
WHERE to_regrole(service || '_' || a.role) IS NOT NULL AND s.subject NOT IN ('rashad-registrar', 'emin-clinician', 'zaur-anama', 'sevda-caseworker');
SELECT is(test.at(service, subject, 'SELECT * FROM outbox.waiting()'), CASE WHEN looks THEN 'rows 3' ELSE '42501' END,
          format('%s looks at what waits from the %s service: %s', subject, service, looks)) FROM worker ORDER BY service, subject;
SELECT is(test.at(service, subject, 'SELECT * FROM outbox.parked()'), CASE WHEN looks THEN 'rows 1' ELSE '42501' END,
          format('%s looks at what is parked from the %s service: %s', subject, service, looks)) FROM worker ORDER BY service, subject;

-- Trying again.
SELECT uid AS parked FROM outbox.delivery WHERE state = 'PARKED' \gset
\set requeue 'format(''SELECT outbox.requeue(%L)'', ' :'parked' ')'
SELECT is(test.at(service, subject, :requeue), CASE WHEN role = 'operator' THEN 'rows 1' ELSE '42501' END,
          format('%s lets it be tried again from the %s service: %s', subject, service, role = 'operator')) FROM worker ORDER BY service, subject;
SELECT is(test.at(service, 'service', :requeue), '42501', format('the %s service does not do so by itself', service))
FROM unnest(ARRAY['incident', 'survivor', 'payment']) AS service;
SET LOCAL test.service = 'payment';
SELECT is(test.act('murad-operator', :requeue), 'true', 'an operator lets it be tried again, from any service');
SELECT results_eq(format('SELECT state COLLATE "default", attempts, due_time, reason COLLATE "default" FROM outbox.delivery WHERE uid = %L', :'parked'),
  $$VALUES ('WAITING', 0, now(), NULL)$$, '... at once, as if for the first time');
SELECT is(test.act('murad-operator', :requeue), 'false', 'what is not parked is left alone');
SELECT is(test.act('murad-operator', 'SELECT outbox.requeue(gen_random_uuid())'), 'false', '... like what does not exist');
SET LOCAL test.service = 'incident';
SELECT is(test.act('service', test.claim(100)), 'cases/b2 cases/b4', 'it is delivered again');

SELECT * FROM finish();
ROLLBACK;
