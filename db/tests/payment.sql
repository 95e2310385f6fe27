-- What holds of entitlements, instalments and assessments whoever writes them. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/entitlements.psql
SELECT no_plan();

-- Code lists are those of the contract: its values but the first, and no others.
\set lists `cat ../proto/dayaq/payment/v1/*.proto`
CREATE TEMPORARY TABLE listed AS
SELECT split_part(text, ' ', 1) AS list, value[1] AS value, value[2] <> '0' AS stored
FROM regexp_split_to_table(:'lists', '\nenum ') AS text, regexp_matches(split_part(text, E'\n}', 1), '\n  ([A-Z0-9_]+) = (\d+);', 'g') AS value;
SELECT is(array_agg(value) FILTER (WHERE payment.is_code(list, value) IS DISTINCT FROM stored), NULL, list || ' is the list of the contract, ' || count(*) || ' values')
FROM listed WHERE list IN ('EntitlementState', 'InstalmentKind', 'Occasion', 'Frequency', 'FirstPeriod', 'LastPeriod', 'Beneficiary') GROUP BY list ORDER BY list;
SELECT is((SELECT array_agg(value[1]) FROM regexp_matches(pg_get_functiondef('payment.is_code'::regproc), '''([A-Z]+(?:_[A-Z]+)+)''', 'g') AS value
           WHERE value[1] NOT IN (SELECT value FROM listed)), NULL, 'no list has a word that the contract does not have');

-- What a statement answers: the SQLSTATE, and the constraint if one refused. Everything it did is undone.
CREATE FUNCTION test.outcome(statement text, by_role text DEFAULT 'none') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
  refused_by text;
BEGIN
  PERFORM set_config('role', by_role, true);
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  SET CONSTRAINTS ALL IMMEDIATE;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME;
    RETURN rtrim(SQLSTATE || ' ' || refused_by);
