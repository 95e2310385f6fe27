-- Who reaches entries and looks, through which door; and that looks are withheld from a person by two people, on a legal basis, for a time.
-- Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SET LOCAL test.service = 'audit';

-- The person of record a; the guardian of b; a privacy officer of Tartar alone.
INSERT INTO access.staff (uid, issuer, subject, given_name, family_name)
SELECT ('0a000000-0000-7000-8000-00000000000' || n)::uuid, 'https://login.dayaq.test', subject, 'Invented', 'Person'
FROM (VALUES (1, 'the-person'), (2, 'the-guardian'), (3, 'local-privacy')) AS s(n, subject);
INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, national, registers, person_uid)
VALUES (gen_random_uuid(), '0a000000-0000-7000-8000-000000000001', 'survivor', 'ministry', '{}', false, '{az}', test.survivor('a')),
       (gen_random_uuid(), '0a000000-0000-7000-8000-000000000002', 'guardian', 'ministry', '{}', false, '{az}', test.survivor('b')),
       (gen_random_uuid(), '0a000000-0000-7000-8000-000000000003', 'privacy_officer', 'hospital-tartar', '{AZ-TAR}', false, '{az}', NULL);

-- Entry n, of that institution, naming these; placed and found at once.
CREATE FUNCTION test.look(n integer, institution text, resources text[], staff uuid DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, staff_uid, institution, service, method, decision, resources)
  VALUES (('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, now() - n * interval '1 hour', int4send(n), sha256(int4send(n)), staff, institution,
          'survivor', 'm' || n, 'DECISION_ALLOWED', resources);
  INSERT INTO audit.queue (uid, recorded_at, leaf) VALUES (('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, now() - n * interval '1 hour', sha256(int4send(n)));
  INSERT INTO audit.look (resource, recorded_at, entry_uid)
  SELECT r, now() - n * interval '1 hour', ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid FROM unnest(resources) AS r
$$;
INSERT INTO payment.benefit_rule (benefit, version, content_hash, title, occasion, frequency, steps)
VALUES ('allowance', 1, repeat('a', 64), '{"en": "Allowance"}', 'OCCASION_PERSON', 'FREQUENCY_MONTHLY', '[]');
INSERT INTO payment.entitlement (uid, survivor_uid, beneficiary, beneficiary_uid, benefit, rule_version, state, entitled_qepik, currency, explanation, register, district, institution)
SELECT test.uid(letter, '2'), test.survivor(letter), 'BENEFICIARY_SURVIVOR', test.survivor(letter), 'allowance', 1, 'ENTITLEMENT_STATE_ACTIVE', 1000, 'AZN', '{}', register, district, institution FROM test.place;
INSERT INTO access.break_glass (uid, etag, person_uid, number, register, district, opened_by, assignment_uid, role, institution, reason, reason_words, create_time,
                                expire_time, review_due_time, update_time)
SELECT '0b000000-0000-7000-8000-000000000001', 1, test.survivor('a'), '12345', 'az', 'AZ-TAR', a.staff_uid, a.uid, 'clinician', 'hospital-barda',
       'BREAK_GLASS_REASON_UNCONSCIOUS', 'reason of twenty letters and more', now(), now() + interval '1 hour', now() + interval '1 day', now()
FROM access.role_assignment a WHERE a.uid = '01900000-0000-7000-9000-000000000004';
-- The casualty of a was part of another incident once.
UPDATE incident.casualty SET incident_uid = test.uid('a', '2') WHERE uid = test.uid('a', '4');
UPDATE incident.casualty SET incident_uid = test.uid('a') WHERE uid = test.uid('a', '4');

SELECT set_eq(format('SELECT unnest(audit.names_of(%L))', test.survivor('a')),
  ARRAY['survivors/' || test.survivor('a'), format('incidents/%s/casualties/%s', test.uid('a'), test.uid('a', '4')),
        format('incidents/%s/casualties/%s', test.uid('a', '2'), test.uid('a', '4')), 'entitlements/' || test.uid('a', '2'),
        'breakGlasses/0b000000-0000-7000-8000-000000000001'],
  'every name of a person: record, casualty under each incident, money, emergencies');

SELECT test.look(1, 'hospital-tartar', ARRAY['survivors/' || test.survivor('a'), 'survivors/' || test.survivor('b')]);
SELECT test.look(2, 'hospital-barda', ARRAY[format('incidents/%s/casualties/%s', test.uid('a'), test.uid('a', '4'))], '01900000-0000-7000-8000-000000000002');
SELECT test.look(3, 'payment-fund', ARRAY['entitlements/' || test.uid('a', '2'), 'survivors/' || test.survivor('a')]);
SELECT test.look(4, 'hospital-tartar', ARRAY['survivors/' || test.survivor('b')]);
SELECT test.look(5, NULL, ARRAY['survivors/' || test.survivor('a')]);
SELECT test.look(6, 'hospital-tartar', ARRAY[format('incidents/%s/casualties/%s', test.uid('a', '2'), test.uid('a', '4'))]);

-- Which entries somebody is shown of a person, by their numbers.
CREATE FUNCTION test.shown(subject text, letter text) RETURNS text LANGUAGE sql AS $$
  SELECT test.act(subject, format($q$SELECT string_agg(coalesce(get_byte(canonical, 3)::text, '-'), ' ' ORDER BY recorded_at DESC)
                                     FROM audit.looks_at(%L, now() - interval '1 year', now(), NULL, NULL, 100)$q$, test.survivor(letter)))
$$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA test TO PUBLIC;
SELECT is(test.shown('the-person', 'a'), '1 2 3 5 6', 'a person is shown every look, each once');
SELECT is(test.shown('the-person', 'b'), NULL, '... and none at anybody else');
SELECT is(test.shown('the-guardian', 'b'), '1 4', 'a guardian those of the person they stand for');
SELECT is(test.shown('the-guardian', 'a'), NULL, '... and no others');
SELECT is(test.shown('jamila-privacy', 'a'), '1 2 3 5 6', 'who oversees the country sees all');
SELECT is(test.shown('local-privacy', 'a'), '1 2 3 5 6', 'who oversees a district those of its people');
SELECT is(test.shown('local-privacy', 'b'), NULL, '... and of no others');
SELECT is(test.shown('jamila-privacy', 'd'), NULL, 'never in a register that is not the assignment''s');
SELECT is(test.act('the-person', 'SELECT audit.reaches(NULL)'), test.survivor('a')::text, 'a person need not know their number');
SELECT is(test.act('the-person', format('SELECT audit.reaches(%L)', test.survivor('b'))), NULL, 'nobody else is reached');
SELECT is(test.act('jamila-privacy', 'SELECT audit.reaches(NULL)'), NULL, 'whoever oversees names whom they ask about');

-- Searching.
CREATE FUNCTION test.found(subject text, resource text DEFAULT NULL, otherwise text DEFAULT 'NULL, NULL') RETURNS text LANGUAGE sql AS $$
  SELECT test.act(subject, format($q$SELECT string_agg(get_byte(canonical, 3)::text, ' ' ORDER BY recorded_at DESC)
                                     FROM audit.search(%L, %s, now() - interval '1 year', now(), NULL, NULL, NULL, NULL, NULL, NULL, NULL, 100)
                                     WHERE uid::text LIKE '01900000-0000-7000-8000-00000000000_'$q$, resource, otherwise))
$$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA test TO PUBLIC;
SELECT is(test.found('habib-auditor'), '1 2 3 4 5 6', 'an auditor of the country finds every entry');
SELECT is(test.found('local-privacy'), '1 4 6', 'anybody else those of the own institution');
SELECT is(test.found('habib-auditor', 'survivors/' || test.survivor('a')), '1 2 3 5 6', 'a person is found by every name');
SELECT is(test.found('habib-auditor', 'entitlements/' || test.uid('a', '2')), '3', 'a thing by its own');
SELECT is(test.found('local-privacy', 'survivors/' || test.survivor('b')), NULL, 'a person out of reach is not found');
SELECT is(test.found('habib-auditor', NULL, $$'01900000-0000-7000-8000-000000000002', NULL$$), '2', 'by staff');
SELECT is(test.found('habib-auditor', NULL, $$NULL, 'payment-fund'$$), '3', 'by institution');
SELECT is(test.act('local-privacy', $$SELECT count(*) FROM audit.entry_of('01900000-0000-7000-8000-000000000004')$$), '1', 'an entry of the own institution');
SELECT is(test.act('local-privacy', $$SELECT count(*) FROM audit.entry_of('01900000-0000-7000-8000-000000000003')$$), '0', '... and no other');
SELECT is(test.act('habib-auditor', $$SELECT count(*) FROM audit.entry_of('01900000-0000-7000-8000-000000000003')$$), '1', 'any, for the whole country');

-- Nobody else comes through; nobody reads the tables.
SELECT is(test.attempt(subject, format('SELECT 1 FROM audit.%s LIMIT 1', t)), '42501', coalesce(subject, 'the login') || ' reads no audit.' || t)
FROM unnest(ARRAY['the-person', 'the-guardian', 'jamila-privacy', 'habib-auditor', 'murad-operator', 'service', NULL]) AS subject, unnest('{entry,queue,leaf,look,log}'::text[]) AS t;
SELECT is(test.attempt(subject, $$SELECT 1 FROM audit.search(NULL, NULL, NULL, now(), now(), NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1)$$), '42501', subject || ' searches nothing')
FROM unnest(ARRAY['the-person', 'the-guardian', 'murad-operator', 'service']) AS subject;

-- Withholding.
CREATE FUNCTION test.withhold(otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE sql STABLE
RETURN (SELECT format('INSERT INTO audit.withholding (%s) SELECT %1$s FROM jsonb_populate_record(NULL::audit.withholding, %L)',
                      (SELECT string_agg(key, ', ') FROM jsonb_object_keys(row) AS key), row)
        FROM (SELECT jsonb_build_object('uid', '0c000000-0000-7000-8000-000000000001', 'person_uid', test.survivor('a'), 'looks_from', now() - interval '1 day',
                'looks_until', now(), 'legal_act', 'LEGAL_ACT_CRIMINAL_PROCEDURE', 'article', '177.1', 'reason', 'an investigation goes on',
                'end_time', now() + interval '30 days', 'register', 'az', 'district', 'AZ-TAR', 'institution', 'hospital-tartar') || otherwise AS row) AS r);
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA test TO PUBLIC;
SELECT is(test.attempt('jamila-privacy', test.withhold()), 'rows 1', 'a privacy officer proposes');
SELECT is(test.attempt(subject, test.withhold()), '42501', subject || ' does not')
FROM unnest(ARRAY['the-person', 'the-guardian', 'habib-auditor', 'murad-operator', 'service']) AS subject;
SELECT is(test.attempt('local-privacy', test.withhold('{"district": "AZ-LAC", "institution": "hospital-elsewhere"}')), '42501', 'within reach only');
SELECT is(test.attempt('jamila-privacy', test.withhold(otherwise)), '23514', 'not: ' || otherwise::text)
FROM (VALUES (jsonb_build_object('end_time', now() + interval '181 days')), (jsonb_build_object('end_time', now() - interval '1 minute')),
             ('{"article": ""}'::jsonb), ('{"article": "all"}'), ('{"legal_act": "LEGAL_ACT_OTHER"}'), ('{"reason": "short"}'),
             (jsonb_build_object('looks_until', now() + interval '31 days')), (jsonb_build_object('looks_until', now() - interval '2 days'))) AS x(otherwise);
SELECT is(test.attempt('jamila-privacy', test.withhold(otherwise)), '23502', 'not without it: ' || otherwise::text)
FROM (VALUES ('{"article": null}'::jsonb), ('{"legal_act": null}'), ('{"end_time": null}')) AS x(otherwise);
SELECT is(test.attempt('jamila-privacy', test.withhold(jsonb_build_object(c, to_jsonb(v)))), '42501', 'nobody says ' || c || ' for themselves')
FROM (VALUES ('state', 'WITHHOLDING_STATE_IN_FORCE'), ('approved_by', '01900000-0000-7000-8000-000000000028'), ('proposed_by', '01900000-0000-7000-8000-000000000028'),
             ('create_time', '2020-01-01')) AS x(c, v);

SELECT test.act('jamila-privacy', test.withhold() || ' RETURNING uid');
SELECT is((SELECT format('%s %s', state, proposed_by) FROM audit.withholding), 'WITHHOLDING_STATE_PROPOSED 01900000-0000-7000-8000-000000000020', 'proposed by who did');
SELECT is(test.shown('the-person', 'a'), '1 2 3 5 6', 'a proposal withholds nothing');
SELECT is(test.attempt('jamila-privacy', $$UPDATE audit.withholding SET state = 'WITHHOLDING_STATE_IN_FORCE'$$), '23514', 'nobody signs twice');
SELECT is(test.attempt('habib-auditor', $$UPDATE audit.withholding SET state = 'WITHHOLDING_STATE_IN_FORCE'$$), '42501', 'an auditor signs nothing');
SELECT is(test.attempt('tahir-privacy', $$UPDATE audit.withholding SET end_time = now() + interval '1 day'$$), '42501', 'nothing is edited');
SELECT test.act('tahir-privacy', $$UPDATE audit.withholding SET state = 'WITHHOLDING_STATE_IN_FORCE' RETURNING uid$$);
SELECT is(test.shown('the-person', 'a'), '- - - - -', 'with two signatures the looks are withheld');
SELECT is(test.shown('habib-auditor', 'a'), '1 2 3 5 6', '... and never from who oversees');
SELECT is(test.shown('the-guardian', 'b'), '1 4', '... and nobody else''s');
UPDATE audit.withholding SET looks_institution = 'payment-fund';
SELECT is(test.shown('the-person', 'a'), '1 2 - 5 6', 'those of one institution');
UPDATE audit.withholding SET looks_institution = NULL, looks_staff_uid = '01900000-0000-7000-8000-000000000002';
SELECT is(test.shown('the-person', 'a'), '1 - 3 5 6', 'those of one member of the staff');
UPDATE audit.withholding SET looks_staff_uid = NULL, looks_from = now() - interval '150 minutes', looks_until = now() - interval '90 minutes';
SELECT is(test.shown('the-person', 'a'), '1 - 3 5 6', 'those of a time');
UPDATE audit.withholding SET create_time = now() - interval '2 days', end_time = now() - interval '1 minute';
SELECT is(test.shown('the-person', 'a'), '1 2 3 5 6', 'they come back by themselves');
UPDATE audit.withholding SET end_time = now() + interval '1 day';
SELECT test.act('tahir-privacy', $$UPDATE audit.withholding SET state = 'WITHHOLDING_STATE_ENDED' RETURNING uid$$);
SELECT is(test.shown('the-person', 'a'), '1 2 3 5 6', '... or when somebody ends it');
SELECT is(test.attempt('tahir-privacy', $$UPDATE audit.withholding SET state = 'WITHHOLDING_STATE_IN_FORCE'$$), 'DY013', 'what is over is over');
SELECT is(test.attempt('jamila-privacy', 'DELETE FROM audit.withholding'), '42501', 'nothing is removed');

SELECT * FROM finish();
ROLLBACK;
