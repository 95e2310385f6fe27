-- What a request stands on: assignments in force, delegations, the person an assignment is about, people opened in an emergency. What the
-- tables hold whatever a service says, and what the narrow doors let through. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SET LOCAL test.service = 'access';
\set samir '''01900000-0000-7000-9000-000000000008'''
\set lent '''01900000-0000-7000-9000-0000000000d1'''
\set me '''SELECT uid FROM access.my_assignments()'''

-- What begin_request answers beside who it is.
CREATE FUNCTION test.standing(subject text, otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  context text := test.context(subject, otherwise);
  mac bytea := test.sign(context);
  begun record;
  answer text;
BEGIN
  PERFORM set_config('session_authorization', 'dayaq_access', true);
  SELECT * INTO begun FROM access.begin_request(context, mac);
  answer := concat_ws(' ', begun.role, begun.on_behalf_of, begun.delegated_actions::text, begun.person_uid, begun.opened_persons::text,
                      access.context_opened()::text, access.context_person(), access.context_on_behalf_of(), access.context_assignment() = begun.assignment_uid);
  PERFORM set_config('role', 'none', true), set_config('dayaq.context', '', true), set_config('session_authorization', 'dayaq_superuser', true);
  RETURN answer;
END
$$;
SELECT is(test.standing('samir-caseworker'), 'caseworker {} {} {} t', 'an ordinary assignment');
SELECT is(test.attempt('service', 'SELECT 1 WHERE access.context_person() IS NULL AND access.context_on_behalf_of() IS NULL AND access.context_opened() = ''{}'' AND access.context_assignment() IS NULL'),
  'rows 1', 'a reaction stands on none');

-- Only what is in force counts.
CREATE FUNCTION test.with_change(change text, subject text, otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  outcome text;
BEGIN
  BEGIN
    EXECUTE change;
    outcome := test.attempt(subject, 'SELECT uid FROM access.my_assignments()', otherwise);
    RAISE EXCEPTION USING ERRCODE = 'ZZ001', MESSAGE = outcome;
  EXCEPTION WHEN SQLSTATE 'ZZ001' THEN RETURN SQLERRM;
  END;
END
$$;
SELECT is(test.attempt('samir-caseworker', :me), 'rows 1', 'in force');
SELECT is(test.with_change(format('UPDATE access.role_assignment SET state = %L, proposed_by = %L, ended_time = %s WHERE uid = %L',
    'ROLE_ASSIGNMENT_STATE_' || state, '01900000-0000-7000-8000-000000000022', ended, :samir), 'samir-caseworker'), 'DY003', lower(state) || ' is nothing to stand on')
FROM (VALUES ('PROPOSED', 'NULL'), ('REJECTED', 'now()'), ('ENDED', 'now()')) AS s(state, ended);
SELECT is(test.with_change(format('UPDATE access.role_assignment SET valid_from = now() - interval ''2 days'', valid_until = now() - interval ''1 second'' WHERE uid = %L', :samir), 'samir-caseworker'),
  'DY003', '... nor what is over');
SELECT is(test.with_change('UPDATE access.staff SET closed_time = now() WHERE subject = ''samir-caseworker''', 'samir-caseworker'), 'DY002', '... nor anything of somebody who left');

-- A delegation: named, while the one it comes from counts.
INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, valid_until, proposed_by, delegated_from, delegated_actions)
VALUES (:lent, '01900000-0000-7000-8000-000000000009', 'caseworker', 'dost-barda', '{AZ-TAR}', now() + interval '1 day', '01900000-0000-7000-8000-000000000008', :samir, '{survivor.read}');
SELECT is(test.standing('sevda-caseworker', jsonb_build_object('assignment', :lent)),
  'caseworker 01900000-0000-7000-8000-000000000008 {survivor.read} {} {} 01900000-0000-7000-8000-000000000008 t', 'acting for somebody else');
SELECT is(test.standing('sevda-caseworker'), 'caseworker {} {} {} t', 'unless it is named, one''s own counts');
SELECT is(test.attempt('samir-caseworker', :me, jsonb_build_object('assignment', :lent)), 'DY003', 'it is nobody else''s');
SELECT is(test.standing('sevda-caseworker', '{"assignment": "any"}'), 'caseworker {} {} {} t', 'who has not chosen stands on their own one first');
SELECT is(test.with_change(format('UPDATE access.role_assignment SET state = ''ROLE_ASSIGNMENT_STATE_ENDED'', ended_time = now() WHERE staff_uid = %L AND delegated_from IS NULL', '01900000-0000-7000-8000-000000000009'),
  'sevda-caseworker', '{"assignment": "any"}'), 'rows 1', '... and on what was lent where there is nothing else');
SELECT is(test.with_change('UPDATE access.role_assignment SET state = ''ROLE_ASSIGNMENT_STATE_ENDED'', ended_time = now() WHERE uid = ''01900000-0000-7000-9000-000000000009''', 'sevda-caseworker',
  jsonb_build_object('assignment', upper(:lent))), 'rows 1', '... which can still be named');
SELECT is(test.with_change(change, 'sevda-caseworker', jsonb_build_object('assignment', :lent)), outcome, what)
FROM (VALUES
  ('SELECT', 'rows 2', 'it counts'),
  (format('UPDATE access.role_assignment SET state = ''ROLE_ASSIGNMENT_STATE_ENDED'', ended_time = now() WHERE uid = %L', :lent), 'DY003', 'not when it was ended'),
  (format('UPDATE access.role_assignment SET valid_from = now() - interval ''2 days'', valid_until = now() - interval ''1 second'' WHERE uid = %L', :lent), 'DY003', 'not when its time is over'),
  (format('UPDATE access.role_assignment SET state = ''ROLE_ASSIGNMENT_STATE_ENDED'', ended_time = now() WHERE uid = %L', :samir), 'DY003', 'not when the one it comes from was ended'),
  (format('UPDATE access.role_assignment SET valid_from = now() - interval ''2 days'', valid_until = now() - interval ''1 second'' WHERE uid = %L', :samir), 'DY003', 'not when that one''s time is over'),
  ('UPDATE access.staff SET closed_time = now() WHERE subject = ''samir-caseworker''', 'DY003', 'not when the lender left'),
  (format('UPDATE access.role_assignment SET delegated_from = %L, delegated_actions = ''{survivor.read}'', proposed_by = %L, valid_from = now(), valid_until = now() + interval ''1 day'' WHERE uid = %L',
          '01900000-0000-7000-9000-000000000001', '01900000-0000-7000-8000-000000000001', :samir), 'DY003', 'not when that one was lent itself')) AS c(change, outcome, what);

-- The person an assignment is about.
INSERT INTO access.staff (uid, issuer, subject, given_name, family_name)
SELECT '01900000-0000-7000-8000-0000000000e1', issuer, 'a-survivor', 'Elnur', 'Nümunəyev' FROM access.staff WHERE subject = 'samir-caseworker';
INSERT INTO access.role_assignment (uid, staff_uid, role, institution, person_uid)
VALUES ('01900000-0000-7000-9000-0000000000e1', '01900000-0000-7000-8000-0000000000e1', 'survivor', 'ministry', test.survivor('a'));
SELECT is(test.standing('a-survivor'), format('survivor {} %s {} {} %1$s t', test.survivor('a')), 'a survivor''s assignment is about them');

-- Emergencies: whoever opened it, in that assignment, for that purpose, for its time.
CREATE FUNCTION test.opening(uid uuid, otherwise jsonb DEFAULT '{}') RETURNS void LANGUAGE sql AS $$
  INSERT INTO access.break_glass SELECT (jsonb_populate_record(NULL::access.break_glass, jsonb_build_object(
    'uid', uid, 'etag', 1, 'person_uid', test.survivor('a'), 'number', '70000012', 'register', 'az', 'district', 'AZ-TAR',
    'opened_by', '01900000-0000-7000-8000-000000000004', 'assignment_uid', '01900000-0000-7000-9000-000000000004', 'role', 'clinician', 'institution', 'hospital-barda',
    'reason', 'BREAK_GLASS_REASON_OTHER', 'reason_words', 'twenty letters or more', 'create_time', now(), 'expire_time', now() + interval '1 hour',
    'review_due_time', now() + interval '72 hours', 'review_overdue', false, 'update_time', now()) || otherwise)).*
$$;
\set opening '''01900000-0000-7000-a000-000000000001'''
SELECT test.opening(:opening);
SELECT is(test.standing('emin-clinician', '{"purpose": "emergency"}'), format('clinician {} {%s} {%1$s} t', test.survivor('a')), 'the record is open to who opened it');
SELECT is(test.standing('emin-clinician'), 'clinician {} {} {} t', '... not for care');
SELECT is(test.standing('leyla-clinician', '{"purpose": "emergency"}'), 'clinician {} {} {} t', '... not to a colleague');
CREATE FUNCTION test.opened_after(change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  outcome text;
BEGIN
  BEGIN
    EXECUTE change;
    outcome := test.standing('emin-clinician', '{"purpose": "emergency"}');
    RAISE EXCEPTION USING ERRCODE = 'ZZ001', MESSAGE = outcome;
  EXCEPTION WHEN SQLSTATE 'ZZ001' THEN RETURN SQLERRM;
  END;
END
$$;
SELECT is(test.opened_after(change), 'clinician {} {} {} t', what)
FROM (VALUES
  ('UPDATE access.break_glass SET create_time = now() - interval ''60 minutes'', expire_time = now(), review_due_time = now()', 'not after its hour'),
  ('UPDATE access.break_glass SET closed_time = now()', 'not once it is closed'),
  ('UPDATE access.break_glass SET assignment_uid = ''01900000-0000-7000-9000-000000000003''', 'not in another assignment')) AS c(change, what);

-- What the tables hold whatever a service says.
CREATE FUNCTION test.assign(otherwise jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO access.role_assignment SELECT (jsonb_populate_record(NULL::access.role_assignment, jsonb_build_object(
    'uid', gen_random_uuid(), 'staff_uid', '01900000-0000-7000-8000-000000000005', 'role', 'auditor', 'institution', 'audit-chamber', 'districts', '[]'::jsonb,
    'national', true, 'registers', '["az"]'::jsonb, 'valid_from', now(), 'etag', 1, 'state', 'ROLE_ASSIGNMENT_STATE_IN_FORCE', 'delegated_actions', '[]'::jsonb,
    'proposed_by', '01900000-0000-7000-8000-000000000022', 'create_time', now(), 'update_time', now()) || otherwise)).*;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000';
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'taken';
  WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;
SELECT is(test.assign(otherwise::jsonb), outcome, what)
FROM (VALUES
  ('{}', 'taken', 'given by one'),
  ('{"approved_by": "01900000-0000-7000-8000-000000000027", "approved_time": "2026-01-01"}', 'taken', 'given by two'),
  ('{"approved_by": "01900000-0000-7000-8000-000000000022", "approved_time": "2026-01-01"}', '23514', 'nobody approves what they proposed'),
  ('{"approved_by": "01900000-0000-7000-8000-000000000005", "approved_time": "2026-01-01"}', '23514', 'nobody approves their own'),
  ('{"proposed_by": "01900000-0000-7000-8000-000000000005"}', '23514', 'nobody proposes their own'),
  ('{"proposed_by": null, "approved_by": "01900000-0000-7000-8000-000000000027", "approved_time": "2026-01-01"}', '23514', 'nothing is approved that nobody proposed'),
  ('{"approved_by": "01900000-0000-7000-8000-000000000027"}', '23514', 'who approved did so at some time'),
  ('{"state": "ROLE_ASSIGNMENT_STATE_PROPOSED", "approved_by": "01900000-0000-7000-8000-000000000027", "approved_time": "2026-01-01"}', '23514', 'a proposal was not approved'),
  ('{"state": "ROLE_ASSIGNMENT_STATE_PROPOSED", "proposed_by": null}', '23514', '... by somebody'),
  ('{"state": "ROLE_ASSIGNMENT_STATE_ENDED"}', '23514', 'what ended did so at some time'),
  ('{"ended_time": "2026-01-01"}', '23514', 'what is in force has not ended'),
  ('{"state": "SOMETHING"}', '23514', 'a state is one of the list'),
  ('{"person_uid": "50000000-0000-7000-8100-00000000000a"}', '23514', 'only a survivor''s or guardian''s role names a person'),
  ('{"role": "guardian"}', '23514', '... and always does'),
  ('{"role": "guardian", "person_uid": "50000000-0000-7000-8100-00000000000a"}', 'taken', '... like this'),
  ('{"role": "access_background"}', '23514', 'nobody is a service'),
  ('{"delegated_actions": ["survivor.read"]}', '23514', 'lent actions come from somewhere'),
  ('{"delegated_from": "01900000-0000-7000-9000-000000000008"}', '23514', 'what is lent are actions'),
  ('{"delegated_from": "01900000-0000-7000-9000-000000000008", "delegated_actions": ["survivor.read"]}', '23514', '... for a time')) AS c(otherwise, outcome, what);
SELECT is(test.assign(jsonb_build_object('delegated_from', :samir, 'delegated_actions', '["survivor.read"]'::jsonb, 'valid_until', now() + d)), outcome, 'lent for ' || d)
FROM (VALUES ('30 days'::interval, 'taken'), ('30 days 00:00:01', '23514')) AS c(d, outcome);

CREATE FUNCTION test.emergency(otherwise jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM test.opening(gen_random_uuid(), otherwise);
  RAISE EXCEPTION USING ERRCODE = 'ZZ000';
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'taken';
  WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;
\set reviewed '''reviewed_by'', ''01900000-0000-7000-8000-000000000020'', ''reviewer_institution'', ''ministry'', ''reviewed_time'', now(), ''verdict'', ''BREAK_GLASS_VERDICT_JUSTIFIED'''
SELECT is(test.emergency(otherwise), outcome, what)
FROM (VALUES
  ('{}'::jsonb, 'taken', 'an emergency'),
  (jsonb_build_object('expire_time', now() + interval '61 minutes'), '23514', 'lasts an hour at most'),
  (jsonb_build_object('expire_time', now()), '23514', 'lasts some time'),
  (jsonb_build_object('review_due_time', now() + interval '73 hours'), '23514', 'is reviewed within 72 hours'),
  ('{"reason_words": "  nineteen letters a   "}', '23514', 'has a reason of twenty letters'),
  ('{"reason": "BOREDOM"}', '23514', '... and one of the list'),
  (jsonb_build_object(:reviewed), 'taken', 'is reviewed'),
  (jsonb_build_object(:reviewed) || '{"reviewed_by": "01900000-0000-7000-8000-000000000004"}', '23514', 'not by who opened it'),
  (jsonb_build_object(:reviewed) || '{"reviewer_institution": "hospital-barda"}', '23514', 'not by that institution'),
  (jsonb_build_object(:reviewed) || '{"verdict": null}', '23514', 'not without a verdict'),
  (jsonb_build_object(:reviewed) || '{"reviewer_institution": null}', '23514', 'not by nowhere')) AS c(otherwise, outcome, what);

-- Who did it is whoever the context says; nothing is edited.
\set give '$$INSERT INTO access.role_assignment (uid, staff_uid, role, institution, national, state, reason) VALUES (''01900000-0000-7000-9000-0000000000f1'', ''01900000-0000-7000-8000-000000000005'', ''prosthetist'', ''rehabilitation-baku'', true, ''ROLE_ASSIGNMENT_STATE_PROPOSED'', ''why'') RETURNING uid$$'
SELECT ok(test.act('ulviyya-access', :give) IS NOT NULL, 'an administrator proposes');
SELECT is((SELECT proposed_by FROM access.role_assignment WHERE uid = '01900000-0000-7000-9000-0000000000f1'), '01900000-0000-7000-8000-000000000022'::uuid, 'who proposed it');
\set approve '$$UPDATE access.role_assignment SET state = ''ROLE_ASSIGNMENT_STATE_IN_FORCE'' WHERE uid = ''01900000-0000-7000-9000-0000000000f1'' RETURNING uid$$'
SELECT is(test.attempt('ulviyya-access', :approve), '23514', 'does not approve it, whatever the service says');
SELECT ok(test.act('nargiz-access', :approve) IS NOT NULL, 'another one approves');
SELECT is((SELECT approved_by || ' ' || etag FROM access.role_assignment WHERE uid = '01900000-0000-7000-9000-0000000000f1'), '01900000-0000-7000-8000-000000000027 2', 'somebody else does');
SELECT is(test.attempt('nargiz-access', :approve), 'DY013', 'once');
SELECT is(test.attempt('nargiz-access', $$UPDATE access.role_assignment SET state = 'ROLE_ASSIGNMENT_STATE_PROPOSED' WHERE uid = '01900000-0000-7000-9000-0000000000f1'$$), 'DY013', 'nothing goes back');
SELECT is(test.attempt('nargiz-access', $$UPDATE access.role_assignment SET role = 'auditor' WHERE uid = '01900000-0000-7000-9000-0000000000f1'$$), '42501', 'nor becomes another role');
SELECT is(test.attempt('nargiz-access', $$INSERT INTO access.role_assignment (uid, staff_uid, role, institution, national, state, reason) VALUES (gen_random_uuid(), '01900000-0000-7000-8000-000000000027', 'auditor', 'ministry', true, 'ROLE_ASSIGNMENT_STATE_IN_FORCE', 'why')$$),
  '23514', 'nobody gives themselves a role, whatever the service says');
SELECT is(test.attempt('nargiz-access', format($$INSERT INTO access.role_assignment (uid, staff_uid, role, institution, national, state, reason) VALUES (gen_random_uuid(), %L, %L, 'ministry', true, %L, 'why')$$,
  staff, role, state)), outcome, format('%s for %s, %s: %s', role, staff, state, outcome))
FROM (VALUES
  ('01900000-0000-7000-8000-000000000005', 'auditor', 'ROLE_ASSIGNMENT_STATE_IN_FORCE', 'DY015'),
  ('01900000-0000-7000-8000-000000000005', 'auditor', 'ROLE_ASSIGNMENT_STATE_PROPOSED', 'rows 1'),
  ('01900000-0000-7000-8000-000000000005', 'employment_adviser', 'ROLE_ASSIGNMENT_STATE_IN_FORCE', 'rows 1'),
  ('01900000-0000-7000-8000-000000000005', 'no_such_role', 'ROLE_ASSIGNMENT_STATE_PROPOSED', 'DY015'),
  ('01900000-0000-7000-8000-000000000008', 'payment_verifier', 'ROLE_ASSIGNMENT_STATE_PROPOSED', 'DY016'),
  ('01900000-0000-7000-8000-000000000005', 'payment_verifier', 'ROLE_ASSIGNMENT_STATE_IN_FORCE', 'DY015'),
  ('01900000-0000-7000-8000-000000000008', 'payment_approver', 'ROLE_ASSIGNMENT_STATE_PROPOSED', 'DY016'),
  ('01900000-0000-7000-8000-000000000021', 'access_administrator', 'ROLE_ASSIGNMENT_STATE_PROPOSED', 'DY016')) AS c(staff, role, state, outcome);
\set open '$$INSERT INTO access.break_glass (uid, person_uid, number, register, district, reason, reason_words) SELECT ''01900000-0000-7000-a000-000000000009'', uid, short_number, register, district, ''BREAK_GLASS_REASON_OTHER'', ''twenty letters or more'' FROM survivor.find_for_emergency((SELECT number FROM test.numbers), NULL) RETURNING uid$$'
CREATE TABLE test.numbers AS SELECT number FROM survivor.survivor WHERE uid = test.survivor('a');
GRANT SELECT ON test.numbers TO PUBLIC;
SELECT ok(test.act('emin-clinician', :open) IS NOT NULL, 'a clinician opens');
SELECT is((SELECT concat_ws(' ', opened_by, assignment_uid, role, institution, expire_time - create_time, review_due_time - create_time) FROM access.break_glass WHERE uid = '01900000-0000-7000-a000-000000000009'),
  '01900000-0000-7000-8000-000000000004 01900000-0000-7000-9000-000000000004 clinician hospital-barda 01:00:00 3 days', 'who opened it, in what, until when');
SELECT is(test.attempt('emin-clinician', $$INSERT INTO access.break_glass (uid, person_uid, number, register, district, reason, reason_words, institution) VALUES (gen_random_uuid(), gen_random_uuid(), '70000012', 'az', 'AZ-TAR', 'BREAK_GLASS_REASON_OTHER', 'twenty letters or more', 'ministry')$$),
  '42501', 'in nobody else''s name');
SELECT is(test.attempt('emin-clinician', $$UPDATE access.break_glass SET expire_time = expire_time + interval '1 hour'$$), '42501', 'nobody makes the hour longer');
SELECT is(test.attempt('jamila-privacy', $$UPDATE access.break_glass SET verdict = 'BREAK_GLASS_VERDICT_JUSTIFIED' WHERE uid = '01900000-0000-7000-a000-000000000009'$$), 'rows 1', 'a review');
SELECT is(test.attempt('service', $$UPDATE access.break_glass SET review_overdue = true WHERE uid = '01900000-0000-7000-a000-000000000009'$$), 'DY013', 'nothing is overdue before its time');

-- Who sees emergencies.
SELECT is(test.attempt(subject, 'SELECT uid FROM access.break_glass'), outcome, 'emergencies: ' || subject || ' ' || outcome)
FROM (VALUES ('a-survivor', 'rows 2'), ('emin-clinician', 'rows 2'), ('leyla-clinician', 'rows 2'), ('jamila-privacy', 'rows 2'), ('habib-auditor', 'rows 2'),
             ('samir-caseworker', '42501'), ('ulviyya-access', '42501'), ('murad-operator', '42501')) AS c(subject, outcome);
UPDATE access.role_assignment SET person_uid = test.survivor('b') WHERE uid = '01900000-0000-7000-9000-0000000000e1';
SELECT is(test.attempt('a-survivor', 'SELECT uid FROM access.break_glass'), 'rows 0', 'nobody sees those of somebody else');
SELECT is(test.attempt('a-survivor', 'SELECT opened_by FROM access.break_glass'), '42501', 'nor who it was');

-- The doors.
SELECT is(test.attempt(subject, 'SELECT * FROM survivor.find_for_emergency(''1'', NULL)'), CASE subject WHEN 'emin-clinician' THEN 'rows 1' ELSE '42501' END, 'finding people in an emergency: ' || subject)
FROM unnest(ARRAY['emin-clinician', 'aysel-registrar', 'samir-caseworker', 'ulviyya-access', 'habib-auditor', 'service']) AS subject;
SELECT is(test.act('emin-clinician', 'SELECT uid FROM survivor.find_for_emergency(NULL, ''\x0011223344556677'')'), NULL, 'a national id that several bear finds nobody');
SELECT is(test.attempt(subject, 'SELECT * FROM survivor.standing_of(test.survivor(''a''))'), CASE WHEN subject IN ('ulviyya-access', 'jamila-privacy', 'habib-auditor') THEN 'rows 1' ELSE '42501' END,
  'asking where a record lies: ' || subject)
FROM unnest(ARRAY['ulviyya-access', 'jamila-privacy', 'habib-auditor', 'emin-clinician', 'samir-caseworker', 'murad-operator']) AS subject;
CREATE FUNCTION test.lend(subject text, otherwise jsonb DEFAULT '{}', context jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
  SELECT test.attempt(subject, format('SELECT access.lend(gen_random_uuid(), %L, %L, %L, %L, now(), now() + %L::interval, ''why'')', a.staff, a.actions, a.districts, a.registers, a.term), context)
  FROM jsonb_to_record('{"staff": "01900000-0000-7000-8000-000000000009", "actions": ["survivor.read"], "districts": ["AZ-TAR"], "registers": ["az"], "term": "1 day"}' || otherwise)
    AS a(staff text, actions text[], districts text[], registers text[], term text)
$$;
SELECT is(test.lend('samir-caseworker', otherwise::jsonb), outcome, what)
FROM (VALUES
  ('{}', 'rows 1', 'part of the own assignment is lent'),
  ('{"staff": "01900000-0000-7000-8000-000000000001"}', 'DY014', '... not to another institution'),
  ('{"staff": "01900000-0000-7000-8000-000000000008"}', 'DY014', '... not to oneself'),
  ('{"actions": []}', 'DY014', '... not nothing'),
  ('{"districts": ["AZ-LAC"]}', 'DY014', '... not another district'),
  ('{"districts": []}', 'DY014', '... not every district'),
  ('{"registers": ["co-aicma"]}', 'DY014', '... not another register'),
  ('{"term": "31 days"}', '23514', '... not for longer')) AS c(otherwise, outcome, what);
SELECT is(test.lend('sevda-caseworker', '{"staff": "01900000-0000-7000-8000-000000000008"}', jsonb_build_object('assignment', :lent)), 'DY014', 'what was lent is not lent on');
SELECT is(test.lend('ulviyya-access'), '42501', 'who gives roles lends none');
SELECT is(test.act('samir-caseworker', 'SELECT concat_ws('' '', open, same_institution, roles::text) FROM access.colleague(''01900000-0000-7000-8000-000000000009'')'), 't t {caseworker}', 'what is told of a colleague');
SELECT is(test.act('samir-caseworker', 'SELECT concat_ws('' '', open, same_institution, roles::text) FROM access.colleague(''01900000-0000-7000-8000-000000000021'')'), 't f {}', '... and of anybody else');
SELECT is(test.attempt(subject, 'SELECT * FROM access.delegations(NULL, true, NULL, 10)'), outcome, 'delegations: ' || subject || ' ' || outcome)
FROM (VALUES ('samir-caseworker', 'rows 1'), ('sevda-caseworker', 'rows 1'), ('habib-auditor', 'rows 1'), ('ulviyya-access', 'rows 1'), ('aysel-registrar', 'rows 0'),
             ('jamila-privacy', '42501')) AS c(subject, outcome);
SELECT is(test.act('sevda-caseworker', format('SELECT access.end_delegation(%L)', :lent)), 'false', 'to whom it was lent ends nothing');
SELECT is(test.act('samir-caseworker', format('SELECT access.end_delegation(%L)', :lent)), 'true', 'who lent it does');
SELECT is((SELECT state || ' ' || ended_by FROM access.role_assignment WHERE uid = :lent), 'ROLE_ASSIGNMENT_STATE_ENDED 01900000-0000-7000-8000-000000000008', '... and it says so');
SELECT is(test.act('leyla-clinician', 'SELECT access.close_emergency(''01900000-0000-7000-a000-000000000009'')'), 'false', 'a colleague closes no emergency');
SELECT is(test.act('emin-clinician', 'SELECT access.close_emergency(''01900000-0000-7000-a000-000000000009'')'), 'true', 'who opened it does');
SELECT is(test.attempt(subject, 'SELECT uid FROM access.staff'), CASE WHEN subject IN ('ulviyya-access', 'jamila-privacy', 'habib-auditor') THEN 'rows ' || (SELECT count(*) FROM access.staff) ELSE '42501' END, 'who sees the staff: ' || subject)
FROM unnest(ARRAY['ulviyya-access', 'jamila-privacy', 'habib-auditor', 'emin-clinician', 'samir-caseworker', 'murad-operator', 'service']) AS subject;

SELECT * FROM finish();
ROLLBACK;
