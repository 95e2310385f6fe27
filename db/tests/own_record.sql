-- Two ways to rows that are about one person: the assignment of the person or of who stands for them (own_record), and an emergency in which a
-- clinician opened one record (break_glass). Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();

-- The person of record a, who signs in; the guardian of b; and money of both, in each case with an instalment.
INSERT INTO access.staff (uid, issuer, subject, given_name, family_name)
SELECT uid, 'https://login.dayaq.test', subject, 'Invented', 'Person'
FROM (VALUES ('0a000000-0000-7000-8000-000000000001'::uuid, 'the-person'), ('0a000000-0000-7000-8000-000000000002', 'the-guardian')) AS s(uid, subject);
INSERT INTO access.role_assignment (uid, staff_uid, role, institution, national, registers, person_uid)
VALUES (gen_random_uuid(), '0a000000-0000-7000-8000-000000000001', 'survivor', 'ministry', false, '{az}', test.survivor('a')),
       (gen_random_uuid(), '0a000000-0000-7000-8000-000000000002', 'guardian', 'ministry', false, '{az}', test.survivor('b'));
INSERT INTO payment.benefit_rule (benefit, version, content_hash, title, occasion, frequency, steps)
VALUES ('allowance', 1, repeat('a', 64), '{"en": "Allowance"}', 'OCCASION_PERSON', 'FREQUENCY_MONTHLY', '[]');
INSERT INTO payment.entitlement (uid, survivor_uid, beneficiary, beneficiary_uid, benefit, rule_version, state, entitled_qepik, currency, explanation, register, district, institution)
SELECT test.uid(letter, '2'), test.survivor(letter), 'BENEFICIARY_SURVIVOR', test.survivor(letter), 'allowance', 1, 'ENTITLEMENT_STATE_ACTIVE', 1000, 'AZN', '{}', register, district, institution FROM test.place;
INSERT INTO payment.assessment (uid, entitlement_uid, because_of, explanation, register, district, institution)
SELECT test.uid(letter, '3'), test.uid(letter, '2'), 'survivor.opened', '{}', register, district, institution FROM test.place;
INSERT INTO payment.instalment (uid, entitlement_uid, period, sequence, kind, amount_qepik, currency, due_on, assessment_uid, register, district, institution)
SELECT test.uid(letter, '4'), test.uid(letter, '2'), '2026-01', 0, 'INSTALMENT_KIND_REGULAR', 1000, 'AZN', '2026-01-05', test.uid(letter, '3'), register, district, institution
FROM test.place;

