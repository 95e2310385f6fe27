-- What other services tell the layer of figures: payments while they stay paid, devices as they were known, decisions, families, services and amounts; and
-- who may ask. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();
SELECT set_config('test.service', 'statistics', true) AS ignored \gset

-- What the statistics service itself is told, a line a row.
CREATE FUNCTION test.told(statement text) RETURNS text LANGUAGE sql
RETURN test.act('service', format('SELECT string_agg(line, E''\n'' ORDER BY line) FROM (%s) AS t(line)', statement));

-- Nobody else asks, and it asks no one function that is for keepers.
CREATE TABLE test.question (statement text);
INSERT INTO test.question
SELECT format('SELECT * FROM %s', f) FROM unnest(ARRAY['incident.told_for_statistics(''{}'')', 'survivor.told_for_statistics(''{}'')', 'rehabilitation.told_for_statistics(''{}'')',
  'payment.told_for_statistics(''{}'', 30)', 'payment.amounts_for_statistics(''layers/amounts/all'')', 'payment.records_for_statistics(''bankMessages/70000000-0000-7000-8000-000000000099'', gen_random_uuid(), 1)',
  'rehabilitation.records_for_statistics(''x'')', 'survivor.related_for_statistics(''{}'')', 'survivor.incidents_for_statistics(''{}'')']) AS f;
SELECT is(test.attempt('service', statement), 'rows 0', 'the service itself: ' || statement) FROM test.question;
SELECT is(test.attempt(asker, statement), '42501', asker || ': ' || statement)
FROM unnest('{xatira-statistician,leyla-checker,habib-auditor}'::text[]) AS asker, test.question;
SELECT is(test.attempt('service', 'SELECT * FROM ' || f), '42501', 'for keepers: ' || f)
FROM unnest(ARRAY['survivor.people_for_statistics(''{}'')', 'survivor.relatives_for_statistics(''{}'')', 'survivor.decided_for_statistics(''{}'')']) AS f;

