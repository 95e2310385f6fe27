-- What the pass that finds unusual looks may ask, who reviews what it found, and who watches which record. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SET LOCAL test.service = 'audit';

INSERT INTO access.staff (uid, issuer, subject, given_name, family_name)
VALUES ('0a000000-0000-7000-8000-000000000003', 'https://login.dayaq.test', 'local-privacy', 'Invented', 'Person');
INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, registers)
VALUES (gen_random_uuid(), '0a000000-0000-7000-8000-000000000003', 'privacy_officer', 'hospital-tartar', '{AZ-TAR}', '{az}');

-- Findings as the pass hands them over.
CREATE FUNCTION test.found(n integer, institution text, staff integer, person text, reasons text[], score integer) RETURNS text LANGUAGE sql
RETURN format($q$SELECT audit.note_unusual_looks(%L)$q$, jsonb_build_array(jsonb_build_object(
  'uid', ('0c000000-0000-7000-8000-' || lpad(n::text, 12, '0')), 'entry_uid', ('01900000-0000-7000-8000-' || lpad((n % 100)::text, 12, '0')),
  'look_time', now(), 'staff_uid', '01900000-0000-7000-8000-' || lpad(staff::text, 12, '0'), 'role', 'clinician', 'institution', institution,
  'purpose', 'care', 'action', 'survivor.read', 'person', person,
  'reasons', (SELECT jsonb_agg('UNUSUAL_LOOK_REASON_' || r) FROM unnest(reasons) AS r), 'score', score)));
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA test TO PUBLIC;
\set record `echo "'survivors/' || test.survivor('a')"`

SELECT is(test.act('service', test.found(1, 'hospital-tartar', 3, :record, '{WATCHED}', 100)), '1', 'a finding is new');
SELECT is((SELECT format('%s %s %s %s', register, district, state, etag) FROM audit.unusual_look), 'az AZ-TAR UNUSUAL_LOOK_STATE_OPEN 1',
  'it lies with the institution that looked');
SELECT is(test.act('service', test.found(101, 'hospital-tartar', 3, :record, '{WATCHED}', 100)), '0', 'the same look is told once');
SELECT is((SELECT etag FROM audit.unusual_look), 1::bigint, '... and is not changed by being told again');
SELECT is(test.act('service', test.found(201, 'hospital-tartar', 3, :record, '{WITHOUT_CASE,WATCHED}', 150)), '0', 'the last judgement adds to the first');
SELECT is((SELECT format('%s %s %s', reasons, score, etag) FROM audit.unusual_look),
  '["UNUSUAL_LOOK_REASON_WATCHED", "UNUSUAL_LOOK_REASON_WITHOUT_CASE"] 150 2', 'reasons of both, each once');
SELECT is(test.act('service', test.found(2, 'hospital-barda', 4, NULL, '{SEARCH_WITHOUT_OPENING}', 50)), '1', 'a search that showed nobody');
SELECT is(test.act('service', test.found(102, 'hospital-barda', 4, NULL, '{SEARCH_WITHOUT_OPENING}', 50)), '0', '... is told once, too');
SELECT is(test.attempt('service', test.found(3, 'hospital-barda', 4, NULL, '{UGLY}', 50)), '23514', 'no reason that the contract does not know');

-- Nobody but the pass asks about people, and nobody but the pass writes findings.
SELECT is(test.attempt(subject, statement), '42501', subject || ': ' || statement)
FROM unnest(ARRAY['jamila-privacy', 'habib-auditor', 'murad-operator', NULL]) AS subject,
     unnest(ARRAY[$$SELECT audit.entries_to_judge('LAST', 0, 1)$$, $$SELECT audit.doings_of('{}', now(), now(), 1)$$,
                  $$SELECT audit.doings_to('{}', '{}', now(), now(), 1)$$, $$SELECT audit.names_of_people('{}')$$,
                  $$SELECT survivor.identities_to_compare('{}')$$, $$SELECT survivor.people_behind('{}')$$, $$SELECT payment.people_behind('{}')$$,
                  $$SELECT access.names_of_staff('{}')$$, $$SELECT access.emergencies_not_justified('{}', '{}')$$,
                  $$SELECT audit.watched_among('{}')$$, $$SELECT audit.keep_judged('LAST', 1, 1)$$, $$SELECT audit.note_unusual_looks('[]')$$]) AS statement;
