-- When something became known: the clock says it, and for records of old their loader; and how the past is read again.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
SELECT no_plan();

-- An incident, a casualty and a report that say when they became known.
CREATE FUNCTION test.incident(known text, otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO incident.incident (uid, number, state, register, occurred_on, district, institution, create_time)
  SELECT coalesce(uid, gen_random_uuid()), '99999', state, register, '1999', district, institution, %s FROM jsonb_populate_record(NULL::incident.incident, %L)
  RETURNING create_time || ' ' || update_time$$, known,
  '{"state": "INCIDENT_STATE_REPORTED", "register": "az", "district": "AZ-TAR", "institution": "ministry"}'::jsonb || otherwise);
CREATE FUNCTION test.casualty(known text, uid uuid DEFAULT gen_random_uuid()) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO incident.casualty (uid, incident_uid, outcome, sex, register, district, institution, create_time)
  VALUES (%L, test.uid('a', '3'), 'OUTCOME_INJURED', 'SEX_MALE', 'az', 'AZ-TAR', 'hospital-tartar', %s) RETURNING create_time || ' ' || update_time$$, uid, known);
CREATE FUNCTION test.report(known text, own text) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO incident.report (uid, incident_uid, source, institution, register, district, incident_institution, create_time)
  VALUES (gen_random_uuid(), test.uid('a'), 'SOURCE_KIND_REGISTER', %L, 'az', 'AZ-TAR', 'hospital-tartar', %s) RETURNING create_time$$, own, known);

SELECT is(test.act('lala-loader', test.incident($$'2001-05-05 12:00Z'$$, '{"uid": "00000000-0000-7000-8100-0000000000aa"}')),
  '2001-05-05 12:00:00+00 2001-05-05 12:00:00+00', 'the loader says when an incident became known; its first version is of then');
SELECT is(test.attempt('lala-loader', test.casualty($$'2001-05-05'$$)), 'rows 1', '... and a casualty');
SELECT is(test.attempt('lala-loader', test.report($$'2001-05-05'$$, 'ministry')), 'rows 1', '... and a report');
SELECT is(test.attempt('lala-loader', statement), 'DY011', 'not even the loader knows the future: ' || what)
FROM (VALUES ('incident', test.incident($$now() + interval '2 hours'$$)), ('casualty', test.casualty($$now() + interval '2 hours'$$)),
             ('report', test.report($$now() + interval '2 hours'$$, 'ministry'))) AS t(what, statement);
SELECT is(test.attempt(subject, test.casualty(known)), answer, format('%s adds a casualty known %s', subject, known))
FROM unnest(ARRAY['aysel-registrar', 'leyla-clinician', 'orxan-police', 'mina-crescent']) AS subject,
     (VALUES ($$'2001-05-05'$$, 'DY011'), ($$now() - interval '61 minutes'$$, 'DY011'), ($$now() - interval '59 minutes'$$, 'rows 1'), ('NULL', 'rows 1'),
             ($$now() + interval '61 minutes'$$, 'DY011')) AS t(known, answer);
SELECT is(test.attempt('aysel-registrar', test.report($$'2001-05-05'$$, 'hospital-tartar')), 'DY011', 'nor a report of old');
SELECT is(test.attempt('aysel-registrar', test.incident($$'2001-05-05'$$, '{"institution": "hospital-tartar"}')), 'DY011', 'nor an incident of old');
SELECT is(test.attempt('shirin-steward', test.incident($$'2001-05-05'$$, '{"register": "co-aicma", "district": "CO-1"}')), 'DY011', 'nor does a steward, of a trial register');
SELECT is(test.attempt('tural-anama', test.incident($$'2001-05-05'$$, '{"institution": "anama"}')), 'DY011', 'nor the mine action agency');
SELECT throws_ok(test.incident($$'2001-05-05'$$), 'DY011', NULL, 'nor anybody else');

-- What the loader may not.
SELECT is(test.attempt('lala-loader', test.incident('NULL', otherwise)), '42501', what)
FROM (VALUES ('{"register": "co-aicma", "district": "CO-1"}'::jsonb, 'not in a register of another assignment'), ('{"institution": "hospital-tartar"}', 'not in another institution''s name'),
             ('{"state": "INCIDENT_STATE_VERIFIED"}', 'not as verified')) AS t(otherwise, what);
SELECT is(test.attempt('lala-loader', statement), '42501', 'the loader: ' || statement)
FROM unnest(ARRAY['UPDATE incident.incident SET create_time = now()', 'UPDATE incident.incident SET occurred_on = ''2001''', 'UPDATE incident.casualty SET sex = NULL',
  'SELECT uid FROM incident.duplicate', 'SELECT uid FROM incident.merge', 'SELECT reason FROM incident.incident_history', 'SELECT identity FROM incident.casualty_history',
  $$INSERT INTO incident.register VALUES ('az-old', 'Old', 'AZ', true)$$]) AS statement;

-- As known at a time: what has not changed since, and of the rest the version of then.
CREATE FUNCTION test.known(at timestamptz) RETURNS text LANGUAGE sql
RETURN format($$SELECT string_agg(outcome, ' ' ORDER BY outcome) FROM (
  SELECT uid, outcome FROM incident.casualty WHERE incident_uid = test.uid('a', '3') AND update_time < %1$L
  UNION ALL SELECT uid, outcome FROM incident.casualty_history WHERE incident_uid = test.uid('a', '3') AND update_time < %1$L AND recorded_until >= %1$L) AS c$$, at);
SELECT is(test.act('lala-loader', test.casualty($$'2002-01-01'$$, test.uid('e', '4'))), '2002-01-01 00:00:00+00 2002-01-01 00:00:00+00', 'somebody hurt, known in 2002');
SELECT is(test.act('aysel-registrar', format($$UPDATE incident.casualty SET outcome = 'OUTCOME_KILLED' WHERE uid = %L RETURNING etag$$, test.uid('e', '4'))), '2', '... of whom it is known now that they died');
SELECT is(test.act(subject, test.known(at)), outcomes, format('%s, as known at %s', subject, at))
FROM unnest(ARRAY['aysel-registrar', 'leyla-clinician', 'orxan-police', 'mina-crescent', 'tural-anama', 'habib-auditor', 'jamila-privacy', 'lala-loader']) AS subject,
     (VALUES ('2001-12-31'::timestamptz, NULL), ('2002-06-01', 'OUTCOME_INJURED'), (now() + interval '1 second', 'OUTCOME_KILLED')) AS t(at, outcomes)
ORDER BY subject, at;

SELECT * FROM finish();
ROLLBACK;
