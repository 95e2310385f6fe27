-- The log: every entry gets one place, places are contiguous, nothing is forgotten, and only what was signed next is kept.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Entries as audit.append writes them, without a service's login.
CREATE FUNCTION test.write(n integer, many integer DEFAULT 1, resources text[] DEFAULT '{survivors/a}') RETURNS void LANGUAGE sql AS $$
  WITH entry AS (
    INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, service, method, decision, resources)
    SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, now(), int4send(i), sha256(int4send(i)), 'incident', 'm', 'DECISION_ALLOWED', write.resources
    FROM generate_series(n, n + many - 1) AS i RETURNING uid, recorded_at, leaf)
  INSERT INTO audit.queue SELECT * FROM entry
$$;
-- Places as the sequencer does; the edge is not the database's to judge.
CREATE FUNCTION test.place(most integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  round record;
BEGIN
  SELECT * INTO round FROM audit.place(most);
  IF round.placed > 0 THEN PERFORM audit.keep_edge(round.log, round.size + round.placed, ''); END IF;
  RETURN coalesce(round.placed, 0);
END
$$;

SELECT throws_ok('SELECT * FROM audit.place(1)', 'P0002', NULL, 'without a log nothing is placed');
SELECT is(audit.open_log('audit.example/log/'), 1, 'the first log');
SELECT is(audit.open_log('audit.example/log/'), 1, '... is opened once');
SELECT throws_ok($$SELECT audit.open_log('other.example/')$$, '55000', NULL, 'a log keeps its origin');
SELECT throws_ok($$INSERT INTO audit.log (id, origin) VALUES (2, 'audit.example/log/2')$$, '23505', NULL, 'two logs are never open at once');

SELECT test.write(1, 25);
SELECT is((SELECT waiting FROM audit.queue_state()), 25::bigint, 'they wait');
SELECT is(test.place(10), 10::bigint, 'ten at most');
SELECT is((SELECT size FROM audit.log_state()), 10::bigint, 'the log grew by them');
SELECT is(test.place(100), 15::bigint, 'then the rest');
SELECT is(test.place(100), 0::bigint, 'then none');
SELECT is((SELECT count(*) FROM audit.queue), 0::bigint, 'nobody waits any more');
SELECT is((SELECT array_agg(seq ORDER BY seq) FROM audit.leaf), ARRAY(SELECT generate_series(0::bigint, 24)), 'places follow each other');
SELECT is_empty($$SELECT uid FROM audit.entry e WHERE uid::text LIKE '01900000-0000-7000-8000-%' AND NOT EXISTS (SELECT FROM audit.leaf f WHERE f.uid = e.uid AND f.leaf = e.leaf)$$, 'each entry has its own leaf');
SELECT is(audit.leaves(1, 5, 3), (SELECT string_agg(leaf, ''::bytea ORDER BY seq) FROM audit.leaf WHERE seq BETWEEN 5 AND 7), 'leaves are read in order');
SELECT is(audit.leaves(1, 25, 3), ''::bytea, '... and end');

SELECT test.write(100);
SELECT is((SELECT placed FROM audit.place(5)), 1::bigint, 'who places and says no edge ...');
SELECT throws_ok('SELECT test.write(101), test.place(5)', '23505', NULL, '... places nothing more');
SELECT throws_ok($$SELECT audit.keep_edge(1, 25, '')$$, '55000', NULL, 'the log does not shrink or stand still');
SELECT throws_ok($$SELECT audit.keep_edge(1, 27, '')$$, '55000', NULL, 'nor does it grow by more than was placed');
SELECT lives_ok($$SELECT audit.keep_edge(1, 26, '')$$, 'the edge belongs to what was placed');
SELECT throws_ok($$INSERT INTO audit.queue SELECT uid, recorded_at, leaf FROM audit.leaf WHERE seq = 3; SELECT * FROM audit.place(5)$$, '23505', NULL,
  'an entry never gets a second place');

-- Checkpoints.
SELECT ok(audit.keep_checkpoint(1, 0, 20, 'signed 20'), 'a first checkpoint');
SELECT ok(NOT audit.keep_checkpoint(1, 0, 21, 'signed 21'), 'not by who knows of no former one');
SELECT ok(NOT audit.keep_checkpoint(1, 20, 20, 'other'), 'not another of the same size');
SELECT ok(NOT audit.keep_checkpoint(1, 20, 19, 'smaller'), 'not a smaller one');
SELECT ok(NOT audit.keep_checkpoint(1, 20, 27, 'larger'), 'not of more than there is');
SELECT ok(NOT audit.keep_witnessed(1, 21, 'cosigned'), 'witnesses saw nothing that was not published');
SELECT ok(audit.keep_witnessed(1, 20, 'cosigned'), '... but what was');
SELECT ok(audit.keep_checkpoint(1, 20, 26, 'signed 26'), 'the next one');
SELECT is((SELECT published || ' ' || checkpoint || ' ' || witnessed FROM audit.log_state()), '26 signed 26 20', 'they are kept');

-- Looks.
SELECT test.write(200, 2, '{survivors/b,casualties/c,survivors/b}');
SELECT test.place(10);
SELECT is(audit.index_looks(20), 20::bigint, 'looks are indexed in the order of the log');
SELECT is(audit.index_looks(20), 8::bigint, '... to its end');
SELECT is(audit.index_looks(20), 0::bigint, '... once');
SELECT is((SELECT string_agg(resource || ' ' || n, ', ' ORDER BY resource COLLATE "C") FROM (SELECT resource, count(*) AS n FROM audit.look GROUP BY resource) AS l),
  'casualties/c 2, survivors/a 26, survivors/b 2', 'who is named twice in an entry is found once');
SELECT is((SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit.look'::regclass), (SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit.entry'::regclass),
  'there is a month of looks for each month of entries');

-- After a restore.
UPDATE audit.log SET sealed_time = now();
SELECT throws_ok('SELECT * FROM audit.place(1)', 'P0002', NULL, 'a sealed log takes nothing');
SELECT ok(NOT audit.keep_checkpoint(1, 26, 28, 'late'), '... and signs nothing');
INSERT INTO audit.log (id, origin) VALUES (2, 'audit.example/log/2');
SELECT is(audit.open_log('audit.example/log/'), 2, 'the next log is open');

SELECT * FROM finish();
ROLLBACK;
