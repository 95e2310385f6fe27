-- The way into a transaction: who gets in, as what, and what a forged or old context opens.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
SELECT no_plan();
\set look '''SELECT uid FROM incident.incident'''

-- What begin_request answers, and the role it leaves.
SELECT is(test.act('aysel-registrar', $$SELECT current_user || ' ' || access.context_role() || ' ' || access.context_institution() || ' '
  || access.context_districts()::text || ' ' || access.context_national()::text || ' ' || access.context_registers()::text || ' ' || access.context_staff()::text$$),
  'incident_hospital_registrar incident_hospital_registrar hospital-tartar {AZ-TAR} false {az} 01900000-0000-7000-8000-000000000001', 'a registrar');
SELECT is(test.act('service', $$SELECT current_user || ' ' || access.context_role() || ' ' || coalesce(access.context_institution(), '-') || ' '
  || access.context_districts()::text || ' ' || access.context_national()::text || ' ' || access.context_registers()::text$$),
  'incident_background incident_background - {} true {az,co-aicma,xx-other}', 'a reaction');
CREATE FUNCTION test.answer(subject text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  context text := test.context(subject);
  mac bytea := test.sign(context);
  answer text;
BEGIN
  PERFORM set_config('session_authorization', 'dayaq_incident', true);
  SELECT concat_ws(' ', role, institution, districts, "national", registers, purpose, session, assignment_uid, current_user) INTO answer
  FROM access.begin_request(context, mac);
  PERFORM set_config('role', 'none', true), set_config('dayaq.context', '', true), set_config('session_authorization', 'dayaq_superuser', true);
  RETURN answer;
END
$$;
SELECT matches(test.answer('tural-anama'), '^anama_officer anama \{\} t \{az\} care session of tural-anama 01900000-0000-7000-9000-000000000014 ', 'an officer');
SELECT matches(test.answer('samir-caseworker'), '^caseworker dost-barda ', 'somebody this service has no role for is still told apart');
SELECT is(test.attempt('samir-caseworker', :look), '42501', '... and sees nothing');

-- Without a context: the login has no rights; a policy role taken by hand sees nothing, and no error says why.
CREATE FUNCTION test.as_role(role text, context text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
BEGIN
  BEGIN
    PERFORM set_config('session_authorization', 'dayaq_incident', true);
    PERFORM set_config('dayaq.context', context, true);
    PERFORM set_config('role', as_role.role, true);
    EXECUTE statement;
    GET DIAGNOSTICS affected = ROW_COUNT;
    RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
  EXCEPTION
    WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
    WHEN OTHERS THEN RETURN SQLSTATE;
  END;
END
$$;
SELECT is(test.attempt(NULL, :look), '42501', 'the login sees nothing');
SELECT is(test.as_role(role, '', :look), CASE WHEN has_column_privilege(role, 'incident.incident', 'uid', 'SELECT') THEN 'rows 0' ELSE '42501' END, role || ' without a context sees nothing')
FROM (SELECT rolname AS role FROM pg_roles WHERE rolname LIKE 'incident\_%' AND rolname <> 'incident_keeper') AS roles;
SELECT is(test.as_role('incident_keeper', '', :look), '42501', 'the service cannot become the keeper');
SELECT is(test.as_role('dayaq_owner', '', :look), '42501', '... nor the owner');

-- Contexts taken from elsewhere.
CREATE TABLE test.signed AS
SELECT test.act(subject, $$SELECT current_setting('dayaq.context')$$) AS context, subject FROM unnest(ARRAY['aysel-registrar', 'tural-anama']) AS subject;
CREATE FUNCTION test.signed(subject text) RETURNS text LANGUAGE sql RETURN (SELECT context FROM test.signed s WHERE s.subject = signed.subject);
SELECT is(test.as_role('incident_hospital_registrar', test.signed('aysel-registrar'), :look), 'rows 3', 'a signed context opens what it says');
SELECT is(test.as_role('incident_anama_officer', test.signed('aysel-registrar'), 'SELECT uid FROM incident.incident'), 'rows 0', '... not under another role');
SELECT is(test.as_role('incident_hospital_registrar', test.signed('tural-anama'), 'SELECT uid FROM incident.incident'), 'rows 0', '... nor the other way round');
SELECT is(test.as_role('incident_hospital_registrar', replace(test.signed('aysel-registrar'), 'AZ-TAR', 'AZ-LAC'), :look), '28000', 'a changed context is refused');
SELECT is(test.as_role('incident_hospital_registrar', left(test.signed('aysel-registrar'), -1), :look), '28000', 'a shortened one too');
SELECT is(test.as_role('incident_hospital_registrar', '{"policy_role": "incident_hospital_registrar"}', :look), '28000', 'an unsigned one too');
SELECT is(test.as_role('incident_hospital_registrar', context, :look), '28000', 'an old one too')
FROM (SELECT body || '.' || encode(access.mac('dayaq.scope:', body, key), 'hex') AS context
      FROM access.context_key, (SELECT jsonb_build_object('policy_role', 'incident_hospital_registrar', 'national', true, 'registers', '{az}', 'districts', '{}',
                                                          'until', '2001-01-01')::text AS body) AS b
      ORDER BY id DESC LIMIT 1) AS old;
SELECT is(test.as_role('incident_hospital_registrar', context || '.' || encode(test.sign(context), 'hex'), :look), '28000',
          'what a service signed to begin with is no context')
FROM (SELECT test.context('aysel-registrar') AS context) AS begun;

-- What is remembered of a request that began (docs/adr/0028-scopes-in-force.md): only the owner writes it, and it holds for that transaction and that
-- context alone.
SELECT is(test.attempt('aysel-registrar', statement), '42501', 'refused after a request has begun: ' || statement)
FROM unnest(ARRAY[
  $$SELECT setval('access.begun_scope', 1)$$, $$SELECT setval('access.begun_context', 1)$$, $$SELECT setval('access.begun_transaction', txid_current())$$,
  $$SELECT nextval('access.begun_scope')$$, $$SELECT currval('access.begun_scope')$$, 'ALTER SEQUENCE access.begun_scope RESTART WITH 1',
  $$SELECT access.enter_scope('incident_hospital_registrar', '', '{}', true, '{az}', current_setting('dayaq.context'))$$, 'SELECT access.scope_in_force()',
  'SELECT access.context()', 'SELECT * FROM access.scope', $$UPDATE access.scope SET "national" = true, registers = '{az,co-aicma}'$$, 'DELETE FROM access.scope',
  $$INSERT INTO access.scope (policy_role, districts, "national", registers, digest) VALUES ('incident_hospital_registrar', '{}', true, '{az}', sha256('x'))$$]) AS statement;

-- Runs each statement as this person, one after the other; as the superuser what begins with "superuser:". The rows of the last, or its SQLSTATE.
CREATE FUNCTION test.in_turn(subject text, statements text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  context text := test.context(subject);
  mac bytea := test.sign(context);
  taken text;
  one text;
  affected bigint;
BEGIN
  BEGIN
    PERFORM set_config('session_authorization', 'dayaq_incident', true);
    PERFORM access.begin_request(context, mac);
    taken := current_user;
    FOREACH one IN ARRAY statements LOOP
      IF one LIKE 'superuser:%' THEN
        PERFORM set_config('role', 'none', true), set_config('session_authorization', 'dayaq_superuser', true);
        EXECUTE substr(one, 11);
        PERFORM set_config('session_authorization', 'dayaq_incident', true), set_config('role', taken, true);
      ELSE
        EXECUTE one;
        GET DIAGNOSTICS affected = ROW_COUNT;
      END IF;
    END LOOP;
    RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
  EXCEPTION
    WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
    WHEN OTHERS THEN RETURN SQLSTATE;
  END;
END
$$;
SELECT is(test.in_turn('aysel-registrar', ARRAY['superuser:DELETE FROM access.context_key', :look]), 'rows 3', 'the signature is verified when the request begins, and not again');
SELECT is(test.in_turn('aysel-registrar', ARRAY['superuser:DELETE FROM access.context_key', 'SELECT access.context_staff()']), '28000', '... but for who acts');
SELECT is(test.in_turn('aysel-registrar', ARRAY[$$SELECT set_config('dayaq.context', replace(current_setting('dayaq.context'), 'AZ-TAR', 'AZ-LAC'), true)$$, :look]), '28000',
          'a context that is changed afterwards is refused');
SELECT is(test.in_turn('aysel-registrar', ARRAY[$$SELECT set_config('dayaq.context', '', true)$$, :look]), 'rows 0', '... one that is taken away opens nothing');
SELECT is(test.in_turn('aysel-registrar', ARRAY[format($$SELECT set_config('dayaq.context', %L, true)$$, test.signed('tural-anama')), :look]), 'rows 0',
          '... nor does another one, under this role');
SELECT is(test.in_turn('aysel-registrar', ARRAY[$$SELECT set_config('role', 'incident_anama_officer', true)$$, :look]), 'rows 0', 'another role of the same login sees nothing');
SELECT is(test.in_turn('aysel-registrar', ARRAY['DISCARD SEQUENCES', :look]), '55000', 'whoever makes the session forget has lost the request');

-- A request begun inside of what is rolled back is forgotten with it.
CREATE FUNCTION test.begun_inside() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  outer_context text := test.context('aysel-registrar');
  inner_context text := test.context('tural-anama');
  outer_mac bytea := test.sign(outer_context);
  inner_mac bytea := test.sign(inner_context);
  seen text;
BEGIN
  PERFORM set_config('session_authorization', 'dayaq_incident', true);
  PERFORM access.begin_request(outer_context, outer_mac);
  PERFORM set_config('role', 'none', true);
  BEGIN
    PERFORM access.begin_request(inner_context, inner_mac);
    RAISE EXCEPTION USING ERRCODE = 'ZZ000';
  EXCEPTION WHEN SQLSTATE 'ZZ000' THEN NULL;
  END;
  PERFORM set_config('role', 'incident_hospital_registrar', true);
  seen := concat_ws(' ', access.context_role(), access.context_districts(), access.context_national(), access.context_registers_as(current_user));
  PERFORM set_config('role', 'none', true), set_config('dayaq.context', '', true), set_config('session_authorization', 'dayaq_superuser', true);
  RETURN seen;
END
$$;
SELECT is(test.begun_inside(), 'incident_hospital_registrar {AZ-TAR} f {az}', 'what a savepoint takes back is not in force');

-- The same scope is one row, whoever has it; nothing of the person or the call stands in it.
SELECT is((SELECT count(*) FROM access.scope WHERE policy_role = 'incident_hospital_registrar' AND institution = 'hospital-tartar'), 1::bigint, 'a scope is kept once');
SELECT columns_are('access', 'scope', '{id,policy_role,institution,districts,national,registers,digest}'::name[]);

-- Beginning: what is refused.
CREATE FUNCTION test.begin_with(context text, mac bytea) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  BEGIN
    PERFORM set_config('session_authorization', 'dayaq_incident', true);
    PERFORM access.begin_request(context, mac);
    RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = current_user;
  EXCEPTION
    WHEN SQLSTATE 'ZZ000' THEN RETURN SQLERRM;
    WHEN OTHERS THEN RETURN SQLSTATE;
  END;
END
$$;
SELECT is(test.begin_with(c, test.sign(c)), 'incident_hospital_registrar', 'a good one') FROM test.context('aysel-registrar') AS c;
SELECT is(test.begin_with(c, test.sign(c || ' ')), 'DY001', 'signed for other words') FROM test.context('aysel-registrar') AS c;
SELECT is(test.begin_with(c, NULL), 'DY001', 'not signed') FROM test.context('aysel-registrar') AS c;
SELECT is(test.begin_with(NULL, '\x00'), 'DY001', 'nothing at all');
SELECT is(test.begin_with(c, access.mac('', c, decode(repeat('00', 32), 'hex'))), 'DY001', 'signed under another key') FROM test.context('aysel-registrar') AS c;
SELECT is(test.begin_with(c, access.mac('dayaq.scope:', c, (SELECT key FROM access.context_key ORDER BY id DESC LIMIT 1))), 'DY001',
          'signed as a scope') FROM test.context('aysel-registrar') AS c;
SELECT is(test.attempt('aysel-registrar', :look, '{"expires": 1}'), 'DY001', 'expired');
SELECT is(test.attempt('aysel-registrar', :look, '{"expires": null}'), 'DY001', 'without an end');
SELECT is(test.attempt('aysel-registrar', :look, '{"service": "payment"}'), 'DY001', 'signed for another service');
SELECT is(test.attempt('aysel-registrar', :look, '{"service": null}'), 'DY001', 'signed for no service');
SELECT is(test.attempt('aysel-registrar', :look, '{"sub": "nobody"}'), 'DY002', 'staff unknown');
SELECT is(test.attempt('aysel-registrar', :look, '{"iss": "https://elsewhere.test"}'), 'DY002', 'the same name at another identity provider');
SELECT is(test.attempt('aysel-registrar', :look, '{"sid": ""}'), 'DY002', 'without a session');
SELECT is(test.attempt('aysel-registrar', :look, '{"assignment": "01900000-0000-7000-9000-000000000014"}'), 'DY003', 'somebody else''s assignment');
SELECT is(test.attempt('aysel-registrar', :look, '{"assignment": "nonsense"}'), 'DY003', 'an assignment that is none');
SELECT is(test.attempt('aysel-registrar', :look, '{"assignment": "01900000-0000-7000-9000-000000000001"}'), 'rows 3', 'the assignment named');
SELECT is(test.attempt('aysel-registrar', :look, '{"actor": "service"}'), 'rows 12', 'only the signature says who acts');

-- Assignments come and go.
INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts)
VALUES ('01900000-0000-7000-9000-0000000000ff', '01900000-0000-7000-8000-000000000001', 'clinician', 'hospital-barda', '{AZ-BAR}');
SELECT is(test.attempt('aysel-registrar', :look), 'DY003', 'two assignments and none named');
SELECT is(test.attempt('aysel-registrar', :look, '{"assignment": "01900000-0000-7000-9000-0000000000ff"}'), 'rows 0', 'a call acts in one assignment alone');
UPDATE access.role_assignment SET valid_from = now() - interval '2 days', valid_until = now() - interval '1 day' WHERE uid = '01900000-0000-7000-9000-0000000000ff';
SELECT is(test.attempt('aysel-registrar', :look), 'rows 3', 'one that is over does not count');
SELECT is(test.attempt('aysel-registrar', :look, '{"assignment": "01900000-0000-7000-9000-0000000000ff"}'), 'DY003', '... and cannot be named');
UPDATE access.role_assignment SET valid_from = now() + interval '1 day', valid_until = NULL WHERE uid = '01900000-0000-7000-9000-0000000000ff';
SELECT is(test.attempt('aysel-registrar', :look, '{"assignment": "01900000-0000-7000-9000-0000000000ff"}'), 'DY003', '... nor one that has not begun');

-- Sessions.
SELECT is((SELECT count(*) FROM access.session WHERE sid = 'session of tural-anama'), 1::bigint, 'a session is known from its first call');
UPDATE access.session SET revoked_time = now() WHERE sid = 'session of tural-anama';
SELECT is(test.attempt('tural-anama', :look), 'DY002', 'a revoked session is over at once');
SELECT is(test.attempt('tural-anama', :look, '{"sid": "another"}'), 'rows 6', '... another one is not');
SELECT is(test.attempt('tural-anama', :look, '{"sid": "session of aysel-registrar"}'), 'DY002', 'nobody acts in another''s session');
UPDATE access.staff SET closed_time = now() WHERE subject = 'zaur-anama';
SELECT is(test.attempt('zaur-anama', :look), 'DY002', 'staff who left');

-- What a service does by itself is nobody's role.
SELECT throws_ok(format($$INSERT INTO access.role_assignment (uid, staff_uid, role, institution) VALUES (gen_random_uuid(), '01900000-0000-7000-8000-000000000001', %L, 'anama')$$, role),
  '23514', NULL, 'nobody is given the role ' || role)
FROM unnest(ARRAY['background', 'incident_background', 'survivor_background', 'survivor_matching_background']) AS role;
SELECT is(test.attempt('service', :look, format('{"role": "%s"}', role)::jsonb), 'DY001', 'a service does not act as ' || role)
FROM unnest(ARRAY['hospital_registrar', 'keeper', 'background_', '']) AS role;
SELECT is(test.attempt('service', :look, '{"role": "matching_background"}'), '42501', '... and has no rights in a role that is another service''s');
SET LOCAL test.service = 'survivor';
SELECT is(test.attempt('service', format('SELECT uid FROM survivor.%I', t), '{"role": "matching_background"}'), '42501', 'comparing people sees nothing of ' || t)
FROM unnest(ARRAY['disability_decision', 'functioning', 'treatment', 'support_case', 'consent', 'referral', 'erasure']) AS t;
SELECT is(left(test.attempt('service', format('SELECT uid FROM survivor.%I', t), '{"role": "matching_background"}'), 4), 'rows', 'comparing people reads ' || t)
FROM unnest(ARRAY['survivor', 'match', 'person_key']) AS t;
RESET test.service;

-- Keys can be replaced without a pause.
INSERT INTO access.context_key (key) VALUES (decode(repeat('11', 32), 'hex'));
SELECT is(test.begin_with(c, access.mac('', c, key)), 'incident_hospital_registrar', 'key ' || id || ' of two opens')
FROM access.context_key, test.context('aysel-registrar') AS c ORDER BY id;
SELECT is(test.as_role('incident_hospital_registrar', test.signed('aysel-registrar'), :look), 'rows 3', 'a context under the former key still stands');

SELECT * FROM finish();
ROLLBACK;
