-- What holds of courses, own businesses, studies and invitations whoever writes them: steps, places, what was granted, time. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SELECT set_config('test.service', 'employment', true) AS ignored \gset

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
\set lists `cat ../proto/dayaq/employment/v1/course.proto ../proto/dayaq/employment/v1/grant.proto ../proto/dayaq/employment/v1/study.proto ../proto/dayaq/employment/v1/invitation.proto`
CREATE TEMPORARY TABLE listed AS
SELECT split_part(text, ' ', 1) AS list, value[1] AS value, value[2] <> '0' AS stored
FROM regexp_split_to_table(:'lists', '\nenum ') AS text, regexp_matches(split_part(text, E'\n}', 1), '\n  ([A-Z0-9_]+) = (\d+);', 'g') AS value;
SELECT is(array_agg(value) FILTER (WHERE employment.is_code(list, value) IS DISTINCT FROM stored), NULL, list || ' is the list of the contract, ' || count(*) || ' values')
FROM listed WHERE list NOT IN ('GrantDecision', 'DueWorkKind', 'SupportCount', 'syntax') GROUP BY list ORDER BY list;

-- Three people with profiles, a course with two places, a grant of two machines, a study.
CREATE FUNCTION test.u(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN ('00000000-0000-7000-8c00-0000000000' || lpad(n::text, 2, '0'))::uuid;
INSERT INTO employment.profile (uid, etag, survivor_uid, person_uid, survivor_number, state, lives_in, education, fields, most_km, home_work, least_salary_qepik,
                                opened_on, create_time, update_time, register, district, institution)
SELECT test.u(n), 1, test.u(n + 10), test.u(n + 10), (8000000 + n)::text, 'PROFILE_STATE_OPEN', 'AZ-BAR', 'EDUCATION_LEVEL_VOCATIONAL', '["WORK_FIELD_TEXTILES"]', 50,
       false, 0, '2026-01-01', now(), now(), 'az', 'AZ-BAR', 'employment-barda'
FROM generate_series(1, 3) AS n;
INSERT INTO employment.training_provider (uid, etag, name_az, district, institution, create_time, update_time)
VALUES (test.u(30), 1, 'Nümunə', 'AZ-BAR', 'employment-barda', now(), now());
INSERT INTO employment.course (uid, etag, provider_uid, title_az, kind, district, first_day, last_day, weekdays, places, state, institution, create_time, update_time)
VALUES (test.u(31), 1, test.u(30), 'Dərzi', 'COURSE_KIND_VOCATIONAL', 'AZ-BAR', '2026-09-07', '2026-10-02', '12345', 2, 'COURSE_STATE_OPEN', 'employment-barda', now(), now());
CREATE FUNCTION test.enrol(n integer, state text DEFAULT 'PLACED') RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO employment.enrolment (uid, etag, course_uid, profile_uid, survivor_uid, person_uid, state, rank, create_time, update_time, register, district, institution)
  SELECT %L, 1, %L, uid, survivor_uid, person_uid, 'ENROLMENT_STATE_%s', 1, now(), now(), register, district, institution FROM employment.profile WHERE uid = %L$$,
  test.u(n + 40), test.u(31), state, test.u(n));

-- Places.
SELECT lives_ok(test.enrol(1), 'somebody has a place');
SELECT lives_ok(test.enrol(2), 'so has another');
SELECT is((SELECT taken || ' ' || waiting FROM employment.course WHERE uid = test.u(31)), '2 0', 'both are counted');
SELECT is(test.outcome(test.enrol(3)), '23514 course_places', 'a third has none');
SELECT is(test.outcome(test.enrol(1)), '23505 enrolment_pkey', 'nobody twice');
SELECT lives_ok(test.enrol(3, 'WAITING'), '... and waits');
SELECT is((SELECT taken || ' ' || waiting FROM employment.course WHERE uid = test.u(31)), '2 1', '... which is counted too');
SELECT is(test.outcome(format('UPDATE employment.enrolment SET %s WHERE uid = %L', change, test.u(43))), outcome, 'whoever waits ' || what)
FROM (VALUES
  ('gets no place that there is not', 'state = ''ENROLMENT_STATE_PLACED''', '23514 course_places'),
  ('is not certified', 'state = ''ENROLMENT_STATE_CERTIFIED'', certificate_number = ''1'', certified_on = ''2026-10-05'', exam_on = ''2026-10-02''', 'DY015'),
  ('leaves for a reason', 'state = ''ENROLMENT_STATE_LEFT''', '23514 enrolment_left'),
  ('is not somebody else', format('person_uid = %L', test.u(12)), 'DY015'),
  ('goes nowhere in the order', 'rank = 2', 'DY015')) AS tried(what, change, outcome);
