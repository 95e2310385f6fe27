-- What happens to a survivor's record: versions, history, moving to another district, and what a record and a decision cannot say.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SELECT set_config('test.service', 'survivor', true) AS ignored \gset
CREATE FUNCTION test.change(change text, letter text DEFAULT 'a') RETURNS text LANGUAGE sql
RETURN format('UPDATE survivor.survivor SET %s WHERE uid = %L RETURNING etag', change, test.survivor(letter));

-- Versions.
SELECT is(test.act('service', $$INSERT INTO survivor.survivor (uid, number, etag, state, create_time, update_time, register, district, institution)
  VALUES (gen_random_uuid(), survivor.next_number(), 77, 'SURVIVOR_STATE_LIVING', '2001-01-01', '2001-01-01', 'az', 'AZ-TAR', 'hospital-tartar')
  RETURNING etag || ' ' || (create_time = now() AND update_time = now())::text$$), '1 true', 'a record begins now and with version 1, whatever was said');
SELECT test.act('samir-caseworker', $$SELECT set_config('dayaq.reason', 'misread form', true)$$) AS ignored \gset
SELECT is(test.act('samir-caseworker', test.change($$identity = '\x03', home_district = 'AZ-BAR'$$)), '2', 'a change makes the next version');
SELECT results_eq($$SELECT etag, identity, home_district COLLATE "default", reason, staff_uid, recorded_until FROM survivor.survivor_history$$,
  $$VALUES (1::bigint, '\x01'::bytea, NULL, 'misread form', '01900000-0000-7000-8000-000000000008'::uuid, now())$$, 'the former one is kept, with who and why');
SELECT is(test.act('samir-caseworker', test.change($$home_district = 'AZ-BAR'$$)), '2', 'a change that changes nothing makes none');
SELECT is((SELECT count(*) FROM survivor.survivor_history), 1::bigint, '... and no history');

-- Whether another record bears a national id is known also where it lies out of sight, and nothing else is.
CREATE FUNCTION test.bears(register text, letter text, token bytea DEFAULT '\x0011223344556677') RETURNS text LANGUAGE sql
RETURN format('SELECT survivor.other_bears(%L, %L, %L)', register, token, test.survivor(letter));
SELECT is(test.attempt('samir-caseworker', format('SELECT uid FROM survivor.survivor WHERE uid = %L', test.survivor('b'))), 'rows 0', 'a record is out of sight');
SELECT is(test.act('samir-caseworker', test.bears('az', 'a')), 'true', '... and its national id known to be taken');
SELECT is(test.act('samir-caseworker', test.bears('az', 'a', '\x7766554433221100')), 'false', 'an id nobody bears is free');
SELECT is(test.act('service', test.bears('co-aicma', 'c')), 'false', 'a record does not take its own id, nor those of other registers');
SELECT is(test.attempt('samir-caseworker', test.bears('co-aicma', 'a')), '42501', 'nobody asks about another register');
SELECT is(test.attempt(subject, test.bears('az', 'a')), '42501', coalesce(subject, 'the login') || ' asks about nobody''s id')
FROM unnest(ARRAY['aysel-registrar', 'leyla-clinician', 'ramin-expert', 'habib-auditor', NULL]) AS subject;
CREATE FUNCTION test.unbegun(statement text) RETURNS text LANGUAGE plpgsql SET role = survivor_caseworker AS $$
BEGIN
  EXECUTE statement;
  RETURN 'done';
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;
SELECT is(test.unbegun(statement), '42501', 'nobody asks without a begun request') FROM (SELECT test.bears('az', 'a')) AS asked(statement);