SELECT is(test.attempt('service', format('SELECT survivor.identities_to_compare(ARRAY(SELECT gen_random_uuid() FROM generate_series(1, %s)))', n)), wanted,
  n || ' people at once')
FROM (VALUES (500, 'rows 0'), (501, '22023')) AS v(n, wanted);
SELECT is(test.act('service', format($$SELECT count(*) FROM survivor.identities_to_compare(ARRAY[%L]::uuid[])$$, test.survivor('a'))) IN ('0', '1'), true,
  'the pass is handed the identity of whom it names');
SELECT is(test.attempt('service', 'SELECT identity FROM survivor.survivor'), '42501', '... and reads no table of people');
SELECT is(test.attempt('service', 'SELECT * FROM audit.unusual_look'), '42501', '... nor what it found');

-- Reviews: of another institution, once, never of one's own look.
SELECT is(test.attempt('jamila-privacy', 'SELECT * FROM audit.unusual_look'), 'rows 2', 'the whole country');
SELECT is(test.attempt('local-privacy', 'SELECT * FROM audit.unusual_look'), 'rows 1', 'a district');
SELECT is(test.attempt(subject, 'SELECT * FROM audit.unusual_look'), '42501', subject || ' sees none') FROM unnest('{habib-auditor,murad-operator}'::text[]) AS subject;
\set confirm `echo "\$\$UPDATE audit.unusual_look SET state = 'UNUSUAL_LOOK_STATE_CONFIRMED', verdict_words = 'asked' WHERE score = 150\$\$"`
SELECT is(test.attempt('local-privacy', :confirm), '23514', 'not by the institution that looked');
SELECT is(test.attempt('jamila-privacy', 'UPDATE audit.unusual_look SET verdict_words = ''asked'''), 'DY013', 'a review comes to something');
SELECT is(test.attempt('jamila-privacy', 'UPDATE audit.unusual_look SET score = 1'), '42501', 'nothing else is changed');
SELECT is(test.attempt('jamila-privacy', 'DELETE FROM audit.unusual_look'), '42501', 'nothing is removed');
UPDATE audit.unusual_look SET staff_uid = '01900000-0000-7000-8000-000000000020' WHERE score = 150;
SELECT is(test.attempt('jamila-privacy', :confirm), '23514', 'not by whoever looked');
UPDATE audit.unusual_look SET staff_uid = '01900000-0000-7000-8000-000000000003' WHERE score = 150;
SELECT test.act('jamila-privacy', :confirm || ' RETURNING uid');
SELECT is((SELECT format('%s %s', reviewed_by, reviewer_institution) FROM audit.unusual_look WHERE score = 150),
  '01900000-0000-7000-8000-000000000020 ministry', 'by whoever the context says');
SELECT is(test.attempt('tahir-privacy', :confirm), 'DY013', 'once');
SELECT is(test.act('service', test.found(301, 'hospital-tartar', 3, :record, '{COLLEAGUE}', 160)), '0', 'what was reviewed');
SELECT is((SELECT score FROM audit.unusual_look WHERE reviewed_by IS NOT NULL), 150, '... stays as it was reviewed');

-- Watched records.
\set watch `echo "format(\$\$INSERT INTO audit.watched_record (uid, number, register, district, watched, words) VALUES (%L, '12345', 'az', 'AZ-TAR', true, 'well known')\$\$, test.survivor('a'))"`
SELECT is(test.attempt(subject, :watch), '42501', subject || ' watches nobody') FROM unnest('{habib-auditor,murad-operator,service}'::text[]) AS subject;
SELECT test.act('jamila-privacy', :watch || ' RETURNING uid');
SELECT is((SELECT format('%s %s %s', set_by, institution, etag) FROM audit.watched_record), '01900000-0000-7000-8000-000000000020 ministry 1', 'set by who did');
SELECT is(test.act('service', format('SELECT audit.watched_among(ARRAY[%L, %L]::uuid[])', test.survivor('a'), test.survivor('b'))),
  format('{%s}', test.survivor('a')), 'the pass knows who is watched');
SELECT test.act('jamila-privacy', $$UPDATE audit.watched_record SET watched = false, words = 'no longer' RETURNING uid$$);
SELECT is((SELECT etag FROM audit.watched_record), 2::bigint, 'a new version');
SELECT is(test.act('service', format('SELECT audit.watched_among(ARRAY[%L]::uuid[])', test.survivor('a'))), '{}', 'and nobody is');

SELECT * FROM finish();
ROLLBACK;