SELECT lives_ok(format($$UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_LEFT', leave_reason = 'LEAVE_REASON_OWN_WISH', left_on = '2026-09-08' WHERE uid = %L$$, test.u(41)),
  'somebody leaves');
SELECT lives_ok(format($$UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_PLACED' WHERE uid = %L$$, test.u(43)), '... and the next comes in');
SELECT is((SELECT taken || ' ' || waiting FROM employment.course WHERE uid = test.u(31)), '2 0', '... and all is counted');
SELECT is(test.outcome(format($$UPDATE employment.enrolment SET state = 'ENROLMENT_STATE_PASSED' WHERE uid = %L$$, test.u(42))), '23514 enrolment_examined', 'nobody passes without an exam');
SELECT is(test.outcome(format('UPDATE employment.course SET places = 1 WHERE uid = %L', test.u(31))), '23514 course_places', 'a course has no fewer places than are taken');

-- What was granted.
CREATE FUNCTION test.grant(n integer, uid integer) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO employment.business_grant (uid, etag, profile_uid, survivor_uid, person_uid, invitation_uid, state, activity, plan, planned, proposed_by, create_time,
    update_time, register, district, institution)
  SELECT %L, 1, uid, survivor_uid, person_uid, gen_random_uuid(), 'GRANT_STATE_SUBMITTED', 'Tikiş', 'Plan', '[]', %L, now(), now(), register, district, institution
  FROM employment.profile WHERE uid = %L$$, test.u(uid), test.u(90), test.u(n));
SELECT lives_ok(test.grant(1, 51), 'a plan lies before the commission');
SELECT is(test.outcome(test.grant(1, 52)), '23505 business_grant_under_way', 'no other of the same person meanwhile');
SELECT is(test.outcome(format($$UPDATE employment.business_grant SET state = 'GRANT_STATE_CONTRACTED' WHERE uid = %L$$, test.u(51))), 'DY015', 'no contract without a decision');
SELECT is(test.outcome(format($$UPDATE employment.business_grant SET state = 'GRANT_STATE_APPROVED', granted = '[]', decided_by = %L WHERE uid = %L$$, test.u(90), test.u(51))), 'DY015',
  'whoever put it forward does not decide');
UPDATE employment.business_grant SET state = 'GRANT_STATE_APPROVED', granted = '[{"title": "Tikiş maşını", "quantity": 2}]', decided_by = test.u(91) WHERE uid = test.u(51);
CREATE FUNCTION test.asset(line integer, number text, on_day text DEFAULT '2024-02-02') RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO employment.grant_asset (uid, grant_uid, survivor_uid, person_uid, line, serial_number, handed_on, register, district, institution)
  SELECT gen_random_uuid(), uid, survivor_uid, person_uid, %s, %L, %L, register, district, institution FROM employment.business_grant WHERE uid = %L$$,
  line, number, on_day, test.u(51));
SELECT is(test.outcome(test.asset(1, 'A')), 'DY015', 'nothing is handed over before the contract');
UPDATE employment.business_grant SET state = 'GRANT_STATE_CONTRACTED', contract_number = '7', contracted_on = '2024-02-01', contract_until = '2026-02-01', barred_until = '2029-01-31'
WHERE uid = test.u(51);
SELECT is(test.outcome(test.asset(1, 'A', '2024-01-31')), 'DY015', '... nor on a day before it');
SELECT is(test.outcome(test.asset(2, 'A')), 'DY015', '... nor of a line that was not granted');
SELECT lives_ok(test.asset(1, 'A'), 'one of two is handed over');
SELECT is(test.outcome(test.asset(1, 'A')), '23505 grant_asset_serial_number', 'a thing is handed over once');
SELECT lives_ok(test.asset(1, 'B'), '... and the other');
SELECT is(test.outcome(test.asset(1, 'C')), 'DY015', '... and no third');
SELECT is(test.outcome(format('UPDATE employment.business_grant SET %s WHERE uid = %L', change, test.u(51))), outcome, what)
FROM (VALUES
  ('what was granted stays', 'granted = ''[]''', 'DY015'),
  ('so does the contract', 'contract_until = ''2024-03-01''', 'DY015'),
  ('a breach has a reason', 'state = ''GRANT_STATE_BREACHED'', ended_on = ''2024-03-01''', '23514 business_grant_breached')) AS tried(what, change, outcome);
SELECT lives_ok(test.grant(1, 53), 'another plan of the same person can be put forward');
UPDATE employment.business_grant SET state = 'GRANT_STATE_APPROVED', granted = '[]', decided_by = test.u(91) WHERE uid = test.u(53);
SELECT is(test.outcome(format($$UPDATE employment.business_grant SET state = 'GRANT_STATE_CONTRACTED', contract_number = '8', contracted_on = '2029-01-31', contract_until = '2031-01-31',
    barred_until = '2034-01-30' WHERE uid = %L$$, test.u(53))), '23P01 business_grant_term', '... and not contracted within the time of the rule');
SELECT is(employment.barred_until(test.u(11)), '2029-01-31', 'until when is known everywhere');

-- Studies.
INSERT INTO employment.study (uid, etag, profile_uid, survivor_uid, person_uid, kind, school, programme, full_time, payer, agreement_number, first_day, planned_last_day, state, create_time,
                              update_time, register, district, institution)
SELECT test.u(60 + n), 1, uid, survivor_uid, person_uid, 'STUDY_KIND_BACHELOR', 'Nümunə', 'Nümunə', true, 'TUITION_PAYER_STATE', '1', '2025-09-15', '2029-06-30', 'STUDY_STATE_ACTIVE', now(),
       now(), register, district, institution
FROM employment.profile, generate_series(1, 2) AS n WHERE uid = test.u(2);
CREATE FUNCTION test.term(study integer, first_day text, last_day text) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO employment.study_term (uid, etag, study_uid, survivor_uid, person_uid, first_day, last_day, create_time, update_time, register, district, institution)
  SELECT gen_random_uuid(), 1, uid, survivor_uid, person_uid, %L, %L, now(), now(), register, district, institution FROM employment.study WHERE uid = %L$$, first_day, last_day, test.u(study));