END
$$;
-- A row like that of place `a`, with other values for some columns.
CREATE FUNCTION test.like_a(table_name text, kind text, otherwise jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  columns text := (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = table_name::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped);
  said jsonb;
BEGIN
  EXECUTE format('SELECT to_jsonb(t) FROM %s t WHERE uid = %L', table_name, test.uid('a', kind)) INTO said;
  RETURN format('INSERT INTO %s (%s) SELECT %s FROM jsonb_populate_record(NULL::%1$s, %4$L)', table_name, columns, columns,
                said || jsonb_build_object('uid', gen_random_uuid()) || otherwise);
END
$$;

-- An entitlement.
SELECT is(test.outcome(test.like_a('payment.entitlement', '2', '{"entitled_qepik": 0}' || otherwise)), outcome, 'an entitlement: ' || what)
FROM (VALUES
  ('of another person', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1')), 'rows 1'),
  ('to the same, a second time', '{}', '23505 entitlement_once'),
  ('to a member of the family', jsonb_build_object('beneficiary', 'BENEFICIARY_FAMILY_MEMBER', 'beneficiary_uid', gen_random_uuid()), 'rows 1'),
  ('of the family, to the survivor', '{"beneficiary": "BENEFICIARY_FAMILY_MEMBER"}', '23514 entitlement_beneficiary'),
  ('of the survivor, to somebody else', jsonb_build_object('beneficiary_uid', gen_random_uuid()), '23514 entitlement_beneficiary'),
  ('to nobody', '{"beneficiary_uid": null}', '23502'),
  ('to the same for an occasion', jsonb_build_object('occasion_uid', gen_random_uuid()), 'rows 1'),
  ('of a rule nobody brought', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'rule_version', 3), '23503 entitlement_rule'),
  ('in manat of old', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'currency', 'AZM'), '23514 entitlement_currency_check'),
  ('in no state', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'state', 'ENTITLEMENT_STATE_UNSPECIFIED'), '23514 entitlement_state_check'),
  ('without its explanation', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'explanation', NULL), '23502'),
  ('from a day that is none', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'starts_on', '2026-02-30'), '23514 entitlement_starts_on_check'),
  ('until a day that is none', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'ends_on', '2026-13'), '23514 entitlement_ends_on_check'),
  ('below nothing', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'entitled_qepik', -1), '23514 entitlement_entitled_qepik_check'),
  ('withdrawn, with money', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'state', 'ENTITLEMENT_STATE_WITHDRAWN', 'entitled_qepik', 1), '23514 entitlement_withdrawn'),
  ('withdrawn', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1'), 'state', 'ENTITLEMENT_STATE_WITHDRAWN'), 'rows 1')) AS tried(what, otherwise, outcome);
SELECT is((SELECT array_agg(has_questions ORDER BY letter) FROM test.place JOIN payment.entitlement ON uid = test.uid(letter, '2')), '{f,f,f,f}', 'no questions');
UPDATE payment.entitlement SET explanation = '{"questions": [{"kind": "QUESTION_KIND_AMOUNT_UNKNOWN"}]}' WHERE uid = test.uid('b', '2');
SELECT is((SELECT array_agg(has_questions ORDER BY letter) FROM test.place JOIN payment.entitlement ON uid = test.uid(letter, '2')), '{f,t,f,f}', 'the one with a question');
-- Periods that wait, to be known without the explanation; a change of them alone is one.
UPDATE payment.entitlement SET explanation = '{"amounts": [{"first_period": "2024-01", "last_period": "2024-03", "waits": true}, {"first_period": "2024-04"}]}'
WHERE uid = test.uid('c', '2');
SELECT is((SELECT array_agg(jsonb_array_length(waiting) ORDER BY letter) FROM test.place JOIN payment.entitlement ON uid = test.uid(letter, '2')), '{NULL,NULL,1,NULL}',
          'periods that wait');
SELECT is((SELECT waiting -> 0 ->> 'last_period' FROM payment.entitlement WHERE uid = test.uid('c', '2')), '2024-03', 'of which none is certain');
CREATE TEMPORARY TABLE version_before AS SELECT etag FROM payment.entitlement WHERE uid = test.uid('c', '2');
UPDATE payment.entitlement SET explanation = explanation WHERE uid = test.uid('c', '2');
SELECT is((SELECT etag FROM payment.entitlement WHERE uid = test.uid('c', '2')), (SELECT etag FROM version_before), 'what changes nothing makes no version');

-- An instalment, tried with the sum that it makes.
CREATE FUNCTION test.paid(otherwise jsonb) RETURNS text LANGUAGE sql
RETURN (SELECT format('WITH added AS (%s RETURNING amount_qepik) UPDATE payment.entitlement SET entitled_qepik = entitled_qepik + amount_qepik FROM added WHERE uid = %L',
                      test.like_a('payment.instalment', '4', '{"period": "2026-03"}' || otherwise), test.uid('a', '2')));
SELECT is(test.outcome(test.paid(otherwise)), outcome, 'an instalment: ' || what)
FROM (VALUES
  ('of the next month', '{}'::jsonb, 'rows 1'),
  ('of a day', '{"period": "2026-03-02"}', 'rows 1'),
  ('of some time in a month', '{"period": "2026-03"}', 'rows 1'),
  ('of some time in a year', '{"period": "2026"}', 'rows 1'),
  ('of two digits of a year', '{"period": "26"}', '23514 instalment_period_check'),
  ('of an hour', '{"period": "2026-03-02T10"}', '23514 instalment_period_check'),
  ('of a thirteenth month', '{"period": "2026-13"}', '23514 instalment_period_check'),
  ('of a month that has one', '{"period": "2026-02"}', '23505 instalment_once'),
  ('a difference to it', '{"period": "2026-02", "sequence": 1, "kind": "INSTALMENT_KIND_DIFFERENCE"}', 'rows 1'),
  ('a difference that takes back', '{"period": "2026-02", "sequence": 1, "kind": "INSTALMENT_KIND_DIFFERENCE", "amount_qepik": -2000}', 'rows 1'),
  ('a difference that takes more than there is', '{"period": "2026-02", "sequence": 1, "kind": "INSTALMENT_KIND_DIFFERENCE", "amount_qepik": -3001}', '23514 entitlement_entitled_qepik_check'),
  ('a difference to nothing', '{"kind": "INSTALMENT_KIND_DIFFERENCE"}', '23514 instalment_kind'),
  ('a second one that is no difference', '{"sequence": 1}', '23514 instalment_kind'),
  ('that takes back in time', '{"kind": "INSTALMENT_KIND_REGULAR", "amount_qepik": -1}', '23514 instalment_kind'),
  ('of nothing', '{"amount_qepik": 0}', '23514 instalment_amount_qepik_check'),
  ('before the first', '{"sequence": -1}', '23514 instalment_sequence_check'),
  ('of no kind', '{"kind": "INSTALMENT_KIND_UNSPECIFIED"}', '23514 instalment_kind_check'),
  ('in dollars', '{"currency": "USD"}', '23514 instalment_currency_check'),
  ('due some time in a month', '{"due_on": "2026-03"}', '23514 instalment_due_on_check'),
  ('by another one''s assessment', jsonb_build_object('assessment_uid', test.uid('b', '3')), '23503 instalment_assessment'),
  ('that lies elsewhere than its entitlement', '{"district": "AZ-LAC"}', '23503 instalment_entitlement')) AS tried(what, otherwise, outcome);
SELECT is(test.outcome(test.like_a('payment.assessment', '3', otherwise)), outcome, 'an assessment: ' || what)
FROM (VALUES ('another one', '{}'::jsonb, 'rows 1'), ('because of nothing', '{"because_of": ""}', '23514 assessment_because_of_check'),
             ('that lies elsewhere', '{"register": "co-aicma"}', '23503 assessment_entitlement')) AS tried(what, otherwise, outcome);

-- The sum, at the end of the transaction.
SELECT is(test.outcome(format('UPDATE payment.entitlement SET entitled_qepik = 2999 WHERE uid = %L', test.uid('a', '2'))), '23514 entitlement_sum', 'a sum without instalments');
SELECT is(test.outcome(test.like_a('payment.instalment', '4', '{"period": "2026-03"}')), '23514 entitlement_sum', 'an instalment without the sum');
SELECT is(test.outcome(test.like_a('payment.entitlement', '2', jsonb_build_object('survivor_uid', test.uid('e', '1'), 'beneficiary_uid', test.uid('e', '1')))), '23514 entitlement_sum', 'a new entitlement with a sum from nowhere');

-- What was decided stays, whoever tries: here the superuser, whom no grant and no policy stops, and the owner.
SELECT is(test.outcome(statement), '23001', 'not even a superuser: ' || statement)
FROM (VALUES (format('UPDATE payment.instalment SET amount_qepik = 1 WHERE uid = %L', test.uid('a', '4'))), (format('UPDATE payment.instalment SET due_on = ''2027-01-01'' WHERE uid = %L', test.uid('a', '4'))),
             (format('DELETE FROM payment.instalment WHERE uid = %L', test.uid('a', '4'))), ('TRUNCATE payment.instalment CASCADE'),
             (format('UPDATE payment.assessment SET explanation = ''{}'' WHERE uid = %L', test.uid('a', '3'))), ('DELETE FROM payment.assessment'), ('TRUNCATE payment.assessment CASCADE'),
             ($$UPDATE payment.benefit_rule SET steps = '[1]' WHERE version = 2$$), ('DELETE FROM payment.benefit_rule WHERE version = 2'), ('TRUNCATE payment.benefit_rule CASCADE')) AS tried(statement);
CREATE POLICY opened ON payment.instalment TO dayaq_owner USING (true);
SELECT is(test.outcome(statement, 'dayaq_owner'), '23001', 'not the owner, even when a policy lets them: ' || statement)
FROM (VALUES ('UPDATE payment.instalment SET amount_qepik = 1'), ('DELETE FROM payment.instalment')) AS tried(statement);

-- Versions; and where an entitlement goes, its instalments and assessments go.
SELECT is((SELECT etag FROM payment.entitlement WHERE uid = test.uid('a', '2')), 1::bigint, 'the first version');
UPDATE payment.entitlement SET releasable = releasable, etag = 77, update_time = '2001-01-01' WHERE uid = test.uid('a', '2');
SELECT is((SELECT (etag, update_time)::text FROM payment.entitlement WHERE uid = test.uid('a', '2')), (1::bigint, now())::text, 'a change that changes nothing makes no version');
UPDATE payment.entitlement SET create_time = now() - interval '1 day', releasable = true, district = 'AZ-BAR', institution = 'hospital-barda' WHERE uid = test.uid('a', '2');
SELECT is((SELECT (etag, update_time)::text FROM payment.entitlement WHERE uid = test.uid('a', '2')), (2::bigint, now())::text, 'a change makes the next');
SELECT is((SELECT array_agg(DISTINCT (district, institution)::text) FROM (SELECT * FROM payment.instalment WHERE uid IN (test.uid('a', '4'), test.uid('a', '5'))) AS i), ARRAY['(AZ-BAR,hospital-barda)'], 'instalments lie where it lies');
SELECT is((SELECT (district, institution)::text FROM payment.assessment WHERE uid = test.uid('a', '3')), '(AZ-BAR,hospital-barda)', '... and assessments');
SELECT is(test.outcome(format('UPDATE payment.instalment SET district = ''AZ-LAC'' WHERE uid = %L', test.uid('a', '4'))), '23503 instalment_entitlement', '... and nowhere else');

-- What the service listens to.
SELECT set_eq($$SELECT kind::text FROM outbox.subscription WHERE subscriber = 'payment.assess'$$,
  ARRAY['survivor.opened', 'survivor.changed', 'survivor.died', 'survivor.incident_changed', 'survivor.identity_confirmed', 'survivor.merged', 'survivor.unmerged', 'survivor.benefit_facts_changed', 'survivor.family_changed', 'disability.decided',
        'entitlement.month_begun'],
  'a person''s benefits are assessed when any of this happens');

SELECT * FROM finish();
ROLLBACK;
