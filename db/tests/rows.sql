-- Every role, every table, every verb: on a row that lies where the role may look, and on one that does not.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
SELECT no_plan();

-- What may be done, table by table: (s)elect, (i)nsert, (u)pdate, (d)elete.
CREATE TABLE test.matrix (subject text PRIMARY KEY, home text, away text, incident text, casualty text, report text, statement text, person_key text,
                          token text, duplicate text, merge text, import text, import_row text, import_group text,
                          incident_history text, casualty_history text);
INSERT INTO test.matrix VALUES
--                                     incident casualty report statement key  token duplicate merge import row group  histories
  ('aysel-registrar',  'a', 'b',       'siu',   'siu',   'si',  'si',    'si', 'sid', 's',    '',    '',   '',   '',   's', 's'),
  ('leyla-clinician',  'a', 'b',       'su',    'siu',   'si',  'si',    'si', 'sid', '',     '',    '',   '',   '',   's', 's'),
  ('tural-anama',      'a', 'c',       'siu',   'su',    'si',  's',     '',   '',    'su',   'siu', '',   '',   '',   's', 's'),
  ('orxan-police',     'a', 'b',       'siu',   'siu',   'si',  'si',    'si', 'i',   '',     '',    '',   '',   '',   's', 's'),
  ('mina-crescent',    'a', 'b',       'siu',   'siu',   'si',  'si',    'si', 'i',   '',     '',    '',   '',   '',   's', 's'),
  ('lala-loader',      'a', 'c',       'siu',   'si',    'si',  'si',    'si', 'si',  '',     '',    'siu', 'si', 'si', 's', 's'),
  ('shirin-steward',   'c', 'a',       'siu',   'si',    'si',  'si',    'si', '',    's',    '',    'siu', 'si', 'si', 's', 's'),
  ('habib-auditor',    'a', 'd',       's',     's',     's',   's',     '',   '',    '',     '',    's',  '',   '',   's', 's'),
  ('jamila-privacy',   'b', 'c',       's',     's',     's',   's',     '',   '',    '',     '',    '',   '',   '',   's', 's'),
  -- A reaction may concern any register, so it has no away.
  ('service',          'd', NULL,      's',     's',     '',    '',      '',   's',   'si',   '',    '',   '',   '',   '',  '');

