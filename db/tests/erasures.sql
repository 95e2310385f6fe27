-- Keys and erasures as the database holds them, whatever a service says. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SELECT set_config('test.service', 'survivor', true) AS ignored \gset

-- Bundles.
CREATE FUNCTION test.bundle(gone integer[] DEFAULT '{}') RETURNS bytea LANGUAGE sql IMMUTABLE
RETURN (SELECT string_agg(decode(repeat(CASE WHEN i = ANY (gone) THEN '00' ELSE '07' END, 40), 'hex'), ''::bytea ORDER BY i) FROM generate_series(0, 2) AS i);
SELECT is(array_agg(sealing.is_destroyed(test.bundle(ARRAY[one]), i) ORDER BY i), ARRAY[one = 0, one = 1, one = 2], format('class %s alone is destroyed', one))
FROM generate_series(0, 2) AS one, generate_series(0, 2) AS i GROUP BY one;
SELECT is(sealing.is_destroyed(decode(repeat('00', 40), 'hex'), 0), false, 'a key from before keys were divided is no bundle');
UPDATE survivor.person_key SET wrapped = test.bundle();
UPDATE incident.person_key SET wrapped = test.bundle();

-- Two people, whoever says otherwise; nobody reaches keys without it.
CREATE FUNCTION test.proposal(uid uuid, survivor uuid, cause text DEFAULT 'ERASURE_CAUSE_COURT_ORDER') RETURNS text LANGUAGE sql
RETURN (SELECT format($$INSERT INTO survivor.erasure (uid, survivor_uid, register, district, institution, cause, legal_act, article, reason, effects)
                        VALUES (%L, %L, %L, %L, %L, %L, 'An act', '5', 'because', '[]')$$, proposal.uid, s.uid, s.register, s.district, s.institution, cause)
        FROM survivor.survivor s WHERE s.uid = proposal.survivor);
\set first '\'60000000-0000-7000-8100-000000000001\''
CREATE TABLE test.statement (name text, statement text);
INSERT INTO test.statement VALUES
  ('keys are looked at', format('SELECT * FROM survivor.keys_to_destroy(%L)', test.survivor('a'))),
  ('a record is erased', format('SELECT survivor.erase(%L, 1, %L)', test.survivor('a'), test.bundle('{0,1,2}')));
SELECT is(test.attempt(subject, statement), '42501', format('without an erasure: %s by %s', name, subject))
FROM test.statement, unnest('{jamila-privacy,samir-caseworker,habib-auditor,murad-operator,service}'::text[]) AS subject;
SELECT is(test.attempt(subject, test.proposal(gen_random_uuid(), test.survivor('a'), cause)), expected, format('%s proposes %s', subject, cause))
FROM (VALUES ('samir-caseworker', 'ERASURE_CAUSE_COURT_ORDER', 'rows 1'), ('jamila-privacy', 'ERASURE_CAUSE_PERSON_ASKED', 'rows 1'),
             ('jamila-privacy', 'ERASURE_CAUSE_RETENTION_ENDED', '23514'), ('jamila-privacy', 'ERASURE_CAUSE_BACKUP_RESTORED', '23514'),
             ('service', 'ERASURE_CAUSE_RETENTION_ENDED', 'rows 1'), ('service', 'ERASURE_CAUSE_COURT_ORDER', '23514'),
             ('habib-auditor', 'ERASURE_CAUSE_COURT_ORDER', '42501'), ('murad-operator', 'ERASURE_CAUSE_COURT_ORDER', '42501'),
             ('leyla-clinician', 'ERASURE_CAUSE_COURT_ORDER', '42501')) AS t(subject, cause, expected);
SELECT is(test.attempt('samir-caseworker', test.proposal(gen_random_uuid(), test.survivor('d'))), '42501', 'out of reach');
SELECT is(test.act('jamila-privacy', test.proposal(:first, test.survivor('a')) || ' RETURNING ''made'''), 'made', 'proposed');
SELECT is((SELECT state || ' ' || (proposed_by = (SELECT uid FROM access.staff WHERE subject = 'jamila-privacy')) || ' ' || (approved_by IS NULL) FROM survivor.erasure WHERE uid = :first),
  'ERASURE_STATE_PROPOSED true true', 'by whom is what the context says');
SELECT is(test.attempt(subject, format('UPDATE survivor.erasure SET state = ''ERASURE_STATE_DONE'' WHERE uid = %L', :first)), expected, subject || ' approves')
FROM (VALUES ('jamila-privacy', '23514'), ('tahir-privacy', 'rows 1'), ('samir-caseworker', '42501'), ('service', '42501')) AS t(subject, expected);
SELECT is(test.attempt('tahir-privacy', format('UPDATE survivor.erasure SET %s WHERE uid = %L', change, :first)), '42501', 'nobody edits: ' || change)
FROM unnest(ARRAY['approved_by = gen_random_uuid()', 'reason = ''another''', 'effects = ''[]''', 'create_time = now()']) AS change;
SELECT set_config('session_replication_role', 'replica', true) AS ignored \gset
UPDATE survivor.erasure SET create_time = now() - interval '31 days' WHERE uid = :first;
SELECT set_config('session_replication_role', 'origin', true) AS ignored \gset
SELECT is(test.attempt('tahir-privacy', format('UPDATE survivor.erasure SET state = ''ERASURE_STATE_DONE'' WHERE uid = %L', :first)), 'DY013', 'not after 30 days');
SELECT set_config('session_replication_role', 'replica', true) AS ignored \gset
UPDATE survivor.erasure SET create_time = now() WHERE uid = :first;
SELECT set_config('session_replication_role', 'origin', true) AS ignored \gset

