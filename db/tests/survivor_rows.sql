-- Every role of the survivor service, every table, every verb: on a record that lies where the role may look, and on one that does not.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SELECT set_config('test.service', 'survivor', true) AS ignored \gset

-- What may be done, table by table: (s)elect, (i)nsert, (u)pdate, (d)elete.
CREATE TABLE test.matrix (subject text PRIMARY KEY, home text, away text, survivor text, person_key text, token text, casualty text,
                          disability_decision text, survivor_history text);
INSERT INTO test.matrix VALUES
--                                     survivor key  token  casualty decision history
  ('aysel-registrar',  'a', 'b',       'su',    'si', 's',   's',     '',    ''),
  ('leyla-clinician',  'a', 'b',       'su',    'si', 's',   's',     '',    ''),
  ('samir-caseworker', 'a', 'b',       'su',    'si', 'sid', 's',     's',   ''),
  -- An expert reads what a referral to the examination says of somebody's health, sealed like all such words.
  ('ramin-expert',     'a', 'c',       'su',    's',  '',    's',     'siu', ''),
  ('habib-auditor',    'a', 'd',       's',     '',   '',    's',     's',   ''),
  ('murad-operator',   'a', 'b',       '',      '',   '',    '',      '',    ''),
  -- Reads acts that benefits hang on, of the whole country.
  ('kamran-verifier',  'a', NULL,      's',     '',   '',    '',      '',    ''),
  -- Roles that this service knows nothing of.
  ('tural-anama',      'a', 'b',       '',      '',   '',    '',      '',    ''),
  -- A reaction may concern any register, so it has no away.
  ('service',          'd', NULL,      'siu',   'si', 'sid', 'siu',   '',    '');

CREATE TABLE test.template (table_name text, verb text, statement text, PRIMARY KEY (table_name, verb));
INSERT INTO test.template VALUES
  ('survivor', 's', 'SELECT uid FROM survivor.survivor WHERE uid = {1}'),
  ('survivor', 'i', $$INSERT INTO survivor.survivor (uid, number, state, register, district, institution)
                      VALUES (gen_random_uuid(), '99999', 'SURVIVOR_STATE_LIVING', {place})$$),
  ('survivor', 'u', 'UPDATE survivor.survivor SET {change} WHERE uid = {1}'),
  ('survivor', 'd', 'DELETE FROM survivor.survivor WHERE uid = {3}'),
  ('person_key', 's', 'SELECT uid, wrapped FROM survivor.person_key WHERE uid = {1}'),
  ('person_key', 'i', $$INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution) VALUES ({3}, 1, '\x00', {place})$$),
  ('person_key', 'u', $$UPDATE survivor.person_key SET wrapped = '\x00' WHERE uid = {1}$$),
  ('person_key', 'd', 'DELETE FROM survivor.person_key WHERE uid = {1}'),
  ('token', 's', 'SELECT survivor_uid, token FROM survivor.token WHERE survivor_uid = {1}'),
  ('token', 'i', $$INSERT INTO survivor.token (kind, token, survivor_uid, register, district, institution)
                   VALUES ('name', '\x0000000000000000', {3}, {place})$$),
  ('token', 'u', $$UPDATE survivor.token SET token = '\x0000000000000000' WHERE survivor_uid = {1}$$),
  ('token', 'd', 'DELETE FROM survivor.token WHERE survivor_uid = {1}'),
  ('casualty', 's', 'SELECT casualty_uid FROM survivor.casualty WHERE survivor_uid = {1}'),
  ('casualty', 'i', $$INSERT INTO survivor.casualty (casualty_uid, survivor_uid, incident_uid, register, district, institution)
                      VALUES (gen_random_uuid(), {1}, {3}, {place})$$),
  ('casualty', 'u', 'UPDATE survivor.casualty SET set_aside = true WHERE survivor_uid = {1}'),
  ('casualty', 'd', 'DELETE FROM survivor.casualty WHERE survivor_uid = {1}'),
  ('disability_decision', 's', 'SELECT percent FROM survivor.disability_decision WHERE uid = {2}'),
  ('disability_decision', 'i', '{decision}'),
  ('disability_decision', 'u', 'UPDATE survivor.disability_decision SET in_force_until = NULL WHERE uid = {2}'),
  ('disability_decision', 'd', 'DELETE FROM survivor.disability_decision WHERE uid = {2}'),
  ('survivor_history', 's', 'SELECT uid FROM survivor.survivor_history WHERE uid = {1}'),
  ('survivor_history', 'i', $$INSERT INTO survivor.survivor_history (uid, recorded_until, reason, scope_district) VALUES ({1}, now(), '', 'AZ-TAR')$$),
  ('survivor_history', 'u', $$UPDATE survivor.survivor_history SET reason = 'another' WHERE uid = {1}$$),
  ('survivor_history', 'd', 'DELETE FROM survivor.survivor_history WHERE uid = {1}');