SELECT lives_ok(test.term(61, '2025-09-15', '2026-01-31'), 'a term');
SELECT is(test.outcome(test.term(62, '2026-01-31', '2026-06-30')), '23P01 study_term_overlaps', 'no other of the same person then, whatever they study');
SELECT is(test.outcome(test.term(61, '2025-09-01', '2025-09-10')), 'DY015', 'no term before the study');
SELECT is(test.outcome(format($$UPDATE employment.study_term SET paid_on = '2026-01-01', payment_document = '1' WHERE study_uid = %L$$, test.u(61))), '23514 study_term_paid',
  'nothing is paid that was not confirmed');

-- Invitations, and who is told what.
CREATE FUNCTION test.invite(person integer) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO employment.invitation (uid, etag, survivor_uid, survivor_number, origin, state, invited_on, due_on, create_time, update_time, register, district, institution)
  VALUES (gen_random_uuid(), 1, %L, '8000001', 'INVITATION_ORIGIN_ELIGIBLE', 'INVITATION_STATE_OPEN', '2026-01-01', '2026-01-08', now(), now(), 'az', 'AZ-BAR', 'employment-barda')$$, test.u(person));
SELECT lives_ok(test.invite(11), 'somebody is invited');
SELECT is(test.outcome(test.invite(11)), '23505 invitation_once', '... once');
SELECT is(test.outcome(format($$UPDATE employment.invitation SET state = 'INVITATION_STATE_ACCEPTED', due_on = NULL, answered_on = '2026-01-02' WHERE survivor_uid = %L$$, test.u(11))),
  '23514 invitation_programmes', 'whoever accepts says what');
-- Whoever has a decision may be proposed to, from the day on which they are certainly of age; why is not told, and of others nothing.
UPDATE incident.casualty SET age = '{"min_years": 15, "max_years": 16}' WHERE uid = test.uid('a', '4');
CREATE FUNCTION test.proposed(resource text, holds text DEFAULT 'true') RETURNS text LANGUAGE sql
RETURN test.attempt('service', format('SELECT 1 FROM survivor.may_be_proposed(%L) WHERE %s', resource, holds), '{"role": "support_background"}');
SELECT is(test.proposed('survivors/' || test.survivor('a'), 'adult_on = ''2027-03-02'' AND NOT deceased'), 'rows 1', 'with a decision: from the day of full age on');
SELECT is(test.proposed('survivors/' || test.survivor('a', '3')), 'rows 0', 'without anything: nobody');
UPDATE incident.casualty SET age = NULL WHERE uid = test.uid('a', '4');
SELECT is(test.proposed('survivors/' || test.survivor('a'), 'adult_on IS NULL'), 'rows 1', 'whose age nobody knows has no such day');
SET LOCAL session_replication_role = replica;
UPDATE survivor.disability_decision SET in_force_until = '2024-04-01', valid_until = '2024-04-01' WHERE uid = test.survivor('a', '2');
SET LOCAL session_replication_role = origin;
SELECT is(test.proposed('survivors/' || test.survivor('a')), 'rows 0', 'a decision that is over says nothing');
SELECT is(test.attempt('service', format('SELECT 1 FROM survivor.may_be_proposed(%L)', 'survivors/' || test.survivor('a')), '{"role": "background"}'), '42501',
  'the other half of the service does not ask');
SELECT is(test.attempt('fidan-employment', format('SELECT 1 FROM survivor.may_be_proposed(%L)', 'survivors/' || test.survivor('a'))), '42501', 'nor does an adviser');
SELECT is(test.attempt('service', format('SELECT 1 WHERE employment.erase_support(%L) = 0', test.survivor('a')), '{"role": "support_background"}'), 'rows 1',
  'nothing is forgotten of somebody who was not erased');
SELECT is(test.outcome('SELECT * FROM survivor.may_be_proposed(''survivors/' || test.u(11) || ''')'), '42501', 'nobody else asks whether somebody may be proposed to');
SELECT is(test.outcome(format('SELECT * FROM employment.study_facts(%L)', test.u(61))), '42501', 'nor what schools confirmed');
SELECT is((SELECT string_agg(kind || ' ' || count, ', ' ORDER BY kind) FROM employment.support_counts('2024-01', '2026-06', 'AZ-BAR')),
  'SUPPORT_COUNT_GRANTS_CONTRACTED 1, SUPPORT_COUNT_INVITED 1', 'counts are of months, and name nobody');
SELECT * FROM finish();
ROLLBACK;