-- A record moves to the district its person lives in.
CREATE FUNCTION test.move(district text, letter text DEFAULT 'a') RETURNS text LANGUAGE sql
RETURN format('SELECT survivor.move_to_district(%L, %L)', test.survivor(letter), district);
SELECT is(test.attempt('samir-caseworker', test.change($$district = 'AZ-BAR'$$)), '42501', 'nobody simply says where a record lies');
SELECT is(test.attempt('samir-caseworker', test.move('AZ-LAC')), '42501', 'a record does not move where the person does not live');
SELECT is(test.attempt('sevda-caseworker', test.move('AZ-BAR')), '42501', 'nor is it moved by somebody who does not see it');
SELECT is(test.attempt(subject, test.move('AZ-BAR')), '42501', 'nor by ' || subject) FROM unnest(ARRAY['aysel-registrar', 'ramin-expert', 'habib-auditor', 'service']) AS subject;
SELECT is(test.act('samir-caseworker', test.change($$home_district = 'AZ-LAC'$$)), '3', 'somebody moved to Lachin');
SELECT is(test.act('samir-caseworker', test.move('AZ-LAC')), '', '... and the record follows');
SELECT is(test.attempt('samir-caseworker', format('SELECT uid FROM survivor.survivor WHERE uid = %L', test.survivor('a'))), 'rows 0', '... out of sight');
SELECT is(etag, 3::bigint, '... which is no new version') FROM survivor.survivor WHERE uid = test.survivor('a');
SELECT is(district COLLATE "default", 'AZ-LAC', kind || ' lies where the record lies') FROM (
  SELECT 'key' AS kind, district FROM survivor.person_key WHERE uid = test.survivor('a') UNION ALL SELECT 'token', district FROM survivor.token WHERE survivor_uid = test.survivor('a')
  UNION ALL SELECT 'casualty', district FROM survivor.casualty WHERE survivor_uid = test.survivor('a')
  UNION ALL SELECT 'decision', district FROM survivor.disability_decision WHERE uid = test.survivor('a', '2')
  UNION ALL SELECT 'history', scope_district FROM survivor.survivor_history WHERE uid = test.survivor('a')) AS child;
SELECT results_eq('SELECT DISTINCT district COLLATE "default" FROM survivor.survivor_history', $$VALUES ('AZ-TAR')$$, 'a former version says the district it said');
SELECT throws_ok($$UPDATE survivor.token SET district = 'AZ-BAR' WHERE survivor_uid = test.survivor('a')$$, '23503', NULL, 'no token lies elsewhere than its record');

-- What a record cannot say.
SELECT throws_ok(test.change(change, 'b'), code, NULL, what) FROM (VALUES
  ($$state = 'SURVIVOR_STATE_LOST'$$, '23514', 'a state that is in no list'),
  ($$state = 'SURVIVOR_STATE_DECEASED'$$, '23514', 'dead, and nobody was told'),
  ($$death_recorded_time = now()$$, '23514', 'a death of somebody who lives'),
  ($$died_on = '2024'$$, '23514', 'a day of death of somebody who lives'),
  ($$death_cause = 'DEATH_CAUSE_WOUNDS'$$, '23514', 'a cause of death of somebody who lives'),
  ($$state = 'SURVIVOR_STATE_DECEASED', death_recorded_time = now(), died_on = '2023-02-29'$$, '23514', 'a day that never was'),
  ($$state = 'SURVIVOR_STATE_DECEASED', death_recorded_time = now(), death_cause = 'WOUNDS'$$, '23514', 'a cause that is in no list'),
  ($$identity_confirmed_time = now()$$, '23514', 'an identity confirmed by nothing'),
  ($$identity_document = 'identity card'$$, '23514', 'a document that confirmed nothing'),
  ($$identity = NULL, identity_confirmed_time = now(), identity_document = 'identity card'$$, '23514', 'nobody''s identity confirmed'),
  ($$doubts = '["SURVIVOR_DOUBT_ANY"]'$$, '23514', 'a doubt that is in no list'),
  ($$doubts = '[null]'$$, '23514', 'a doubt that is none'),
  ($$doubts = '{}'$$, '23514', 'doubts that are no list'),
  ($$sex = 'F'$$, '23514', 'a sex that is in no list'),
  ($$home_district = 'AZ-QQQ'$$, '23503', 'a home that is in no gazetteer'),
  ($$district = 'AZ-QQQ'$$, '23503', 'a district that is in no gazetteer')) AS wrong(change, code, what);
SELECT lives_ok(test.change(change, 'b'), what) FROM (VALUES
  ($$doubts = '["SURVIVOR_DOUBT_SAME_NATIONAL_ID", "SURVIVOR_DOUBT_OTHER_DEATH"]'$$, 'two doubts'),
  ($$identity_confirmed_time = now(), identity_document = 'identity card'$$, 'an identity confirmed'),
  ($$state = 'SURVIVOR_STATE_DECEASED', death_recorded_time = now(), died_on = '2024-02', death_cause = 'DEATH_CAUSE_WOUNDS', death_document = 'casualty'$$, 'a death')) AS good(change, what);
