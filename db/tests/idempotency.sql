-- The same request id never acts twice.
BEGIN;
\ir support/callers.psql
SELECT no_plan();
CREATE FUNCTION test.claim(actor text DEFAULT 'one', method text DEFAULT 'Register', fingerprint text DEFAULT '\x01', request text DEFAULT 'a1') RETURNS text LANGUAGE sql
RETURN format('SELECT concat_ws('' '', fresh, same, coalesce(resource, ''-'')) FROM idempotency.claim(%L, %L, %L, %L)', actor,
              '01900000-0000-4000-8000-0000000000' || request, method, fingerprint);
\set settle 'SELECT idempotency.settle(\'one\', \'01900000-0000-4000-8000-0000000000a1\', \'incidents/1\')'

SELECT is(test.act('aysel-registrar', test.claim()), 't t -', 'a request is fresh');
SELECT is(test.act('aysel-registrar', test.claim()), 'f t -', 'once');
SELECT is(test.attempt('aysel-registrar', :'settle'), 'rows 1', 'what came of it is kept');
SELECT test.act('aysel-registrar', :'settle') AS ignored \gset
SELECT is(test.attempt('aysel-registrar', :'settle'), '55000', '... once');
SELECT is(test.act('aysel-registrar', test.claim()), 'f t incidents/1', 'sent again it gets the same answer');
SELECT is(test.act('aysel-registrar', test.claim(fingerprint => '\x02')), 'f f incidents/1', 'another body is noticed');
SELECT is(test.act('aysel-registrar', test.claim(method => 'Report')), 'f f incidents/1', 'another method too');
SELECT is(test.act('aysel-registrar', test.claim(actor => 'two')), 't t -', 'another person''s request is another request');
SELECT is(test.act('aysel-registrar', test.claim(request => 'a2')), 't t -', 'so is another id');
SELECT is(test.attempt('aysel-registrar', $$SELECT idempotency.settle('one', '01900000-0000-4000-8000-0000000000a9', 'incidents/1')$$), '55000', 'what was not claimed is not settled');
UPDATE idempotency.request SET create_time = now() - interval '2 days', resource = NULL WHERE request_id = '01900000-0000-4000-8000-0000000000a2';
SELECT is(test.attempt('aysel-registrar', $$SELECT idempotency.settle('one', '01900000-0000-4000-8000-0000000000a2', 'incidents/1')$$), '55000', '... nor what another transaction claimed');
SELECT is(test.attempt(subject, statement || ' idempotency.request' || rest), '42501', subject || ': ' || statement)
FROM unnest(ARRAY['aysel-registrar', 'service']) AS subject,
     (VALUES ('SELECT actor FROM', ''), ('DELETE FROM', ''), ('UPDATE', ' SET resource = NULL')) AS tried(statement, rest);
SELECT is(test.act('service', 'SELECT idempotency.sweep(1)'), '1', 'old requests are forgotten');
SELECT is((SELECT count(*) FROM idempotency.request), 2::bigint, '... recent ones are not');

SELECT * FROM finish();
ROLLBACK;
