-- What happens to a row when it changes: versions, history, what follows it, and what cannot be changed.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
SELECT no_plan();
\set a '''00000000-0000-7000-8100-00000000000a'''
\set casualty '''00000000-0000-7000-8400-00000000000a'''

-- A first version is ours.
SELECT is(etag, 1::bigint, 'an incident begins with version 1, whatever was said') FROM incident.incident WHERE uid = test.uid('a', '2');
SELECT is(create_time, now(), '... now') FROM incident.incident WHERE uid = test.uid('a', '2');
SELECT is(test.act('aysel-registrar', $$INSERT INTO incident.casualty (uid, incident_uid, etag, outcome, update_time, register, district, institution)
  VALUES (test.uid('f', '4'), test.uid('a'), 77, 'OUTCOME_INJURED', '2001-01-01', 'az', 'AZ-TAR', 'hospital-tartar') RETURNING etag || ' ' || (update_time = now())::text$$),
  '1 true', 'so does a casualty');

-- A change makes a version; no change makes none.
DELETE FROM incident.incident_history;
SELECT test.act('aysel-registrar', $$SELECT set_config('dayaq.reason', 'misread form', true)$$) AS ignored \gset
SELECT is(test.act('aysel-registrar', $$UPDATE incident.incident SET marked = 'ANSWER_NO' WHERE uid = test.uid('a') RETURNING etag$$), '3', 'a change makes the next version');
SELECT results_eq('SELECT etag, marked COLLATE "default", reason, staff_uid, recorded_until FROM incident.incident_history',
  $$VALUES (2::bigint, 'ANSWER_YES', 'misread form', '01900000-0000-7000-8000-000000000001'::uuid, now())$$, 'the former one is kept, with who and why');
SELECT is(test.act('aysel-registrar', $$UPDATE incident.incident SET marked = 'ANSWER_NO' WHERE uid = test.uid('a') RETURNING etag$$), '3', 'a change that changes nothing makes none');
SELECT is((SELECT count(*) FROM incident.incident_history), 1::bigint, '... and no history');
SELECT is(test.act('aysel-registrar', $$UPDATE incident.casualty SET outcome = 'OUTCOME_KILLED', died_on = '2024-03' WHERE uid = test.uid('a', '4') RETURNING etag$$), '3', 'a later death');
SELECT results_eq($$SELECT etag, outcome COLLATE "default", identity, injuries -> 0 ->> 'part' FROM incident.casualty_history WHERE uid = test.uid('a', '4') ORDER BY history_uid DESC LIMIT 1$$,
  $$VALUES (2::bigint, 'OUTCOME_INJURED', '\x01'::bytea, 'BODY_PART_FOOT')$$, '... keeps the version before, sealed cells as they were');

-- Amputations.
UPDATE incident.casualty SET amputations = '[{"level": "AMPUTATION_LEVEL_TRANSTIBIAL", "side": "SIDE_LEFT"}]' WHERE uid = test.uid('a', '4');
SELECT is(test.attempt('aysel-registrar', 'UPDATE incident.casualty SET amputations = ' || quote_nullable(value) || ' WHERE uid = ' || quote_literal(test.uid('a', '4'))), answer, what)
FROM (VALUES
  ('[{"level": "AMPUTATION_LEVEL_TRANSTIBIAL", "side": "SIDE_LEFT"}, {"level": "AMPUTATION_LEVEL_TRANSFEMORAL", "side": "SIDE_LEFT", "revision": true}]', 'rows 1', 'a revision is added'),
  ('[{"side": "SIDE_LEFT", "level": "AMPUTATION_LEVEL_TRANSTIBIAL"}]', 'rows 1', 'the same again, in another order of keys'),
  ('[{"level": "AMPUTATION_LEVEL_TRANSFEMORAL", "side": "SIDE_LEFT"}]', 'DY010', 'one is not edited'),
  ('[{"level": "AMPUTATION_LEVEL_TRANSFEMORAL", "side": "SIDE_LEFT"}, {"level": "AMPUTATION_LEVEL_TRANSTIBIAL", "side": "SIDE_LEFT"}]', 'DY010', 'nor put behind another'),
  ('[]', 'DY010', 'nor removed'),
  (NULL, 'DY010', 'nor forgotten')) AS tried(value, answer, what);