SELECT throws_ok($$INSERT INTO survivor.casualty (casualty_uid, survivor_uid, incident_uid, register, district, institution)
  VALUES (test.uid('b', '4'), test.survivor('b', '3'), test.uid('b'), 'az', 'AZ-LAC', 'hospital-elsewhere')$$, '23505', NULL, 'a casualty belongs to one survivor');
SELECT lives_ok($$INSERT INTO survivor.token (kind, token, survivor_uid, register, district, institution)
  VALUES ('national_id', '\x0011223344556677', test.survivor('b', '3'), 'az', 'AZ-LAC', 'hospital-elsewhere')$$, 'two records may bear one national id: then one is in doubt');

-- What a decision cannot say. The fresh one is about somebody without any.
CREATE FUNCTION test.fresh(otherwise jsonb, first text DEFAULT '2024-05-01', last text DEFAULT NULL) RETURNS text LANGUAGE sql
RETURN test.decide(gen_random_uuid(), test.survivor('b', '3'), first, last, otherwise);
SELECT throws_ok(test.fresh(otherwise), '23514', NULL, what) FROM (VALUES
  ('{"percent": 63, "stated_percent": 63}'::jsonb, '63 percent, not rounded up'),
  ('{"percent": 70}', '61 percent rounded up too far'),
  ('{"percent": 60, "stated_percent": 61, "band": "DISABILITY_BAND_31_60"}', '61 percent rounded down'),
  ('{"percent": 105, "stated_percent": 101, "band": "DISABILITY_BAND_81_100"}', '101 percent'),
  ('{"percent": 0, "stated_percent": 0, "band": "DISABILITY_BAND_NONE"}', 'no percent'),
  ('{"band": "DISABILITY_BAND_31_60"}', 'a band that does not fit'),
  ('{"band": "DISABILITY_BAND_ANY"}', 'a band that is in no list'),
  ('{"cause": "DISABILITY_CAUSE_ANY"}', 'a cause that is in no list'),
  ('{"decided_on": "2024-03"}', 'a day of decision that is not whole'),
  ('{"valid_from": "2024", "in_force_from": "2024"}', 'a first day that is not whole'),
  ('{"valid_until": "2024-06", "in_force_until": "2024-06"}', 'a last day that is not whole'),
  ('{"valid_until": "2024-04-30", "in_force_until": "2024-04-30"}', 'a last day before the first'),
  ('{"in_force_from": "2024-06-01"}', 'in force later than it says, and not replaced'),
  ('{"in_force_from": null}', 'never in force, and not replaced'),
  ('{"in_force_until": "2024-06-01"}', 'in force shorter than it says, and not replaced')) AS wrong(otherwise, what);
SELECT lives_ok(test.fresh(jsonb_build_object('stated_percent', stated, 'percent', percent, 'band', 'DISABILITY_BAND_' || band), first, last), stated || ' percent is ' || percent || ', ' || band)
FROM (VALUES (1, 5, 'NONE', '2000-01-01', '2000-01-31'), (30, 30, 'NONE', '2000-02-01', '2000-02-29'), (31, 35, '31_60', '2000-03-01', '2000-03-31'),
             (33, 35, '31_60', '2000-04-01', '2000-04-30'), (60, 60, '31_60', '2000-05-01', '2000-05-31'), (61, 65, '61_80', '2000-06-01', '2000-06-30'),
             (80, 80, '61_80', '2000-07-01', '2000-07-31'), (81, 85, '81_100', '2000-08-01', '2000-08-31'), (100, 100, '81_100', '2000-09-01', '2000-09-30'))
  AS good(stated, percent, band, first, last);

-- Never two in force on a day.
SELECT throws_ok(test.fresh('{}', first, last), '23P01', NULL, what) FROM (VALUES
  ('2000-01-31', '2000-01-31', 'the last day of another'), ('1999-01-01', NULL, 'over all others'), ('1999-12-01', '2000-01-01', 'up to the first day of another')) AS t(first, last, what);
