-- What holds of people who look for work, vacancies and placements whoever writes them: steps, places, days. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- What a statement answers: the SQLSTATE, and the constraint if one refused. Everything it did is undone.
CREATE FUNCTION test.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
  refused_by text;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  SET CONSTRAINTS ALL IMMEDIATE;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME;
    RETURN rtrim(SQLSTATE || ' ' || refused_by);
END
$$;

-- Code lists are those of the contract.
\set lists `cat ../proto/dayaq/employment/v1/work_codes.proto ../proto/dayaq/employment/v1/profile.proto ../proto/dayaq/employment/v1/vacancy.proto ../proto/dayaq/employment/v1/placement.proto`
CREATE TEMPORARY TABLE listed AS
SELECT split_part(text, ' ', 1) AS list, value[1] AS value, value[2] <> '0' AS stored
FROM regexp_split_to_table(:'lists', '\nenum ') AS text, regexp_matches(split_part(text, E'\n}', 1), '\n  ([A-Z0-9_]+) = (\d+);', 'g') AS value
WHERE split_part(text, ' ', 1) NOT IN ('MatchReasonKind', 'WorkAbility', 'syntax');
SELECT is(array_agg(value) FILTER (WHERE employment.is_code(list, value) IS DISTINCT FROM stored), NULL, list || ' is the list of the contract, ' || count(*) || ' values')
FROM listed GROUP BY list ORDER BY list;

-- Two people at the centre in Barda, an employer that keeps one place, two vacancies.
CREATE FUNCTION test.id(letter text, n integer) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN ('00000000-0000-7000-8' || letter || '00-0000000000' || lpad(n::text, 2, '0'))::uuid;
INSERT INTO employment.profile (uid, etag, survivor_uid, person_uid, survivor_number, state, lives_in, education, fields, most_km, home_work, least_salary_qepik, opened_on,
                                register, district, institution, create_time, update_time)
SELECT test.id('a', n), 1, test.id('b', n), test.id('b', n), '300000' || n, 'PROFILE_STATE_OPEN', 'AZ-BAR', 'EDUCATION_LEVEL_NONE', '["WORK_FIELD_TEXTILES"]', 0, false, 0,
       '2026-01-01', 'az', 'AZ-BAR', 'employment-barda', now(), now() FROM generate_series(1, 3) AS n;
INSERT INTO employment.employer (uid, etag, institution, title, tax_id, district, quota_places, create_time, update_time)
VALUES (test.id('c', 1), 1, 'employment-barda', 'Fabrik', '1234567890', 'AZ-BAR', 1, now(), now());
INSERT INTO employment.vacancy (uid, etag, institution, employer_uid, title, field, district, schedule, hours_week, salary_qepik, home_work, quota, places, closes_on, state,
                                schooling_rank, skill_bits, language_bits, driving_bit, rests_on_bits, there_bits, possible_bits, create_time, update_time)
SELECT test.id('d', n), 1, 'employment-barda', test.id('c', 1), 'Dərzi', 'WORK_FIELD_TEXTILES', 'AZ-BAR', 'WORK_SCHEDULE_FULL_TIME', 40, 50000, false, n = 1, n, '2099-12-31',
       'VACANCY_STATE_OPEN', 0, 0, 0, 0, 0, 0, 0, now(), now() FROM generate_series(1, 2) AS n;
CREATE FUNCTION test.introduce(n integer, person integer, vacancy integer) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO employment.placement (uid, etag, survivor_uid, person_uid, profile_uid, vacancy_uid, employer_uid, state, quota, full_time, hours_week, salary_qepik,
    introduced_on, register, district, institution, create_time, update_time)
  VALUES (%L, 1, %L, %L, %L, %L, %L, 'PLACEMENT_STATE_INTRODUCED', %L, true, 40, 50000, '2026-02-01', 'az', 'AZ-BAR', 'employment-barda', now(), now())$$,
  test.id('e', n), test.id('b', person), test.id('b', person), test.id('a', person), test.id('d', vacancy), test.id('c', 1), vacancy = 1);