-- What each sees of a table, as the letters of the places the rows are of: 'rows N' says how many of the N letters asked for.
CREATE FUNCTION test.sees(subject text, service text, table_name text, id text, letters text, otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  seen text := '';
  letter text;
BEGIN
  PERFORM set_config('test.service', service, true);
  FOREACH letter IN ARRAY string_to_array(letters, NULL) LOOP
    CASE test.attempt(subject, format('SELECT 1 FROM %s WHERE %s', table_name, replace(id, '?', quote_literal(letter))), otherwise)
      WHEN 'rows 0' THEN NULL;
      WHEN '42501' THEN RETURN 'refused';
      ELSE seen := seen || letter;
    END CASE;
  END LOOP;
  RETURN seen;
END
$$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA test TO PUBLIC;

CREATE TEMPORARY TABLE of_person (service text, table_name text, id text);
INSERT INTO of_person VALUES
  ('survivor', 'survivor.survivor', 'uid = test.survivor(?)'), ('survivor', 'survivor.casualty', 'survivor_uid = test.survivor(?)'),
  ('survivor', 'survivor.person_key', 'uid = test.survivor(?)'), ('survivor', 'survivor.disability_decision', 'survivor_uid = test.survivor(?)'),
  ('payment', 'payment.entitlement', 'survivor_uid = test.survivor(?)'), ('payment', 'payment.assessment', 'entitlement_uid = test.uid(?, ''2'')'),
  ('payment', 'payment.instalment', 'entitlement_uid = test.uid(?, ''2'')');
SELECT is(test.sees(subject, service, table_name, id, 'abcd'), own, format('%s sees of %s their own alone', subject, table_name))
FROM of_person, (VALUES ('the-person', 'a'), ('the-guardian', 'b')) AS s(subject, own);
-- ... whatever district, number or state is asked for.
SELECT is(test.attempt(subject, 'SELECT uid FROM survivor.survivor', '{"service": "survivor"}'), 'rows 1', subject || ' sees one record in all')
FROM (VALUES ('the-person'), ('the-guardian')) AS s(subject), set_config('test.service', 'survivor', true);
SELECT is(test.sees('the-person', 'survivor', 'survivor.token', 'survivor_uid = test.survivor(?)', 'a'), 'refused', 'nobody is found by tokens');
SELECT is(test.sees('the-person', 'survivor', 'survivor.survivor_history', 'uid = test.survivor(?)', 'a'), 'refused', 'former versions are not shown');
SELECT is(test.sees('the-person', 'incident', 'incident.incident', 'uid = test.uid(?)', 'a'), 'refused', 'incidents are not shown');

-- Nothing of it can be changed.
SELECT is(test.attempt('the-person', statement), '42501', 'the person cannot: ' || statement)
FROM set_config('test.service', 'survivor', true),
     (VALUES (format('UPDATE survivor.survivor SET contacts = NULL WHERE uid = %L', test.survivor('a'))),
             (format('UPDATE survivor.survivor SET home_district = NULL WHERE uid = %L', test.survivor('a'))),
             (format('DELETE FROM survivor.casualty WHERE survivor_uid = %L', test.survivor('a'))),
             (format('SELECT death_document FROM survivor.survivor WHERE uid = %L', test.survivor('a'))),
             (format('SELECT staff_uid FROM survivor.disability_decision WHERE survivor_uid = %L', test.survivor('a')))) AS s(statement);
SELECT is(test.attempt('the-person', statement), '42501', 'the person cannot: ' || statement)
FROM set_config('test.service', 'payment', true),
     (VALUES (format('UPDATE payment.entitlement SET releasable = true WHERE uid = %L', test.uid('a', '2'))),
             ($$INSERT INTO payment.benefit_rule (benefit, version) VALUES ('mine', 1)$$)) AS s(statement);

-- An ended assignment is none: the request cannot even begin.
UPDATE access.role_assignment SET valid_until = now() - interval '1 second', valid_from = now() - interval '1 day' WHERE role = 'guardian';
SELECT is(test.attempt('the-guardian', 'SELECT uid FROM survivor.survivor'), 'DY003', 'a guardian whose assignment ended has nothing')
FROM set_config('test.service', 'survivor', true);

-- Emergencies. Leyla works in Tartar (a); she opened record b, which lies in Lachin, and c, which lies in a register that is not hers; one of d
-- is over and one of b was closed by another clinician.
CREATE FUNCTION test.open(subject text, letter text, otherwise jsonb DEFAULT '{}') RETURNS void LANGUAGE sql AS $$
  INSERT INTO access.break_glass
  SELECT (jsonb_populate_record(NULL::access.break_glass, jsonb_build_object(
    'uid', gen_random_uuid(), 'etag', 1, 'person_uid', test.survivor(letter), 'number', s.number, 'register', s.register, 'district', s.district,
    'opened_by', w.uid, 'assignment_uid', a.uid, 'role', 'clinician', 'institution', a.institution, 'reason', 'BREAK_GLASS_REASON_UNCONSCIOUS',
    'reason_words', 'brought in unconscious, no papers', 'create_time', now(), 'expire_time', now() + interval '1 hour',
    'review_due_time', now() + interval '70 hours', 'review_overdue', false, 'update_time', now()) || otherwise)).*
  FROM access.staff w JOIN access.role_assignment a ON a.staff_uid = w.uid, survivor.survivor s
  WHERE w.subject = open.subject AND s.uid = test.survivor(letter)
$$;
SELECT test.open('leyla-clinician', 'b'), test.open('leyla-clinician', 'c') \g /dev/null
CREATE TEMPORARY TABLE purpose (name text, otherwise jsonb);
INSERT INTO purpose VALUES ('care', '{"purpose": "care"}'), ('emergency', '{"purpose": "emergency"}');

SELECT is(test.sees('leyla-clinician', service, table_name, id, 'abcd', otherwise), CASE name WHEN 'emergency' THEN 'ab' ELSE 'a' END,
          format('for %s a clinician sees of %s where they work%s', name, table_name, CASE name WHEN 'emergency' THEN ', and the person they opened' END))
FROM of_person, purpose WHERE table_name IN ('survivor.survivor', 'survivor.casualty', 'survivor.person_key');
SELECT is(test.attempt('leyla-clinician', 'SELECT uid FROM survivor.survivor', otherwise), CASE name WHEN 'emergency' THEN 'rows 3' ELSE 'rows 2' END,
          format('for %s that is one record more, not its neighbours', name))
FROM purpose, set_config('test.service', 'survivor', true);
SELECT is(test.sees('leyla-clinician', 'survivor', 'survivor.disability_decision', 'survivor_uid = test.survivor(?)', 'b', otherwise), 'refused',
          'what the role does not read, an emergency does not show') FROM purpose;
SELECT is(test.sees('emin-clinician', 'survivor', 'survivor.survivor', 'uid = test.survivor(?)', 'abcd', otherwise), '', 'another clinician sees nothing of it for ' || name)
FROM purpose;
SELECT is(test.sees('leyla-clinician', 'payment', 'payment.entitlement', 'survivor_uid = test.survivor(?)', 'ab', otherwise), 'refused', 'money is not opened') FROM purpose;
SELECT is(test.sees('leyla-clinician', 'incident', 'incident.incident', 'uid = test.uid(?)', 'ab', otherwise), 'a', 'incidents are not opened') FROM purpose;

-- The record is looked at and not changed: not by the same statement that works where they work.
SELECT is(test.attempt('leyla-clinician', format('UPDATE survivor.survivor SET died_on = NULL WHERE uid = %L', test.survivor(letter)), '{"purpose": "emergency"}'), changed,
          format('a record in %s can be changed in an emergency: %s', letter, changed))
FROM (VALUES ('a', 'rows 1'), ('b', 'rows 0')) AS t(letter, changed), set_config('test.service', 'survivor', true);
SELECT is(test.attempt('leyla-clinician', format('SELECT uid FROM survivor.survivor WHERE uid = %L FOR NO KEY UPDATE', test.survivor('b')), '{"purpose": "emergency"}'),
          'rows 0', '... nor locked') FROM set_config('test.service', 'survivor', true);

-- It ends: when it is closed, and after its hour.
UPDATE access.break_glass SET closed_time = now() WHERE person_uid = test.survivor('b');
SELECT is(test.sees('leyla-clinician', 'survivor', 'survivor.survivor', 'uid = test.survivor(?)', 'ab', '{"purpose": "emergency"}'), 'a', 'closed, it is over');
SELECT test.open('leyla-clinician', 'b', jsonb_build_object('create_time', now() - interval '61 minutes', 'expire_time', now() - interval '1 minute')) \g /dev/null
SELECT is(test.sees('leyla-clinician', 'survivor', 'survivor.survivor', 'uid = test.survivor(?)', 'ab', '{"purpose": "emergency"}'), 'a', 'after an hour it is over');
SELECT test.open('leyla-clinician', 'b', jsonb_build_object('create_time', now() - interval '3599 seconds', 'expire_time', now() + interval '1 second')) \g /dev/null
SELECT is(test.sees('leyla-clinician', 'survivor', 'survivor.survivor', 'uid = test.survivor(?)', 'ab', '{"purpose": "emergency"}'), 'ab', '... and not before');

-- The person learns of it, and of nobody else's.
SELECT is(test.attempt('the-person', 'SELECT uid FROM access.break_glass'), 'rows 0', 'nobody opened the record of a')
FROM set_config('test.service', 'access', true);
SELECT test.open('emin-clinician', 'a') \g /dev/null
SELECT is(test.attempt('the-person', 'SELECT uid, institution, create_time FROM access.break_glass'), 'rows 1', 'the person sees who opened their record');
SELECT is(test.attempt('the-person', 'SELECT reason_words FROM access.break_glass'), '42501', '... not the words');

SELECT * FROM finish();
ROLLBACK;