-- Approved: in this very transaction the keys can be destroyed, and what hangs on them goes.
SELECT is(test.act('tahir-privacy', format('UPDATE survivor.erasure SET state = ''ERASURE_STATE_DONE'' WHERE uid = %L RETURNING ''done''', :first)), 'done', 'approved');
SELECT is(test.attempt('tahir-privacy', format('SELECT * FROM survivor.keys_to_destroy(%L)', test.survivor('a'))), 'rows 1', 'its keys are at hand');
SELECT is(test.attempt('tahir-privacy', format('SELECT * FROM survivor.keys_to_destroy(%L)', test.survivor(other))), '42501', 'those of another are not: ' || other)
FROM unnest('{b,c,d}'::text[]) AS other;
SELECT is(test.act('tahir-privacy', format('SELECT survivor.erase(%L, 1, %L)', test.survivor('a'), test.bundle('{1}'))), '', 'health alone');
SELECT is((SELECT identity IS NOT NULL AND contacts IS NOT NULL FROM survivor.survivor WHERE uid = test.survivor('a')), true, 'who it is stays');
SELECT is(test.act('tahir-privacy', format('SELECT survivor.erase(%L, 1, %L)', test.survivor('a'), test.bundle('{0,1,2}'))), '', 'and everything');
SELECT is((SELECT concat_ws(' ', identity IS NULL, contacts IS NULL, sex) FROM survivor.survivor WHERE uid = test.survivor('a')), 't t SEX_FEMALE', 'who it is went');
SELECT is((SELECT count(*) FROM survivor.token WHERE survivor_uid = test.survivor('a')), 0::bigint, 'nobody is found by it');
SELECT is((SELECT count(*) FROM survivor.casualty WHERE survivor_uid = test.survivor('a')) || ' ' ||
          (SELECT count(*) FROM survivor.disability_decision WHERE survivor_uid = test.survivor('a')), '1 1', 'what happened and what was decided stays');
SELECT is((SELECT count(*) FROM survivor.survivor WHERE identity IS NULL), 1::bigint, 'of nobody else');

-- The incident service hears which classes, of whom; and does the same.
SELECT set_config('test.service', 'incident', true) AS ignored \gset
SELECT is(test.act('service', format('SELECT concat_ws('' '', casualty_uid, identity, health, finance) FROM survivor.erased_of(%L)', test.survivor('a'))),
  test.uid('a', '4') || ' t t t', 'which casualty, and what of it');
SELECT is(test.act('service', format('SELECT incident.erase(%L, 1, %L)', test.uid('a', '4'), test.bundle('{0,1,2}'))), '', 'erased there too');
SELECT is((SELECT concat_ws(' ', identity IS NULL, clinical_note IS NULL, outcome) FROM incident.casualty WHERE uid = test.uid('a', '4')), 't t OUTCOME_INJURED', 'what happened stays');

-- Key-encryption keys.
SELECT is(test.attempt(subject, format('SELECT * FROM incident.keys_to_rewrap(9, NULL, 100)')), expected, subject || ' looks at keys to wrap anew')
FROM (VALUES ('service', 'rows ' || (SELECT count(*) FROM incident.person_key)), ('aysel-registrar', '42501'), ('murad-operator', '42501')) AS t(subject, expected);
SELECT is(sealing.note_keks('{1}'), false, 'the first key follows none');
SELECT is((SELECT count(*) FROM outbox.event WHERE kind = 'keys.rotated'), 0::bigint, 'and nothing is wrapped anew');
SELECT is(sealing.note_keks('{1,2}'), true, 'the second does');
SELECT is(sealing.note_keks('{1,2}'), false, 'once');
SELECT is((SELECT string_agg(d.subscriber, ',' ORDER BY d.subscriber) FROM outbox.event e JOIN outbox.delivery d ON d.event_uid = e.uid WHERE e.kind = 'keys.rotated' AND e.resource = 'keks/2'),
  'incident.rewrap_keys,payment.rewrap_keys,survivor.rewrap_keys', 'all services with keys are told once');
SELECT is(sealing.rotation_due(), false, 'a key of today is not old');
SELECT is((SELECT array_agg(id) FROM sealing.destroyable()), NULL, 'nor is the retired one rested');
SELECT throws_ok('UPDATE sealing.kek SET destroyed_time = now() WHERE id = 1', '23514', NULL, 'the date of an end before its rest is refused');
UPDATE sealing.kek SET created_time = created_time - interval '40 days', retired_time = retired_time - interval '36 days';
SELECT is(sealing.rotation_due(), true, 'a month is over');
SELECT is((SELECT array_agg(id) FROM sealing.destroyable()), NULL, 'a key that rows name is not destroyed');
UPDATE incident.person_key SET kek_id = 2;
UPDATE survivor.person_key SET kek_id = 2 WHERE uid <> test.survivor('b');
SELECT is((SELECT array_agg(id) FROM sealing.destroyable()), NULL, 'nor one that a single row names');
UPDATE survivor.person_key SET kek_id = 2;
SELECT is((SELECT array_agg(id) FROM sealing.destroyable()), '{1}', 'then it is');
SELECT is((SELECT array_agg(id ORDER BY id) FROM sealing.keks()), '{1,2}', 'and all are told of');

SELECT * FROM finish();
ROLLBACK;