CREATE FUNCTION test.start(n integer, day text) RETURNS text LANGUAGE sql
RETURN format('UPDATE employment.placement SET state = ''PLACEMENT_STATE_STARTED'', starts_on = %L, contract_number = ''1'' WHERE uid = %L', day, test.id('e', n));
CREATE FUNCTION test.finish(n integer, day text) RETURNS text LANGUAGE sql
RETURN format('UPDATE employment.placement SET state = ''PLACEMENT_STATE_ENDED'', ended_on = %L, end_reason = ''PLACEMENT_END_REASON_OTHER'' WHERE uid = %L', day, test.id('e', n));

SELECT is(test.outcome(replace(test.introduce(9, 1, 1), 'INTRODUCED', 'STARTED')), '23514 placement_started', 'work without a day and a contract');
SELECT lives_ok(test.introduce(1, 1, 1), 'one is introduced');
SELECT is(test.outcome(test.introduce(2, 1, 1)), '23505 placement_goes_on', 'nobody is introduced twice at a time');
SELECT is(test.outcome(test.finish(1, '2026-03-01')), 'DY015', 'work that did not begin does not end');
SELECT is(test.outcome(test.start(1, '2026-01-31')), '23514 placement_days', 'work does not begin before the introduction');
SELECT is(test.outcome(format('UPDATE employment.placement SET %s WHERE uid = %L', change, test.id('e', 1))), 'DY015', 'a placement ' || what)
FROM (VALUES ('of somebody else', 'survivor_uid = gen_random_uuid()'), ('at another vacancy', format('vacancy_uid = %L', test.id('d', 2))),
             ('introduced on another day', 'introduced_on = ''2026-01-01''')) AS tried(what, change);

-- Places.
SELECT lives_ok(test.start(1, '2026-02-10'), 'work begins');
SELECT is((SELECT places_taken FROM employment.vacancy WHERE uid = test.id('d', 1)), 1, 'a place is taken');
SELECT is((SELECT quota_taken FROM employment.employer), 1, '... and one by quota');
SELECT lives_ok(test.introduce(3, 2, 1), 'another one is introduced');
SELECT is(test.outcome(test.start(3, '2026-02-10')), '23514 vacancy_places', 'no more than there are');
SELECT is(test.outcome('UPDATE employment.vacancy SET places_taken = 5'), '23514 vacancy_places', '... whoever counts');
SELECT is(test.outcome('UPDATE employment.employer SET quota_places = 0'), '23514 employer_quota', 'who is there keeps the place');

-- One full-time place on a day.
SELECT lives_ok(test.introduce(4, 1, 2), 'the first is introduced elsewhere');
SELECT is(test.outcome(test.start(4, day)), '23P01 placement_full_time', 'two full-time places on ' || day) FROM unnest('{2026-02-10,2026-08-01}'::text[]) AS day;
SELECT is(test.outcome(test.start(4, '2026-02-09')), '23P01 placement_full_time', 'beginning before and going on');
SELECT is(test.outcome(test.finish(1, '2026-02-09')), '23514 placement_days', 'no end before the beginning');
SELECT lives_ok(test.finish(1, '2026-03-31'), 'the first ends');
SELECT is((SELECT places_taken FROM employment.vacancy WHERE uid = test.id('d', 1)), 0, '... and its place is free');
SELECT is((SELECT quota_taken FROM employment.employer), 0, '... by quota, too');
SELECT is(test.outcome(test.start(4, '2026-03-31')), '23P01 placement_full_time', 'not on the last day');
SELECT is(test.outcome(test.start(4, '2026-04-01')), 'rows 1', 'on the day after');
SELECT is(test.outcome(format('UPDATE employment.placement SET starts_on = ''2026-03-01'' WHERE uid = %L', test.id('e', 1))), 'DY015', 'a contract stays');
SELECT is(test.outcome(test.start(1, '2026-05-01')), 'DY015', 'what is over stays over');