-- A person registered on 1 March 2024, decided on 10 March, with a wife, another record merged into the first, and two orders of one run of April.
CREATE FUNCTION test.n(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN ('70000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid;
SET session_replication_role = replica;
UPDATE survivor.survivor SET create_time = '2024-03-01 08:00+04', update_time = '2024-03-01 08:00+04', home_district = NULL WHERE uid = test.survivor('a');
UPDATE survivor.survivor SET merged_into_uid = test.survivor('a'), create_time = '2024-03-02 08:00+04' WHERE uid = test.survivor('a', '3');
UPDATE survivor.disability_decision SET decided_on = '2024-03-10', create_time = '2024-03-11 09:00+04' WHERE survivor_uid = test.survivor('a');
INSERT INTO survivor.family_member (uid, etag, survivor_uid, relation, sex, indirect_victim, create_time, update_time, register, district, institution)
SELECT test.n(1), 1, uid, 'FAMILY_RELATION_SPOUSE', 'SEX_MALE', true, '2024-03-03 10:00+04', '2024-03-03 10:00+04', register, district, institution
FROM survivor.survivor WHERE uid = test.survivor('a');
INSERT INTO payment.payment_run (uid, etag, number, register, institution, execute_on, due_until, source_account, source, state, orders_per_file, proposed_by,
                                 verified_by, approved_by, released_by, available_qepik, create_time, update_time)
OVERRIDING SYSTEM VALUE
VALUES (test.n(2), 1, 999999, 'az', 'payment-fund', '2024-04-02', '2024-04-02', 'state-budget', '{}', 'PAYMENT_RUN_STATE_FILED', 10, test.n(91), test.n(92), test.n(93),
        test.n(94), 0, '2024-04-01', '2024-04-01');
INSERT INTO payment.entitlement (uid, etag, survivor_uid, benefit, rule_version, state, currency, explanation, beneficiary, beneficiary_uid, register, district, institution,
                                 create_time, update_time)
SELECT test.n(10), 1, uid, 'disability-allowance', 1, 'ENTITLEMENT_STATE_ACTIVE', 'AZN', '{}', 'BENEFICIARY_SURVIVOR', uid, register, district, institution,
       '2024-03-12 00:00+04', '2024-03-12 00:00+04'
FROM survivor.survivor WHERE uid = test.survivor('a');
CREATE FUNCTION test.add_order(n integer, record uuid, payee uuid, qepik bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.payment_order (uid, etag, run_uid, entitlement_uid, survivor_uid, payee_uid, account_uid, benefit, amount_qepik, currency, purpose, remittance, uetr,
                                     file_number, state, because, register, district, institution, create_time, update_time)
  SELECT test.n(n), 1, test.n(2), test.n(n), record, payee, test.n(0), 'disability-allowance', qepik, 'AZN', 'SSBE', 'x', '8a562c67-ca16-48ba-b074-65581be6f001', 1,
         'PAYMENT_ORDER_STATE_SETTLED', 'x', s.register, s.district, s.institution, '2024-04-01', '2024-04-01' FROM survivor.survivor s WHERE s.uid = record
$$;
CREATE FUNCTION test.step(n integer, before text, after text, at timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.payment_order_step (order_uid, from_state, to_state, because, create_time, register, district, institution)
  SELECT o.uid, 'PAYMENT_ORDER_STATE_' || before, 'PAYMENT_ORDER_STATE_' || after, 'x', at, o.register, o.district, o.institution FROM payment.payment_order o WHERE o.uid = test.n(n)
$$;
SELECT test.add_order(20, test.survivor('a', '3'), test.survivor('a', '3'), 22000), test.add_order(21, test.survivor('a'), test.n(1), 17500) \g /dev/null
SELECT test.step(20, 'SENT', 'SETTLED', '2024-04-03 12:00+04'), test.step(20, 'SETTLED', 'RETURNED', '2024-04-09 12:00+04'),
       test.step(21, 'SENT', 'ACCEPTED', '2024-04-03 12:00+04'), test.step(21, 'ACCEPTED', 'SETTLED', '2024-04-04 12:00+04') \g /dev/null

UPDATE incident.casualty SET age = '{"min_years": 30, "max_years": 31}',
  care_steps = '[{"kind": "CARE_KIND_FIRST_AID", "minutes_after": 3}, {"kind": "CARE_KIND_SURGERY", "minutes_after": 90}, {"kind": "CARE_KIND_ADMISSION", "minutes_after": 21}]'
WHERE uid = test.uid('a', '4');
-- Seven more people who were paid by the same run, two of whom gave it back.
INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, sex, create_time, update_time)
SELECT test.n(n), '99900' || n, 1, 'az', 'AZ-TAR', 'hospital-tartar', 'SURVIVOR_STATE_LIVING', 'SEX_MALE', '2024-03-20', '2024-03-20' FROM generate_series(31, 37) AS n;
SELECT test.add_order(n + 10, test.n(n), test.n(n), 10000), test.step(n + 10, 'SENT', 'SETTLED', '2024-04-05 12:00+04') FROM generate_series(31, 37) AS n \g /dev/null
SELECT test.step(n, 'SETTLED', 'RETURNED', '2024-04-20 12:00+04') FROM generate_series(41, 42) AS n \g /dev/null
INSERT INTO payment.bank_line (uid, message_uid, line, order_uid, kind, match, code, line_hash, said_time, create_time)
SELECT test.n(60 + n), test.n(60), n, test.n(40 + n), 'BANK_LINE_KIND_STATUS', 'BANK_LINE_MATCH_ORDER', 'ACSC', lpad(n::text, 64, '0'), now(), now() FROM generate_series(1, 7) AS n;
-- A leg that was prescribed, delivered, and is due.
INSERT INTO rehabilitation.device (uid, etag, survivor_uid, device_class, side, payer, wearer_age, state, prescribed_on, decided_on, decision_document, delivered_on,
                                   create_time, update_time, register, district, institution)
SELECT test.n(70), 2, test.survivor('a', '3'), 'lower-conventional', 'SIDE_LEFT', 'DEVICE_PAYER_STATE', 'WEARER_AGE_ADULT', 'DEVICE_STATE_DELIVERED', '2024-05-14',
       '2024-05-16', '17', '2024-07-03', '2024-05-14 10:00+04', '2024-07-03 10:00+04', 'az', 'AZ-TAR', 'rehabilitation-baku';
INSERT INTO rehabilitation.device_history (uid, etag, survivor_uid, device_class, side, payer, wearer_age, state, prescribed_on, create_time, update_time, register, district,
                                           institution, recorded_until, reason)
SELECT uid, 1, survivor_uid, device_class, side, payer, wearer_age, 'DEVICE_STATE_PRESCRIBED', prescribed_on, create_time, create_time, register, district, institution,
       update_time, '' FROM rehabilitation.device WHERE uid = test.n(70);
INSERT INTO rehabilitation.renewal (uid, etag, survivor_uid, device_class, state, due_on, basis, term_example, next_on, create_time, update_time, register, district, institution)
SELECT uid, 1, survivor_uid, device_class, 'RENEWAL_STATE_WAITING', '2026-07-03', 'RENEWAL_BASIS_TERM', true, '2026-05-01', update_time, '2024-07-03 10:05+04', register,
       district, institution FROM rehabilitation.device WHERE uid = test.n(70);
SET session_replication_role = origin;

-- Times stand as they are on a clock in Baku.
CREATE FUNCTION test.clock(value text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN value = 'infinity' THEN '' ELSE to_char(value::timestamptz AT TIME ZONE 'Asia/Baku', 'MM-DD HH24:MI') END;
CREATE FUNCTION test.both() RETURNS text LANGUAGE sql RETURN quote_literal(ARRAY[test.survivor('a'), test.survivor('a', '3')]);

SELECT is(test.told(format($$SELECT concat_ws('|', kind, CASE parent_uid WHEN %L THEN 'the person' WHEN %L THEN 'his wife' END, test.clock(recorded_from) || '..' ||
    test.clock(recorded_until), occurred_on, sex, benefit, relation, share, value) FROM payment.told_for_statistics(%s, 30) WHERE recorded_from IS NOT NULL$$,
  test.survivor('a'), test.n(1), test.both())),
$$ENTITLED|04-01 00:00..|2024-03-01|SEX_FEMALE|f
PAYMENT|his wife|04-04 12:00..|2024-04|SEX_MALE|disability-allowance|FAMILY_RELATION_SPOUSE
PAYMENT|the person|04-03 12:00..04-09 12:00|2024-04|SEX_FEMALE|disability-allowance|23$$,
  'paid while the money had left and not come back, 23 days after the decision; not within 30 days of the registration');
SELECT is(test.told(format($$SELECT concat_ws('|', test.clock(recorded_from) || '..' || test.clock(recorded_until), share)
  FROM payment.told_for_statistics(%s, 32) WHERE kind = 'ENTITLED'$$, test.both())), $$04-03 00:00..04-03 12:00|f
04-03 12:00..|t$$, 'within 32 days, which is known when the bank says so');
SELECT is(test.told(format($$SELECT test.clock(recorded_from) FROM payment.told_for_statistics(%s, 10) WHERE kind = 'ENTITLED'$$, test.both())), NULL,
          'who was not entitled when the days were over is not judged');
SELECT is(test.told(format($$SELECT test.clock(recorded_from) FROM payment.told_for_statistics(%s, 3660) WHERE kind = 'ENTITLED'$$, test.both())), NULL,
          'nor is anybody before they are over');
SELECT is(test.told(format($$SELECT concat_ws('|', kind, test.clock(recorded_from) || '..' || test.clock(recorded_until), occurred_on, sex, relation, value)
  FROM survivor.told_for_statistics(%s) WHERE recorded_from IS NOT NULL$$, test.both())),
$$DECISION|03-11 09:00..|2024-03-10|9
RELATIVE|03-03 10:00..|2024-03-03|SEX_MALE|FAMILY_RELATION_SPOUSE
SURVIVOR|03-01 08:00..|2024-03-01|SEX_FEMALE$$, 'a record, nine days to its first decision, and who is an indirect victim');
SELECT is(test.told(format($$SELECT concat_ws('|', kind, test.clock(recorded_from) || '..' || test.clock(recorded_until), occurred_on, begun_on, due_on, outcome)
  FROM rehabilitation.told_for_statistics(%s) WHERE recorded_from IS NOT NULL$$, test.both())),
$$PROSTHESIS|05-14 10:00..07-03 10:00|2024-05-14|DEVICE_STATE_PRESCRIBED
PROSTHESIS|07-03 10:00..07-03 10:05|2024-05-14|2024-07-03|DEVICE_STATE_DELIVERED
PROSTHESIS|07-03 10:05..|2024-05-14|2024-07-03|2026-07-03|DEVICE_STATE_DELIVERED$$,
  'a device as it was known each time');
SELECT is(test.told($$SELECT concat_ws('|', kind, test.clock(recorded_from) || '..' || test.clock(recorded_until), occurred_on, benefit, value)
  FROM payment.amounts_for_statistics('bankMessages/70000000-0000-7000-8000-000000000060') WHERE recorded_from IS NOT NULL$$),
$$AMOUNT|04-05 12:00..04-09 12:00|2024|disability-allowance|109500
AMOUNT|04-09 12:00..04-20 12:00|2024|disability-allowance|87500
AMOUNT|04-20 12:00..|2024|disability-allowance|67500$$,
  'a sum from the fifth payee on, less what came back');
SELECT is(test.told($$SELECT uid::text FROM payment.records_for_statistics('bankMessages/70000000-0000-7000-8000-000000000060', '70000000-0000-7000-8000-000000000032', 3)$$),
  E'70000000-0000-7000-8000-000000000033\n70000000-0000-7000-8000-000000000034\n70000000-0000-7000-8000-000000000035', 'records of a file, behind one');
SELECT is(test.told($$SELECT uid::text FROM rehabilitation.records_for_statistics('renewals/70000000-0000-7000-8000-000000000070')$$), test.survivor('a', '3')::text, 'whose device');
SELECT is(test.told(format('SELECT uid::text FROM survivor.related_for_statistics(ARRAY[%L]::uuid[])', test.survivor('a', '3'))),
  test.survivor('a') || E'\n' || test.survivor('a', '3'), 'records that are one hang together');
SELECT is(test.told(format('SELECT uid::text FROM survivor.incidents_for_statistics(%s)', test.both())), test.uid('a')::text, 'what was decided tells of casualties');
SELECT is(test.told(format($$SELECT concat_ws('|', kind, test.clock(recorded_until), sex, share, value)
  FROM incident.told_for_statistics(ARRAY[%L]::uuid[]) WHERE recorded_from IS NOT NULL$$, test.uid('a'))), $$CASUALTY||SEX_FEMALE|t|25
INCIDENT|$$, 'complete, and 25 minutes to a hospital');
SELECT * FROM finish();
ROLLBACK;
