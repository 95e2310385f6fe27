-- What one service reads of another's rows: only this, only by the service itself, only with a begun request.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
CREATE FUNCTION test.at(service text, subject text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('test.service', service, true);
  RETURN test.attempt(subject, statement);
END
$$;
CREATE FUNCTION test.ask(service text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('test.service', service, true);
  RETURN test.act('service', statement);
END
$$;

-- Who may ask.
CREATE TABLE test.question (name text, service text, statement text);
INSERT INTO test.question VALUES
  ('casualties for survivors', 'survivor', format('SELECT uid FROM incident.casualties_for_survivor(%L)', 'incidents/' || test.uid('a'))),
  ('facts of casualties', NULL, format('SELECT casualty_uid FROM incident.facts_for_benefits(ARRAY[%L::uuid])', test.uid('a', '4'))),
  ('facts of survivors', 'payment', format('SELECT survivor_uid FROM survivor.facts_for_benefits(%L)', test.survivor('a')));
SELECT is(test.at(asker, subject, q.statement), CASE WHEN subject = 'service' AND asker = q.service THEN 'rows 1' ELSE '42501' END,
  format('%s of the %s service on %s', subject, asker, q.name))
FROM unnest(ARRAY['incident', 'survivor', 'payment']) AS asker, unnest(ARRAY['service', 'aysel-registrar', 'samir-caseworker', 'habib-auditor', 'murad-operator']) AS subject,
     test.question q ORDER BY q.name, asker, subject;
CREATE FUNCTION test.by_hand(service text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  BEGIN
    PERFORM set_config('session_authorization', 'dayaq_' || service, true), set_config('role', service || '_background', true);
    EXECUTE statement;
    RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = 'answered';
  EXCEPTION
    WHEN SQLSTATE 'ZZ000' THEN RETURN SQLERRM;
    WHEN OTHERS THEN RETURN SQLSTATE;
  END;
END
$$;
SELECT is(test.by_hand(q.service, q.statement), '42501', q.name || ': not with a role taken by hand') FROM test.question q WHERE q.service IS NOT NULL;
SELECT is_empty($$SELECT p.oid::regprocedure, a.grantee::regrole FROM pg_proc p, aclexplode(p.proacl) a
  WHERE p.oid IN ('incident.casualties_for_survivor(text)'::regprocedure, 'incident.facts_for_benefits(uuid[])'::regprocedure, 'survivor.facts_for_benefits(uuid)'::regprocedure)
    AND a.grantee NOT IN (p.proowner, 'survivor_background'::regrole, 'survivor_keeper'::regrole, 'payment_background'::regrole)$$, 'nobody else was granted them');

-- Casualties for survivors.
CREATE FUNCTION test.casualties(resource text, columns text DEFAULT 'uid') RETURNS text LANGUAGE sql
RETURN format($$SELECT coalesce(string_agg(concat_ws(' ', %s), ', '), 'nobody') FROM incident.casualties_for_survivor(%L)$$, columns, resource);
UPDATE incident.casualty SET sex = 'SEX_MALE', outcome = 'OUTCOME_KILLED', died_on = '2024-03' WHERE uid = test.uid('a', '4');
SELECT is(test.ask('survivor', test.casualties('incidents/' || test.uid('a'), 'uid, incident_uid, register, trial, district, institution, occurred_on, identity, sex, outcome, died_on, same_as_uid, incident_state, kek_id, wrapped')),
  format('%s %s az f AZ-TAR hospital-tartar 2024-02 \x01 SEX_MALE OUTCOME_KILLED 2024-03 INCIDENT_STATE_REPORTED 1 \x02', test.uid('a', '4'), test.uid('a')), 'a casualty with its key');
SELECT is(test.ask('survivor', test.casualties(format('incidents/%s/casualties/%s', test.uid('c'), test.uid('c', '4')), 'uid, trial')), test.uid('c', '4') || ' t', 'one of a trial register');
SELECT is(test.ask('survivor', test.casualties('incidents/' || test.uid('a', '2'))), 'nobody', 'an incident without casualties');
SELECT is(test.ask('survivor', test.casualties('incidents/' || gen_random_uuid())), 'nobody', 'an incident that does not exist');
SELECT is(test.at('survivor', 'service', test.casualties(resource)), code, 'no answer about ' || resource)
FROM (VALUES ('survivors/' || test.uid('a'), '22023'), ('incidents/x', '22P02'), ('incidents', '22023'), ('', '22023'), ('incidents/' || test.uid('a') || '/casualties', '22023')) AS t(resource, code);
-- Somebody without a key: nobody named them.
INSERT INTO incident.casualty (uid, incident_uid, outcome, register, district, institution)
VALUES (test.uid('e', '4'), test.uid('a', '3'), 'OUTCOME_INJURED', 'az', 'AZ-TAR', 'hospital-tartar');
SELECT is(test.ask('survivor', test.casualties('incidents/' || test.uid('a', '3'), 'uid, kek_id')), test.uid('e', '4')::text, 'somebody whom nobody named');
-- A merge takes the third incident into the second, and is undone.
UPDATE incident.merge SET moved_casualty_uids = jsonb_build_array(test.uid('e', '4')) WHERE uid = test.uid('a', '8');
UPDATE incident.casualty SET incident_uid = test.uid('a', '2') WHERE uid = test.uid('e', '4');
SELECT is(test.ask('survivor', test.casualties('incidents/' || test.uid('a', kind), 'uid, incident_uid')), test.uid('e', '4') || ' ' || test.uid('a', '2'),
  'after a merge, asked by incident ' || kind || ', under the one that counts the casualty') FROM unnest(ARRAY['2', '3']) AS kind;
SELECT is(test.ask('survivor', test.casualties(format('incidents/%s/casualties/%s', test.uid('a', '3'), test.uid('e', '4')), 'incident_uid')), test.uid('a', '2')::text, '... also by its former name');
UPDATE incident.merge SET undone_time = now(), undone_by = uid, undone_reason = 'not the same' WHERE uid = test.uid('a', '8');
UPDATE incident.casualty SET incident_uid = test.uid('a', '3') WHERE uid = test.uid('e', '4');
SELECT is(test.ask('survivor', test.casualties('incidents/' || test.uid('a', kind), 'uid, incident_uid')), test.uid('e', '4') || ' ' || test.uid('a', '3'),
  'undone, asked by incident ' || kind) FROM unnest(ARRAY['2', '3']) AS kind;

-- Facts for benefits.
CREATE FUNCTION test.facts(columns text, letter text DEFAULT 'a') RETURNS text LANGUAGE sql
RETURN format('SELECT concat_ws('' '', %s) FROM survivor.facts_for_benefits(%L)', columns, test.survivor(letter));
SELECT is(test.ask('payment', test.facts('survivor_uid, register, district, institution, deceased, died_on, death_recorded_time, identity_confirmed_time')),
  test.survivor('a') || ' az AZ-TAR hospital-tartar f', 'somebody who lives');
UPDATE survivor.survivor SET state = 'SURVIVOR_STATE_DECEASED', died_on = '2024', death_recorded_time = '2024-05-01 10:00Z', identity_confirmed_time = '2024-04-01 10:00Z',
  identity_document = 'identity card' WHERE uid = test.survivor('a');
SELECT is(test.ask('payment', test.facts('deceased, died_on, death_recorded_time, identity_confirmed_time')), 't 2024 2024-05-01 10:00:00+00 2024-04-01 10:00:00+00', 'somebody who died');
SELECT is(test.ask('payment', test.facts('decisions'))::jsonb, jsonb_build_array(jsonb_build_object(
  'decision_uid', test.survivor('a', '2'), 'percent', 65, 'band', 'DISABILITY_BAND_61_80', 'cause', 'DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS',
  'in_force_from', '{"year": 2024, "month": 3, "day": 1}'::jsonb, 'act_number', 'TSE-1', 'recorded_time', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))),
  'a decision, indefinite');
SELECT is(test.ask('payment', test.facts('casualties'))::jsonb, jsonb_build_array(jsonb_build_object(
  'casualty_uid', test.uid('a', '4'), 'incident_uid', test.uid('a'), 'occurred_on', '{"year": 2024, "month": 2}'::jsonb, 'outcome', 'OUTCOME_KILLED',
  'incident_verified', false, 'injury_confirmed', true, 'recorded_time', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))),
  'a casualty, as the incident register says it now');
SELECT is(test.ask('payment', format('SELECT count(*) FROM survivor.facts_for_benefits(%L)', gen_random_uuid())), '0', 'nothing of a survivor who does not exist');
UPDATE survivor.disability_decision SET replaced_by_uid = test.survivor('b', '2'), in_force_from = NULL WHERE uid = test.survivor('a', '2');
UPDATE survivor.casualty SET set_aside = true WHERE survivor_uid = test.survivor('a');
SELECT is(test.ask('payment', test.facts('decisions IS NULL, casualties IS NULL')), 't t', 'neither a decision that is never in force nor a casualty that is set aside');

-- What confirms an injury: a hospital that named the person or spoke of them. Who filed a report is what the database knows for itself.
CREATE FUNCTION test.confirmed() RETURNS text LANGUAGE sql
RETURN $$SELECT casualties -> 0 ->> 'injury_confirmed' FROM survivor.facts_for_benefits(test.survivor('b'))$$;
SELECT is(test.ask('payment', test.confirmed()), 'false', 'a statement that says it is a hospital''s, filed by nobody''s hospital');
UPDATE incident.report SET institution = 'police-tartar' WHERE uid = test.uid('b', '5');
SELECT is(test.ask('payment', test.confirmed()), 'false', '... by the police');
UPDATE incident.report SET institution = 'hospital-barda', source = 'SOURCE_KIND_OTHER' WHERE uid = test.uid('b', '5');
SELECT is(test.ask('payment', test.confirmed()), 'true', 'a statement that a hospital filed');
UPDATE incident.statement SET casualty_uid = test.uid('a', '4'), register = 'az', district = 'AZ-TAR', institution = 'hospital-tartar' WHERE uid = test.uid('b', '6');
SELECT is(test.ask('payment', test.confirmed()), 'false', '... about somebody else');
UPDATE incident.casualty SET first_report_uid = test.uid('b', '5') WHERE uid = test.uid('b', '4');
SELECT is(test.ask('payment', test.confirmed()), 'true', 'a hospital''s report that named the person first');
INSERT INTO access.institution (code, kind, district, name_az, name_en, valid_from) VALUES ('hospital-elsewhere', 'HOSPITAL', 'AZ-LAC', 'Xəstəxana', 'Hospital', '2020-01-01');
UPDATE incident.report SET institution = 'police-tartar' WHERE uid = test.uid('b', '5');
SELECT is(test.ask('payment', test.confirmed()), 'false', 'somebody whom the police added to what a hospital registered');
UPDATE incident.casualty SET first_report_uid = NULL WHERE uid = test.uid('b', '4');
SELECT is(test.ask('payment', test.confirmed()), 'true', 'a hospital that registered the incident, when no report is known to have named the person');
UPDATE incident.incident SET state = 'INCIDENT_STATE_VERIFIED' WHERE uid = test.uid('b');
SELECT is(test.ask('payment', replace(test.confirmed(), 'injury_confirmed', 'incident_verified')), 'true', 'the mine action agency verified it');

SELECT * FROM finish();
ROLLBACK;