-- A statement for each verb on each table; {1} to {9} are ids of the letter, the rest where it lies.
CREATE TABLE test.template (table_name text, verb text, statement text, PRIMARY KEY (table_name, verb));
INSERT INTO test.template VALUES
  ('incident', 's', 'SELECT uid FROM incident.incident WHERE uid = {1}'),
  ('incident', 'i', $$INSERT INTO incident.incident (uid, number, state, register, occurred_on, district, institution)
                      VALUES (gen_random_uuid(), '99999', 'INCIDENT_STATE_REPORTED', {register}, '2024', {district}, {filer})$$),
  ('incident', 'u', 'UPDATE incident.incident SET killed = 1 WHERE uid = {1}'),
  ('incident', 'd', 'DELETE FROM incident.incident WHERE uid = {3}'),
  ('casualty', 's', 'SELECT uid FROM incident.casualty WHERE uid = {4}'),
  ('casualty', 'i', $$INSERT INTO incident.casualty (uid, incident_uid, outcome, register, district, institution)
                      VALUES (gen_random_uuid(), {1}, 'OUTCOME_KILLED', {register}, {district}, {institution})$$),
  ('casualty', 'u', 'UPDATE incident.casualty SET {casualty_change} WHERE uid = {4}'),
  ('casualty', 'd', 'DELETE FROM incident.casualty WHERE uid = {4}'),
  ('report', 's', 'SELECT uid FROM incident.report WHERE uid = {5}'),
  ('report', 'i', $$INSERT INTO incident.report (uid, incident_uid, source, institution, register, district, incident_institution)
                    VALUES (gen_random_uuid(), {1}, 'SOURCE_KIND_OTHER', {own}, {register}, {district}, {institution})$$),
  ('report', 'u', $$UPDATE incident.report SET document = 'another' WHERE uid = {5}$$),
  ('report', 'd', 'DELETE FROM incident.report WHERE uid = {5}'),
  ('statement', 's', 'SELECT uid FROM incident.statement WHERE uid = {6}'),
  ('statement', 'i', $$INSERT INTO incident.statement (uid, report_uid, casualty_uid, outcome, register, district, institution)
                       VALUES (gen_random_uuid(), {5}, {4}, 'OUTCOME_KILLED', {register}, {district}, {institution})$$),
  ('statement', 'u', $$UPDATE incident.statement SET sex = 'SEX_MALE' WHERE uid = {6}$$),
  ('statement', 'd', 'DELETE FROM incident.statement WHERE uid = {6}'),
  ('person_key', 's', 'SELECT uid, wrapped FROM incident.person_key WHERE uid = {4}'),
  ('person_key', 'i', $$INSERT INTO incident.person_key (uid, kek_id, wrapped, register, district, institution)
                        VALUES ({0}, 1, '\x00', {register}, {district}, {institution})$$),
  ('person_key', 'u', $$UPDATE incident.person_key SET wrapped = '\x00' WHERE uid = {4}$$),
  ('person_key', 'd', 'DELETE FROM incident.person_key WHERE uid = {4}'),
  ('token', 's', 'SELECT casualty_uid, token FROM incident.token WHERE casualty_uid = {4}'),
  ('token', 'i', $$INSERT INTO incident.token (kind, token, casualty_uid, incident_uid, register, district, institution)
                   VALUES ('phone', '\x0011223344556677', {4}, {1}, {register}, {district}, {institution})$$),
  ('token', 'u', $$UPDATE incident.token SET token = '\x0011223344556688' WHERE casualty_uid = {4}$$),
  ('token', 'd', 'DELETE FROM incident.token WHERE casualty_uid = {4}'),
  ('duplicate', 's', 'SELECT uid FROM incident.duplicate WHERE uid = {7}'),
  ('duplicate', 'i', $$INSERT INTO incident.duplicate (uid, incident_uid, other_uid, state, register, district, institution, other_district, other_institution)
                       VALUES (gen_random_uuid(), {1}, {2}, 'DUPLICATE_STATE_OPEN', {register}, {district}, {institution}, {district}, {institution})$$),
  ('duplicate', 'u', $$UPDATE incident.duplicate SET state = 'DUPLICATE_STATE_DISMISSED' WHERE uid = {7}$$),
  ('duplicate', 'd', 'DELETE FROM incident.duplicate WHERE uid = {7}'),
  ('merge', 's', 'SELECT uid FROM incident.merge WHERE uid = {8}'),
  ('merge', 'i', $$INSERT INTO incident.merge (uid, kept_uid, duplicate_uid, moved_casualty_uids, pairs, kept_state, duplicate_state, staff_uid, reason, register)
                   VALUES (gen_random_uuid(), {1}, {2}, '[]', '[]', 'INCIDENT_STATE_REPORTED', 'INCIDENT_STATE_REPORTED', {1}, 'the same', {register})$$),
  ('merge', 'u', $$UPDATE incident.merge SET undone_time = now(), undone_by = uid, undone_reason = 'not the same' WHERE uid = {8}$$),
  ('merge', 'd', 'DELETE FROM incident.merge WHERE uid = {8}'),
  ('import', 's', 'SELECT uid FROM incident.import WHERE uid = {9}'),
  ('import', 'i', $$INSERT INTO incident.import (uid, mapping, register, file_name, file_sha256)
                    VALUES (gen_random_uuid(), 'another', {register}, 'file.csv', repeat('0', 64))$$),
  ('import', 'u', 'UPDATE incident.import SET finished = true WHERE uid = {9}'),
  ('import', 'd', 'DELETE FROM incident.import WHERE uid = {9}'),
  ('import_row', 's', 'SELECT import_uid FROM incident.import_row WHERE import_uid = {9}'),
  ('import_row', 'i', $$INSERT INTO incident.import_row (identity, import_uid, incident_uid, row_number, register)
                        VALUES (decode(md5('another'), 'hex'), {9}, {1}, 2, {register})$$),
  ('import_row', 'u', 'UPDATE incident.import_row SET row_number = 3 WHERE import_uid = {9}'),
  ('import_row', 'd', 'DELETE FROM incident.import_row WHERE import_uid = {9}'),
  ('import_group', 's', 'SELECT incident_uid FROM incident.import_group WHERE incident_uid = {1}'),
  ('import_group', 'i', $$INSERT INTO incident.import_group (identity, incident_uid, register) VALUES (decode(md5('another'), 'hex'), {2}, {register})$$),
  ('import_group', 'u', 'UPDATE incident.import_group SET incident_uid = {2} WHERE incident_uid = {1}'),
  ('import_group', 'd', 'DELETE FROM incident.import_group WHERE incident_uid = {1}'),
  ('incident_history', 's', 'SELECT uid FROM incident.incident_history WHERE uid = {1}'),
  ('incident_history', 'i', $$INSERT INTO incident.incident_history (uid, recorded_until, reason, scope_district) VALUES ({1}, now(), '', {district})$$),
  ('incident_history', 'u', $$UPDATE incident.incident_history SET reason = 'another' WHERE uid = {1}$$),
  ('incident_history', 'd', 'DELETE FROM incident.incident_history WHERE uid = {1}'),
  ('casualty_history', 's', 'SELECT uid FROM incident.casualty_history WHERE uid = {4}'),
  ('casualty_history', 'i', $$INSERT INTO incident.casualty_history (uid, recorded_until, reason) VALUES ({4}, now(), '')$$),
  ('casualty_history', 'u', $$UPDATE incident.casualty_history SET reason = 'another' WHERE uid = {4}$$),
  ('casualty_history', 'd', 'DELETE FROM incident.casualty_history WHERE uid = {4}');