SELECT lives_ok(test.fresh('{}', '1999-12-01', '1999-12-31'), 'up to the day before another');
SELECT lives_ok(test.decide(gen_random_uuid(), test.survivor('b'), '2000-01-01', '2000-12-31'), 'on the same days about somebody else');

-- Replacing.
\set replace_two '$x$ WITH old AS (UPDATE survivor.disability_decision SET replaced_by_uid = test.survivor(\'d\', \'8\'), in_force_until = \'2024-12-31\' WHERE uid = test.survivor(\'d\', \'2\')) $x$ || test.decide(test.survivor(\'d\', \'8\'), test.survivor(\'d\'), \'2025-01-01\', NULL, jsonb_build_object(\'replaces_uid\', test.survivor(\'d\', \'2\')))'
SELECT lives_ok(:replace_two, 'one statement replaces a decision by another');
SELECT lives_ok('SET CONSTRAINTS ALL IMMEDIATE', '... and both name each other');
SET CONSTRAINTS ALL DEFERRED;
SELECT results_eq($$SELECT survivor.days(in_force_from, in_force_until) FROM survivor.disability_decision WHERE survivor_uid = test.survivor('d') ORDER BY valid_from$$,
  $$VALUES ('[2024-03-01,2025-01-01)'::daterange), ('[2025-01-01,)')$$, '... one after the other');
SELECT throws_ok(format('UPDATE survivor.disability_decision SET %s WHERE uid = %L', change, test.survivor('d', '2')), 'DY012', NULL, what) FROM (VALUES
  ('replaced_by_uid = NULL, in_force_until = NULL', 'what was replaced is not restored'), ($$in_force_until = '2024-06-30'$$, 'nor shortened further'),
  ($$replaced_by_uid = gen_random_uuid()$$, 'nor replaced by another')) AS t(change, what);
SELECT throws_ok(format('UPDATE survivor.disability_decision SET %s WHERE uid = %L', change, test.survivor('c', '2')), 'DY012', NULL, 'a decision is not edited: ' || change)
FROM unnest(ARRAY['percent = 70, stated_percent = 70', $$cause = 'DISABILITY_CAUSE_TERROR'$$, $$decided_on = '2024-03-11'$$, $$valid_from = '2024-03-02', in_force_from = '2024-03-02'$$,
  $$valid_until = '2025-01-01', in_force_until = '2025-01-01'$$, $$act_number = 'TSE-2'$$, $$institution = 'anama'$$, 'create_time = now() - interval ''1 day''',
  'staff_uid = gen_random_uuid()', $$in_force_until = '2025-01-01'$$]) AS change;
SELECT lives_ok($$UPDATE survivor.disability_decision SET replaced_by_uid = gen_random_uuid(), in_force_from = NULL WHERE uid = test.survivor('c', '2')$$, 'one that never came into force');
SELECT throws_ok('SET CONSTRAINTS ALL IMMEDIATE', '23503', NULL, '... but replaced by one that does not exist');

-- Everything that hangs on a record is given back when a merge is undone, or is said here not to be.
SELECT results_eq($$
  SELECT t.relname::text COLLATE "default" FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'survivor_uid' AND NOT a.attisdropped
  WHERE t.relnamespace = 'survivor'::regnamespace AND t.relkind = 'r' AND t.relname NOT LIKE '%\_history'
    AND t.relname NOT IN (SELECT k.kind FROM survivor.fact_kinds() k) ORDER BY 1$$,
  $$VALUES ('contact_preference'), ('erasure'), ('match'), ('record_merge'), ('short_message'), ('token'), ('worn_device')$$, 'what hangs on a record is given back');
SELECT is((SELECT array_agg(k.kind || '.' || a.attname ORDER BY 1) FROM survivor.fact_kinds() k
           JOIN pg_attribute a ON a.attrelid = format('survivor.%I', k.kind)::regclass AND a.atttypid = 'bytea'::regtype AND NOT a.attisdropped
           WHERE a.attname <> ALL (k.sealed)), ARRAY['casualty.told_id'], '... with every cell that is sealed; told_id is a keyed hash');

SELECT * FROM finish();
ROLLBACK;