-- Looks.
CREATE FUNCTION test.look(otherwise text) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO employment.retention_check (uid, etag, survivor_uid, person_uid, placement_uid, months, due_on, state, register, district, institution, create_time, update_time%s)$$,
  otherwise);
SELECT lives_ok(test.look(format($$) VALUES (%L, 1, %L, %L, %L, 3, '2026-05-10', 'RETENTION_STATE_DUE', 'az', 'AZ-BAR', 'employment-barda', now(), now()$$,
                                 test.id('f', 1), test.id('b', 1), test.id('b', 1), test.id('e', 1))), 'a look is planned');
SELECT is(test.outcome('UPDATE employment.retention_check SET state = ''RETENTION_STATE_DONE'', result = ''RETENTION_RESULT_WORKS'', checked_on = ' || quote_literal(day)), outcome, what)
FROM (VALUES ('2026-05-09', '23514 retention_check_done', 'nobody looks before the day'), ('2026-05-10', 'rows 1', 'somebody looks on the day')) AS tried(day, outcome, what);
SELECT is(test.outcome('UPDATE employment.retention_check SET due_on = ''2026-01-01'''), 'DY015', 'its day stays');

-- Vacancies and profiles.
SELECT is(test.outcome(format('UPDATE employment.vacancy SET %s', change)), outcome, 'a vacancy ' || what)
FROM (VALUES ('with another wage', 'salary_qepik = 1', 'DY015'), ('closed for no reason', 'state = ''VACANCY_STATE_CLOSED''', '23514 vacancy_closed'),
             ('closed', 'state = ''VACANCY_STATE_CLOSED'', close_reason = ''VACANCY_CLOSE_REASON_FILLED''', 'rows 2')) AS tried(what, change, outcome);
SELECT is(test.outcome(format('UPDATE employment.profile SET %s', change)), outcome, 'a profile ' || what)
FROM (VALUES ('of somebody else', 'survivor_uid = gen_random_uuid()', 'DY015'), ('closed for no reason', 'state = ''PROFILE_STATE_CLOSED''', '23514 profile_closed'),
             ('with a consent that nothing says', 'consent_given_on = ''2026-01-01''', '23514 profile_consent'),
             ('with a skill that is in no list', 'skills = ''["SKILL_FLYING"]''', '23514 profile_skills_check')) AS tried(what, change, outcome);

-- As the service: of another institution nobody changes an offer, and nobody counts places but the database.
SELECT set_config('test.service', 'employment', true) AS ignored \gset
SELECT is(test.attempt('fidan-employment', 'UPDATE employment.employer SET title = ''Başqa''', '{"purpose": "employment"}'), 'rows 1', 'its own institution corrects an employer');
SET LOCAL session_replication_role = replica;
UPDATE employment.employer SET institution = 'hospital-barda';
SET LOCAL session_replication_role = origin;
SELECT is(test.attempt('fidan-employment', 'UPDATE employment.employer SET title = ''Yenə''', '{"purpose": "employment"}'), '42501', 'no other institution does');
SELECT is(test.attempt('fidan-employment', 'UPDATE employment.vacancy SET places_taken = 0', '{"purpose": "employment"}'), '42501', 'nobody says how many places are taken');
SELECT is(test.attempt('fidan-employment', 'UPDATE employment.placement SET person_uid = gen_random_uuid()', '{"purpose": "employment"}'), '42501', 'nor who somebody is');
SELECT is(test.attempt('fidan-employment', 'SELECT survivor.facts_for_employment(''survivors/00000000-0000-7000-8000-000000000001'')', '{"purpose": "employment"}'), '42501',
          'facts are for the service itself');
SELECT is(test.attempt('service', 'SELECT employment.work_of(gen_random_uuid())'), '42501', 'work is told to the payment service alone');

SELECT * FROM finish();
ROLLBACK;