CREATE FUNCTION test.statement(template text, place test.place, subject text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  statement text := template;
BEGIN
  FOR kind IN 1..3 LOOP
    statement := replace(statement, '{' || kind || '}', quote_literal(test.survivor(place.letter, kind::text)));
  END LOOP;
  statement := replace(statement, '{place}', format('%L, %L, %L', place.register, place.district, place.institution));
  statement := replace(statement, '{decision}', test.decide(gen_random_uuid(), test.survivor(place.letter, '3'), '2024-05-01'));
  RETURN replace(statement, '{change}', CASE WHEN subject = 'ramin-expert' THEN 'last_decision_uid = gen_random_uuid()' ELSE 'died_on = NULL' END);
END
$$;

SELECT is(
  test.attempt(m.subject, test.statement(t.statement, p, m.subject)),
  CASE WHEN position(t.verb IN to_jsonb(m) ->> t.table_name) > 0 THEN 'rows 1' ELSE '42501' END,
  format('%s on %s where they may look: %s', m.subject, t.table_name, t.verb))
FROM test.matrix m JOIN test.place p ON p.letter = m.home CROSS JOIN test.template t
ORDER BY m.subject, t.table_name, t.verb;

-- A hidden row is absent to a look, a change and a removal, and cannot be added.
SELECT is(
  test.attempt(m.subject, test.statement(t.statement, p, m.subject)),
  CASE WHEN t.verb <> 'i' AND position(t.verb IN to_jsonb(m) ->> t.table_name) > 0 THEN 'rows 0' ELSE '42501' END,
  format('%s on %s out of their reach: %s', m.subject, t.table_name, t.verb))
FROM test.matrix m JOIN test.place p ON p.letter = m.away CROSS JOIN test.template t
ORDER BY m.subject, t.table_name, t.verb;

SELECT is(test.attempt(NULL, test.statement(t.statement, p, '')), '42501', 'the login before a request on ' || t.table_name || ': ' || t.verb)
FROM test.place p, test.template t WHERE p.letter = 'a';

-- Sealed and closed columns, one by one.
SELECT is(test.attempt(subject, format('SELECT %s FROM survivor.survivor WHERE uid = %L', column_name, test.survivor('a'))),
  CASE WHEN position(left(class, 1) IN classes) > 0 THEN 'rows 1' ELSE '42501' END, format('%s reads %s', subject, column_name))
FROM (VALUES ('aysel-registrar', 'IH'), ('samir-caseworker', 'I'), ('ramin-expert', 'H'), ('habib-auditor', 'A'), ('service', 'IHA')) AS s(subject, classes),
     access.column_class c WHERE c.table_name = 'survivor.survivor' AND c.class <> 'OPERATIONAL' ORDER BY subject, column_name;

-- By institution: whoever registered the person first sees the record, wherever it lies.
UPDATE survivor.survivor SET district = 'AZ-LAC' WHERE uid = test.survivor('a');
SELECT is(test.attempt('aysel-registrar', format('SELECT casualty_uid FROM survivor.casualty WHERE survivor_uid = %L', test.survivor('a'))), 'rows 1',
  'the hospital that registered the person still sees a record that lies elsewhere');
SELECT is(test.attempt('samir-caseworker', format('SELECT uid FROM survivor.survivor WHERE uid = %L', test.survivor('a'))), 'rows 0', 'the caseworker of where it lay does not');

-- Decisions, numbers, gazetteers.
SELECT is(test.attempt('ramin-expert', test.decide(gen_random_uuid(), test.survivor('b', '3'), '2024-05-01', NULL, '{"institution": "anama"}')), '42501',
  'nobody decides in the name of another institution');
SELECT is(test.attempt(subject, 'SELECT survivor.next_number()'), CASE subject WHEN 'service' THEN 'rows 1' ELSE '42501' END, subject || ' takes numbers, or not')
FROM test.matrix ORDER BY subject;
SELECT is(test.attempt(subject, $$SELECT code FROM incident.place WHERE code = 'AZ-TAR'$$),
  CASE WHEN subject IN ('samir-caseworker', 'service') THEN 'rows 1' ELSE '42501' END, subject || ' reads districts, or not') FROM test.matrix ORDER BY subject;

SELECT * FROM finish();
ROLLBACK;