-- A second casualty of each first incident, for a key to be added to.
INSERT INTO incident.casualty (uid, incident_uid, outcome, register, district, institution)
SELECT test.uid(letter, '0'), test.uid(letter), 'OUTCOME_KILLED', register, district, institution FROM test.place;

CREATE FUNCTION test.statement(template text, place test.place, subject text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  statement text := template;
  own text := (SELECT a.institution FROM access.role_assignment a JOIN access.staff s ON s.uid = a.staff_uid WHERE s.subject = statement.subject);
BEGIN
  FOR kind IN 0..9 LOOP
    statement := replace(statement, '{' || kind || '}', quote_literal(test.uid(place.letter, kind::text)));
  END LOOP;
  statement := replace(statement, '{register}', quote_literal(place.register));
  statement := replace(statement, '{district}', quote_literal(place.district));
  statement := replace(statement, '{institution}', quote_literal(place.institution));
  statement := replace(statement, '{own}', coalesce(quote_literal(own), 'NULL'));
  -- In another's name where the row lies out of reach: in one's own it would be in reach, wherever it happened.
  statement := replace(statement, '{filer}', CASE WHEN place.letter IN ('a', 'c') THEN coalesce(quote_literal(own), 'NULL') ELSE quote_literal(place.institution) END);
  RETURN replace(statement, '{casualty_change}', CASE WHEN subject = 'tural-anama' THEN 'same_as_uid = NULL, incident_uid = incident_uid' ELSE $q$sex = 'SEX_MALE'$q$ END);
END
$$;

SELECT is(
  test.attempt(m.subject, test.statement(t.statement, p, m.subject)),
  CASE WHEN position(t.verb IN coalesce(to_jsonb(m) ->> t.table_name, '')) > 0 THEN 'rows 1' ELSE '42501' END,
  format('%s on %s where they may look: %s', m.subject, t.table_name, t.verb))
FROM test.matrix m JOIN test.place p ON p.letter = m.home CROSS JOIN test.template t
ORDER BY m.subject, t.table_name, t.verb;

-- A hidden row is absent to a look, a change and a removal, and cannot be added.
SELECT is(
  test.attempt(m.subject, test.statement(t.statement, p, m.subject)),
  CASE WHEN t.verb <> 'i' AND position(t.verb IN coalesce(to_jsonb(m) ->> t.table_name, '')) > 0 THEN 'rows 0' ELSE '42501' END,
  format('%s on %s out of their reach: %s', m.subject, t.table_name, t.verb))
FROM test.matrix m JOIN test.place p ON p.letter = m.away CROSS JOIN test.template t
ORDER BY m.subject, t.table_name, t.verb;

-- A role of the house that the incident service knows nothing of, and the login itself.
SELECT is(test.attempt('samir-caseworker', test.statement(t.statement, p, 'samir-caseworker')), '42501', 'a caseworker on ' || t.table_name || ': ' || t.verb)
FROM test.place p, test.template t WHERE p.letter = 'a';
SELECT is(test.attempt(NULL, test.statement(t.statement, p, '')), '42501', 'the login before a request on ' || t.table_name || ': ' || t.verb)
FROM test.place p, test.template t WHERE p.letter = 'a';

-- By institution: whoever registered it sees it, wherever it happened.
UPDATE incident.incident SET district = 'AZ-LAC' WHERE uid = test.uid('a');
SELECT is(test.attempt('aysel-registrar', 'SELECT uid FROM incident.incident WHERE uid = ' || quote_literal(test.uid('a'))), 'rows 1',
          'the hospital that registered it still sees an incident that lies elsewhere');
SELECT is(test.attempt('aysel-registrar', 'SELECT uid FROM incident.report WHERE incident_uid = ' || quote_literal(test.uid('a'))), 'rows 1', '... its reports');
SELECT is(test.attempt('aysel-registrar', 'SELECT uid FROM incident.incident_history WHERE uid = ' || quote_literal(test.uid('a'))), 'rows 2', '... and its history');
SELECT is(test.attempt('orxan-police', 'SELECT uid FROM incident.incident WHERE uid = ' || quote_literal(test.uid('a'))), 'rows 0',
          'the police of where it was thought to lie do not');
SELECT is(test.attempt('orxan-police', 'SELECT uid FROM incident.casualty WHERE incident_uid = ' || quote_literal(test.uid('a'))), 'rows 0', '... nor its casualties');

-- A pair of which one incident lies out of reach is not shown.
INSERT INTO incident.duplicate (uid, incident_uid, other_uid, state, register, district, institution, other_district, other_institution)
VALUES (gen_random_uuid(), test.uid('a', '2'), test.uid('b', '3'), 'DUPLICATE_STATE_OPEN', 'az', 'AZ-TAR', 'hospital-tartar', 'AZ-LAC', 'hospital-elsewhere');
SELECT is(test.attempt('aysel-registrar', 'SELECT uid FROM incident.duplicate'), 'rows 1', 'a pair is seen by those who see both');
SELECT is(test.attempt('tural-anama', 'SELECT uid FROM incident.duplicate'), 'rows 3', 'the mine action agency sees all pairs of the national register');

-- New incidents.
SELECT is(test.attempt('aysel-registrar', $$INSERT INTO incident.incident (uid, number, state, register, occurred_on, district, institution)
  VALUES (gen_random_uuid(), '99999', 'INCIDENT_STATE_REPORTED', 'az', '2024', 'AZ-LAC', 'hospital-tartar')$$), 'rows 1',
  'a hospital registers what happened in another district');
SELECT is(test.attempt('aysel-registrar', $$INSERT INTO incident.incident (uid, number, state, register, occurred_on, district, institution)
  VALUES (gen_random_uuid(), '99999', 'INCIDENT_STATE_REPORTED', 'az', '2024', 'AZ-TAR', 'hospital-barda')$$), '42501',
  'not in the name of another institution');
SELECT is(test.attempt('aysel-registrar', $$INSERT INTO incident.incident (uid, number, state, register, occurred_on, district, institution)
  VALUES (gen_random_uuid(), '99999', 'INCIDENT_STATE_VERIFIED', 'az', '2024', 'AZ-TAR', 'hospital-tartar')$$), '42501', 'not as verified');
SELECT is(test.attempt('aysel-registrar', $$INSERT INTO incident.incident (uid, number, state, register, occurred_on, district, institution)
  VALUES (gen_random_uuid(), '99999', 'INCIDENT_STATE_REPORTED', 'co-aicma', '2024', 'CO-1', 'hospital-tartar')$$), '42501',
  'not in a trial register');

-- Gazetteers.
SELECT is(test.attempt(subject, 'SELECT code FROM incident.register WHERE code = ''az'''), CASE subject WHEN 'service' THEN '42501' ELSE 'rows 1' END,
          subject || ' reads registers, or not') FROM test.matrix;
SELECT is(test.attempt('shirin-steward', $$INSERT INTO incident.register VALUES ('xx-trial', 'Trial', 'XX', true)$$), 'rows 1', 'a steward opens a trial register of the assignment');
SELECT is(test.attempt('shirin-steward', $$INSERT INTO incident.register VALUES ('xx-trial', 'Trial', 'XX', false)$$), '42501', '... not one that is no trial');
SELECT is(test.attempt('shirin-steward', $$INSERT INTO incident.register VALUES ('xx-mine', 'Trial', 'XX', true)$$), '42501', '... nor one of another assignment');
SELECT is(test.attempt('shirin-steward', $$INSERT INTO incident.place (register, code, title) VALUES ('co-aicma', 'CO-2', 'Two')$$), 'rows 1', 'a steward names districts of it');
SELECT is(test.attempt('shirin-steward', $$INSERT INTO incident.place (register, code, title) VALUES ('az', 'AZ-QQQ', 'Nowhere')$$), '42501', '... none of the national register');
SELECT is(test.attempt(subject, $$INSERT INTO incident.place (register, code, title) VALUES ('co-aicma', 'CO-2', 'Two')$$), '42501', subject || ' names no districts')
FROM test.matrix WHERE subject <> 'shirin-steward';

SELECT * FROM finish();
ROLLBACK;
