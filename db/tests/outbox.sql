-- Events and their deliveries.
BEGIN;
\ir support/callers.psql
SELECT no_plan();
DELETE FROM outbox.subscription;
-- What migrations told.
DELETE FROM outbox.delivery;
DELETE FROM outbox.event;
INSERT INTO outbox.subscription VALUES ('case.opened', 'incident.first'), ('case.opened', 'incident.second'), ('case.opened', 'payment.third'), ('case.closed', 'incident.first');
CREATE FUNCTION test.emit(last text, kind text DEFAULT 'case.opened') RETURNS text LANGUAGE sql
RETURN format('SELECT outbox.emit(%L)', jsonb_build_array(jsonb_build_object('uid', '01900000-0000-7000-8000-0000000000' || last, 'kind', kind,
                                                                             'resource', 'cases/' || last, 'trace_id', 'trace')));

-- Telling.
SELECT is(test.act('aysel-registrar', test.emit('e1')), '1', 'a call tells a fact');
SELECT is((SELECT array_agg(subscriber ORDER BY subscriber) FROM outbox.delivery), ARRAY['incident.first', 'incident.second', 'payment.third'] COLLATE "C", 'one delivery for each that listens');
SELECT is(test.act('aysel-registrar', test.emit('e2', 'case.forgotten')), '1', 'a fact nobody listens to is kept too');
SELECT is((SELECT count(*) FROM outbox.delivery), 3::bigint, '... without deliveries');
SELECT is(test.act('aysel-registrar', $$SELECT outbox.emit('[]')$$), '0', 'nothing to tell');
SELECT is(test.attempt('aysel-registrar', test.emit('e1')), '23505', 'a fact is told once');
SELECT is(test.attempt('aysel-registrar', $$SELECT outbox.emit('[{"uid": "01900000-0000-7000-8000-0000000000e9", "kind": "case.opened", "resource": "Aysel Nümunəli"}]')$$), '23514', 'by names of resources only');
SELECT is(test.attempt(subject, 'SELECT uid FROM outbox.' || t), '42501', subject || ' does not look into outbox.' || t)
FROM unnest(ARRAY['aysel-registrar', 'service']) AS subject, unnest(ARRAY['event', 'delivery']) AS t;
SELECT is(test.attempt('aysel-registrar', $$SELECT outbox.claim('incident.first')$$), '42501', 'a call takes no deliveries');

-- Hearing.
CREATE FUNCTION test.claim(subscriber text DEFAULT 'incident.first') RETURNS text LANGUAGE sql
RETURN format('SELECT resource || '' '' || attempts || '' '' || trace_id FROM outbox.claim(%L)', subscriber);
CREATE FUNCTION test.delivery(subscriber text DEFAULT 'incident.first', kind text DEFAULT 'case.opened') RETURNS uuid LANGUAGE sql
RETURN (SELECT d.uid FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid WHERE d.subscriber = delivery.subscriber AND e.kind = delivery.kind);
SELECT is(test.act('service', test.claim()), 'cases/e1 0 trace', 'a delivery that is due');
SELECT is(test.attempt('service', test.claim('payment.third')), '42501', 'not another service''s');
SELECT is(test.attempt('service', 'SELECT outbox.complete(' || quote_literal(test.delivery('payment.third')) || '::uuid)'), '42501', '... to complete');
SELECT is(test.attempt('service', 'SELECT outbox.fail(' || quote_literal(test.delivery('payment.third')) || $$, 'X')$$), '42501', '... or fail');
SELECT is(test.attempt('service', 'SELECT outbox.complete(gen_random_uuid())'), '42501', 'nor one that does not exist');
SELECT is(test.act('service', 'SELECT outbox.complete(' || quote_literal(test.delivery()) || '::uuid)'), '', 'done');
SELECT is(test.act('service', test.claim()), NULL, 'what is done is not delivered again');
SELECT is(test.act('service', test.claim('incident.second')), 'cases/e1 0 trace', '... but still to the other');

-- Failing: 1, 2, 4 ... seconds, then parked.
SELECT is(test.act('aysel-registrar', test.emit('e3', 'case.closed')), '1', 'another fact');
CREATE FUNCTION test.fail() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  parked text := test.act('service', format('SELECT outbox.fail(%L, %L)', test.delivery('incident.first', 'case.closed'), 'REASON'));
BEGIN
  RETURN (SELECT format('%s %s %s', parked, state, round(extract(epoch FROM due_time - clock_timestamp())))
          FROM outbox.delivery WHERE uid = test.delivery('incident.first', 'case.closed'));
END
$$;
SELECT is(test.fail(), format('false WAITING %s', 2 ^ (n - 1)), 'failure ' || n) FROM generate_series(1, 7) AS n;
SELECT is(test.act('service', test.claim()), NULL, 'not before it is due again');
UPDATE outbox.delivery SET due_time = now() WHERE subscriber = 'incident.first' AND state = 'WAITING';
SELECT is(test.act('service', test.claim()), 'cases/e3 7 trace', 'due again, with its attempts');
SELECT matches(test.fail(), '^true PARKED ', 'the eighth failure parks it');
UPDATE outbox.delivery SET due_time = now() WHERE subscriber = 'incident.first';
SELECT is(test.act('service', test.claim()), NULL, 'a parked delivery is left alone');
SELECT results_eq('SELECT subscriber COLLATE "default", kind COLLATE "default", resource COLLATE "default", attempts, reason COLLATE "default" FROM outbox.parked()',
  $$VALUES ('incident.first', 'case.closed', 'cases/e3', 8, 'REASON')$$, '... where an operator looks');

-- Sweeping.
UPDATE outbox.event SET time = now() - interval '40 days';
SELECT is(test.act('service', 'SELECT outbox.sweep(30)'), '1', 'only what nobody waits for any more is swept: an unheard fact');
SELECT is((SELECT count(*) FROM outbox.event), 2::bigint, '... a waiting and a parked one stay');
UPDATE outbox.delivery SET state = 'DONE', done_time = now() WHERE state <> 'DONE';
UPDATE outbox.event SET time = now() - interval '20 hours' WHERE resource = 'cases/e3';
SELECT is(test.act('service', 'SELECT outbox.sweep(0)'), '1', 'a day at least is kept, whatever is asked');
SELECT is((SELECT array_agg(resource::text) FROM outbox.event), ARRAY['cases/e3'], '... the other stays with its delivery');

SELECT * FROM finish();
ROLLBACK;
