-- Devices and their renewal: no step is skipped, what was prescribed stays, nobody who wears one is lost, and what is asked of people is asked through
-- doors. What holds whatever a program believes.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SELECT set_config('test.service', 'rehabilitation', true) AS ignored \gset
CREATE FUNCTION test.device(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN ('60000000-0000-7000-8000-00000000000' || n)::uuid;
-- A device of the survivor of place a in a state, with what a test says otherwise.
CREATE FUNCTION test.add_device(n integer, state text, otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE sql
RETURN (SELECT format('INSERT INTO rehabilitation.device (%s) SELECT %1$s FROM jsonb_populate_record(NULL::rehabilitation.device, %L)',
                      (SELECT string_agg(key, ', ') FROM jsonb_object_keys(row) AS key), row)
        FROM (SELECT jsonb_strip_nulls(jsonb_build_object('uid', test.device(n), 'etag', 1, 'survivor_uid', test.survivor('a'), 'device_class', 'lower-conventional',
                'side', 'SIDE_LEFT', 'payer', 'DEVICE_PAYER_STATE', 'wearer_age', 'WEARER_AGE_ADULT', 'state', state, 'prescribed_on', '2024-05-14',
                'decided_on', CASE WHEN state <> 'DEVICE_STATE_PRESCRIBED' THEN '2024-05-16' END,
                'decision_document', CASE WHEN state <> 'DEVICE_STATE_PRESCRIBED' THEN '17/2024' END,
                'delivered_on', CASE WHEN state IN ('DEVICE_STATE_DELIVERED', 'DEVICE_STATE_IN_REPAIR') THEN '2024-07-03' END,
                'create_time', now(), 'update_time', now(), 'register', 'az', 'district', 'AZ-TAR', 'institution', 'rehabilitation-baku') || otherwise) AS row) AS r);
CREATE FUNCTION test.step(n integer, change text) RETURNS text LANGUAGE sql
RETURN format('UPDATE rehabilitation.device SET %s WHERE uid = %L', change, test.device(n));

-- Steps.
SELECT lives_ok(test.add_device(1, 'DEVICE_STATE_PRESCRIBED'), 'a prescription');
SELECT throws_ok(test.step(1, format('state = %L, decided_on = %L, decision_document = %L', state, '2024-05-16', '17')), 'DY015', NULL, 'not from the prescription to ' || state)
FROM unnest('{DEVICE_STATE_MEASURED,DEVICE_STATE_FABRICATED,DEVICE_STATE_FITTED,DEVICE_STATE_TRAINED,DEVICE_STATE_DELIVERED,DEVICE_STATE_IN_REPAIR,
              DEVICE_STATE_RENEWED,DEVICE_STATE_LOST}'::text[]) AS state;
SELECT lives_ok(test.step(1, 'state = ''DEVICE_STATE_APPROVED'', decided_on = ''2024-05-16'', decision_document = ''17/2024'''), 'the commission agrees');
SELECT throws_ok(test.step(1, 'state = ''DEVICE_STATE_PRESCRIBED'''), 'DY015', NULL, 'no step goes back');
SELECT lives_ok(test.step(1, format('state = %L', state)), 'in order: ' || state)
FROM unnest('{DEVICE_STATE_MEASURED,DEVICE_STATE_FABRICATED,DEVICE_STATE_FITTED,DEVICE_STATE_TRAINED}'::text[]) AS state;
SELECT throws_ok(test.step(1, 'state = ''DEVICE_STATE_DELIVERED'''), '23514', NULL, 'delivered on no day');
SELECT lives_ok(test.step(1, 'state = ''DEVICE_STATE_DELIVERED'', delivered_on = ''2024-07-03'''), 'delivered');
SELECT throws_ok(test.step(1, change), 'DY015', NULL, 'stays: ' || change)
FROM unnest(ARRAY['delivered_on = ''2024-07-04''', 'device_class = ''upper-conventional''', 'side = ''SIDE_RIGHT''', 'prescribed_on = ''2024-05-13''',
                  'payer = ''DEVICE_PAYER_FOUNDATION'', payer_institution = ''foundation''', 'survivor_uid = gen_random_uuid()']) AS change;

-- What cannot be said of one.
SELECT throws_ok(test.add_device(2, state, otherwise), '23514', NULL, why)
FROM (VALUES ('DEVICE_STATE_APPROVED', '{"decided_on": null}'::jsonb, 'approved by no decision'),
             ('DEVICE_STATE_PRESCRIBED', '{"early_reason": "EARLY_REASON_GROWTH"}', 'early, and in nobody''s place'),
             ('DEVICE_STATE_PRESCRIBED', '{"payer": "DEVICE_PAYER_FOUNDATION"}', 'paid by a foundation that is not named'),
             ('DEVICE_STATE_PRESCRIBED', '{"wearer_age": "WEARER_AGE_MINOR"}', 'a minor who never comes of age'),
             ('DEVICE_STATE_PRESCRIBED', '{"device_class": "Lower Leg"}', 'a class that is no code'),
             ('DEVICE_STATE_PRESCRIBED', '{"prescribed_on": "2024-02-30"}', 'a day that there is not'),
             ('DEVICE_STATE_DELIVERED', '{"delivered_on": "2024-05-15"}', 'delivered before it was decided'),
             ('DEVICE_STATE_DELIVERED', '{"recalled_on": "2024-09-01"}', 'called back by nothing')) AS bad(state, otherwise, why);
SELECT lives_ok(test.add_device(2, 'DEVICE_STATE_PRESCRIBED', jsonb_build_object('replaces_uid', test.device(1))), 'one takes the place of another');
SELECT throws_ok(test.add_device(3, 'DEVICE_STATE_PRESCRIBED', jsonb_build_object('replaces_uid', test.device(1))), '23505', NULL, '... and no second one');

-- Components: of those built in, maker and number are one in the nation.
CREATE FUNCTION test.component(device integer, serial text, removed text DEFAULT NULL) RETURNS text LANGUAGE sql
RETURN format('INSERT INTO rehabilitation.device_component (uid, device_uid, kind, maker, serial, built_in_on, removed_on, register, district, institution) '
              'VALUES (gen_random_uuid(), %L, ''COMPONENT_KIND_FOOT'', ''Nümunə'', %L, ''2024-06-10'', %L, ''az'', ''AZ-TAR'', ''rehabilitation-baku'')',
              test.device(device), serial, removed);
SELECT lives_ok(test.component(1, 'A-1'), 'a component');
SELECT throws_ok(test.component(2, 'A-1'), '23505', NULL, 'not twice at once');
SELECT lives_ok(test.component(2, 'A-1', '2024-06-11'), '... but after it was removed');
SELECT throws_ok(test.component(2, 'a 1'), '23514', NULL, 'a number is written as it is engraved');

-- Renewals: nobody who has a device is lost.
CREATE FUNCTION test.renewal(values_of text) RETURNS text LANGUAGE sql
RETURN format('INSERT INTO rehabilitation.renewal (uid, etag, survivor_uid, device_class, term_example, create_time, update_time, register, district, institution, '
              'state, due_on, basis, review_on, stop_reason, next_on) SELECT d.uid, 1, d.survivor_uid, d.device_class, false, now(), now(), d.register, d.district, '
              'd.institution, v.* FROM rehabilitation.device d, (VALUES (%s)) AS v WHERE d.uid = %L', values_of, test.device(1));
SELECT throws_ok(test.renewal(given), '23514', NULL, why)
FROM (VALUES ('''RENEWAL_STATE_WAITING'', NULL, NULL, NULL, NULL, ''2026-05-04''', 'neither a day nor a reason'),
             ('''RENEWAL_STATE_WAITING'', ''2026-07-03'', ''RENEWAL_BASIS_TERM'', NULL, NULL, NULL', 'waits, and nobody looks'),
             ('''RENEWAL_STATE_WAITING'', ''2026-07-03'', NULL, NULL, NULL, ''2026-05-04''', 'a day that rests on nothing'),
             ('''RENEWAL_STATE_STOPPED'', ''2026-07-03'', ''RENEWAL_BASIS_TERM'', NULL, NULL, NULL', 'stopped for no reason'),
             ('''RENEWAL_STATE_STOPPED'', NULL, NULL, NULL, ''RENEWAL_REASON_TIRED'', NULL', 'a reason that is none')) AS bad(given, why);
SELECT lives_ok(test.renewal('''RENEWAL_STATE_WAITING'', ''2026-07-03'', ''RENEWAL_BASIS_TERM'', NULL, NULL, ''2026-05-04'''), 'a renewal');

-- Doors: who may ask of people, and what.
SELECT is(test.attempt('aynur-clerk', format('SELECT rehabilitation.device_for_record(%L)', test.device(1))), '42501', 'what stands on a record the survivor service asks alone');
SELECT is(test.attempt(subject, format('SELECT rehabilitation.erase_person(%L)', test.survivor('a'))), '42501', coalesce(subject, 'the login') || ' forgets nobody')
FROM unnest(ARRAY['aynur-clerk', 'vugar-prosthetist', 'service', NULL]) AS subject;
SELECT is(test.attempt(subject, format('SELECT survivor.health_erased(%L)', test.survivor('a'))), answer, coalesce(subject, 'the login') || ' asks whether somebody was erased')
FROM (VALUES ('aynur-clerk', '42501'), ('vugar-prosthetist', '42501'), ('service', 'rows 1'), (NULL, '42501')) AS asked(subject, answer);
SELECT is(test.act('vugar-prosthetist', format('SELECT rehabilitation.records_of(%L)', test.survivor('a'))), format('{%s}', test.survivor('a')), 'the records of a person who has one');
UPDATE survivor.survivor SET merged_into_uid = test.survivor('a') WHERE uid = test.survivor('a', '3');
SELECT is(test.act('vugar-prosthetist', format('SELECT rehabilitation.records_of(%L)', test.survivor('a', '3'))), format('{%s,%s}', test.survivor('a'), test.survivor('a', '3')),
  '... and of two, the one that carries on first');
SELECT is(test.attempt(NULL, format('SELECT rehabilitation.records_of(%L)', test.survivor('a'))), '42501', 'nobody asks without a begun request');
SELECT is(test.attempt('habib-auditor', format('SELECT uid FROM rehabilitation.device WHERE uid = %L', test.device(1))), '42501', 'who has no business there sees no device');
SELECT is(test.attempt('lamiya-clerk', format('SELECT uid FROM rehabilitation.renewal WHERE uid = %L', test.device(1))), 'rows 0', 'another centre sees no renewal');
SELECT is(test.attempt('aynur-clerk', format('SELECT uid FROM rehabilitation.renewal WHERE uid = %L', test.device(1))), 'rows 1', '... and its own does');

SELECT * FROM finish();
ROLLBACK;