SELECT is(test.attempt('aysel-registrar', $$UPDATE incident.casualty SET amputations = '[{"level": "AMPUTATION_LEVEL_TOE", "side": "SIDE_LEFT"}]' WHERE uid = test.uid('f', '4')$$),
  'rows 1', 'a first one is added');

-- A corrected district takes everything along; the past stays what it was.
SELECT is(test.act('aysel-registrar', $$UPDATE incident.incident SET district = 'AZ-AGC' WHERE uid = test.uid('a') RETURNING etag$$), '4', 'a corrected district is a new version');
SELECT is(district COLLATE "default", 'AZ-AGC', kind || ' lies where its incident lies') FROM (
  SELECT 'casualty' AS kind, district FROM incident.casualty WHERE incident_uid = :a UNION ALL SELECT 'person_key', district FROM incident.person_key WHERE uid = :casualty
  UNION ALL SELECT 'token', district FROM incident.token WHERE casualty_uid = :casualty UNION ALL SELECT 'report', district FROM incident.report WHERE incident_uid = :a
  UNION ALL SELECT 'statement', district FROM incident.statement WHERE casualty_uid = :casualty
  UNION ALL SELECT 'incident_history', scope_district FROM incident.incident_history WHERE uid = :a
  UNION ALL SELECT 'casualty_history', district FROM incident.casualty_history WHERE uid = :casualty) AS child;
SELECT results_eq($$SELECT DISTINCT district COLLATE "default" FROM incident.incident_history WHERE uid = test.uid('a')$$, $$VALUES ('AZ-TAR')$$, 'a former version says the district it said');
SELECT is(etag, 4::bigint, 'a casualty that was only taken along is no new version') FROM incident.casualty WHERE uid = :casualty;
SELECT throws_ok($$UPDATE incident.casualty SET district = 'AZ-BAR' WHERE uid = test.uid('a', '4')$$, '23503', NULL, 'no casualty lies elsewhere than its incident');
SELECT throws_ok($$UPDATE incident.token SET institution = 'hospital-barda' WHERE casualty_uid = test.uid('a', '4')$$, '23503', NULL, 'no token lies elsewhere than its casualty');

-- A merge moves casualties, and all that belongs to them.
SELECT is(test.act('tural-anama', $$UPDATE incident.casualty SET incident_uid = test.uid('b'), register = 'az', district = 'AZ-LAC', institution = 'hospital-elsewhere'
  WHERE uid = test.uid('a', '4') RETURNING etag$$), '5', 'a moved casualty is a new version');
SELECT is((SELECT incident_uid FROM incident.token WHERE casualty_uid = :casualty), test.uid('b'), 'its tokens lead to the incident that carries on');
SELECT is((SELECT district FROM incident.person_key WHERE uid = :casualty) COLLATE "default", 'AZ-LAC', 'its key lies there');
SELECT is((SELECT incident_uid FROM incident.casualty_history WHERE uid = :casualty ORDER BY history_uid DESC LIMIT 1), test.uid('a'), 'the past says where it was');
SELECT is(test.attempt('tural-anama', $$UPDATE incident.casualty SET incident_uid = test.uid('c') WHERE uid = test.uid('a', '4')$$), '23503', 'it cannot move without its place');

-- States.
SELECT throws_ok($$UPDATE incident.incident SET state = 'INCIDENT_STATE_MERGED' WHERE uid = test.uid('a')$$, '23514', NULL, 'merged into nothing');
SELECT throws_ok($$UPDATE incident.incident SET merged_into_uid = test.uid('b') WHERE uid = test.uid('a')$$, '23514', NULL, 'merged, but in another state');
SELECT throws_ok($$UPDATE incident.incident SET state = 'INCIDENT_STATE_MERGED', merged_into_uid = uid WHERE uid = test.uid('a')$$, '23514', NULL, 'merged into itself');
SELECT lives_ok($$UPDATE incident.incident SET state = 'INCIDENT_STATE_MERGED', merged_into_uid = test.uid('b') WHERE uid = test.uid('a')$$, 'merged into another');
SELECT throws_ok($$INSERT INTO incident.merge (uid, kept_uid, duplicate_uid, moved_casualty_uids, pairs, kept_state, duplicate_state, staff_uid, reason, register)
  SELECT gen_random_uuid(), test.uid('a'), duplicate_uid, '[]', '[]', kept_state, duplicate_state, staff_uid, reason, register FROM incident.merge WHERE uid = test.uid('a', '8')$$,
  '23505', NULL, 'an incident is merged away once at a time');
SELECT throws_ok($$INSERT INTO incident.duplicate (uid, incident_uid, other_uid, state, register, district, institution, other_district, other_institution)
  SELECT gen_random_uuid(), incident_uid, other_uid, state, register, district, institution, other_district, other_institution FROM incident.duplicate WHERE uid = test.uid('b', '7')$$,
  '23505', NULL, 'a pair is proposed once');
SELECT throws_ok($$UPDATE incident.duplicate SET incident_uid = other_uid, other_uid = incident_uid WHERE uid = test.uid('b', '7')$$, '23514', NULL, 'the older incident comes first');

-- What a row cannot say.
SELECT throws_ok('UPDATE incident.incident SET ' || change || ' WHERE uid = ' || quote_literal(test.uid('b')), code, NULL, what)
FROM (VALUES ($$occurred_on = '2023-02-29'$$, '23514', 'a day that never was'), ($$occurred_on = '2024-13'$$, '23514', 'a thirteenth month'),
             ($$occurred_on = '24'$$, '23514', 'a year of two digits'), ($$occurred_on = '2024-04-31'$$, '23514', 'a thirty-first of April'),
             ($$occurred_at = '24:00'$$, '23514', 'a twenty-fifth hour'), ($$device_category = 'MINE'$$, '23514', 'a device that is in no list'),
             ($$point = '{"latitude": 91}'$$, '23514', 'a point off the earth'), ($$point = '[]'$$, '23514', 'a point that is none'),
             ($$point = '{"method": "POINT_METHOD_GUESS"}'$$, '23514', 'a method that is in no list'), ($$killed = -1$$, '23514', 'fewer than none'),
             ($$district = 'AZ-QQQ'$$, '23503', 'a district that is in no gazetteer'), ($$register = 'zz'$$, '23503', 'a register that does not exist')) AS wrong(change, code, what);
SELECT lives_ok('UPDATE incident.incident SET ' || change || ' WHERE uid = ' || quote_literal(test.uid('b')), what)
FROM (VALUES ($$occurred_on = '2024-02-29'$$, 'a leap day'), ($$occurred_on = '2024'$$, 'a year alone'), ($$point = '{}'$$, 'a point on the equator south of Ghana'),
             ($$point = '{"latitude": 40.2, "longitude": 46.8, "precision_metres": 50, "method": "POINT_METHOD_GNSS"}'$$, 'a point near Tartar')) AS good(change, what);
SELECT throws_ok($$UPDATE incident.casualty SET outcome = 'OUTCOME_INJURED', died_on = '2024' WHERE uid = test.uid('b', '4')$$, '23514', NULL, 'a day of death of somebody who lived');

-- Counts.
SELECT is((SELECT array_agg(uid) FROM incident.miscounted()), ARRAY[test.uid('b')], 'counts that nobody kept are noticed');
UPDATE incident.incident SET killed = 1, injured = 1 WHERE uid = test.uid('b');
SELECT is_empty('SELECT * FROM incident.miscounted()', 'kept counts are right');
UPDATE incident.casualty SET same_as_uid = test.uid('b', '4') WHERE uid = test.uid('a', '4');
SELECT results_eq('SELECT killed, killed_found FROM incident.miscounted()', 'VALUES (1, 0::bigint)', 'the same person is counted once');

SELECT * FROM finish();
ROLLBACK;
