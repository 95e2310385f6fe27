-- What holds of accounts, runs and orders whoever writes them. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/entitlements.psql
SELECT no_plan();

-- What a statement answers: the SQLSTATE, and the constraint if one refused. Everything it did is undone.
CREATE FUNCTION test.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
  refused_by text;
BEGIN
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

-- Code lists are those of the contract.
\set lists `cat ../proto/dayaq/payment/v1/payee_account.proto ../proto/dayaq/payment/v1/payment_run.proto ../proto/dayaq/payment/v1/payment_order.proto`
CREATE TEMPORARY TABLE listed AS
SELECT split_part(text, ' ', 1) AS list, value[1] AS value, value[2] <> '0' AS stored
FROM regexp_split_to_table(:'lists', '\nenum ') AS text, regexp_matches(split_part(text, E'\n}', 1), '\n  ([A-Z0-9_]+) = (\d+);', 'g') AS value;
SELECT is(array_agg(value) FILTER (WHERE payment.is_code(list, value) IS DISTINCT FROM stored), NULL, list || ' is the list of the contract, ' || count(*) || ' values')
FROM listed GROUP BY list ORDER BY list;

-- A run as it stands behind its steps, taken by whoever.
CREATE FUNCTION test.run(proposed uuid, verified uuid, approved uuid, released uuid) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO payment.payment_run (uid, etag, register, institution, execute_on, due_until, source_account, source, state, orders_per_file,
    proposed_by, verified_by, approved_by, released_by, available_qepik, funds_document, create_time, update_time)
  VALUES (gen_random_uuid(), 1, 'az', 'payment-fund', '2026-12-01', '2026-12-01', 'state-budget', '{}', 'PAYMENT_RUN_STATE_RELEASED', 10,
    %L, %L, %L, %L, 0, 'x', now(), now())$$, proposed, verified, approved, released);
CREATE TEMPORARY TABLE person AS SELECT n, gen_random_uuid() AS uid FROM generate_series(0, 3) AS n;
SELECT is(count(*) FILTER (WHERE test.outcome(test.run(a.uid, b.uid, c.uid, d.uid)) = 'rows 1'), 24::bigint,
          'of ' || count(*) || ' ways to share four steps out among four people 24 are accepted')
FROM person a, person b, person c, person d;

-- Which state follows which: by the table, and by nothing else.
SELECT test.outcome(test.run(a.uid, b.uid, c.uid, d.uid)) FROM person a, person b, person c, person d WHERE (a.n, b.n, c.n, d.n) = (0, 1, 2, 3);
CREATE TEMPORARY TABLE made (run uuid, account uuid, ordered uuid, entitlement uuid);
INSERT INTO made SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), test.uid('a', '2');
INSERT INTO payment.payment_run (uid, etag, register, institution, execute_on, due_until, source_account, source, state, orders_per_file, create_time, update_time)
SELECT run, 1, 'az', 'payment-fund', '2026-12-01', '2026-12-01', 'state-budget', '{}', 'PAYMENT_RUN_STATE_COLLECTING', 10, now(), now() FROM made;
INSERT INTO payment.payee_account (uid, etag, survivor_uid, payee_uid, holder, number_end, bank, state, hold_until_time, register, district, institution, create_time, update_time)
SELECT m.account, 1, e.survivor_uid, e.beneficiary_uid, 'ACCOUNT_HOLDER_PAYEE', '1944', 'AIIBAZ2X', 'ACCOUNT_STATE_IN_USE', now(), e.register, e.district, e.institution, now(), now()
FROM made m JOIN payment.entitlement e ON e.uid = m.entitlement;
CREATE FUNCTION test.ordered(otherwise jsonb, with_instalment boolean DEFAULT true) RETURNS text LANGUAGE sql
RETURN (SELECT format($$WITH o AS (INSERT INTO payment.payment_order
    (uid, etag, run_uid, entitlement_uid, survivor_uid, payee_uid, account_uid, benefit, amount_qepik, recovered_qepik, currency, purpose, remittance, uetr,
     file_number, state, because, register, district, institution, create_time, update_time)
    SELECT uid, 1, run_uid, entitlement_uid, survivor_uid, payee_uid, account_uid, benefit, amount_qepik, recovered_qepik, 'AZN', purpose, 'x', uetr,
     1, state, 'run', register, district, institution, now(), now() FROM jsonb_populate_record(NULL::payment.payment_order, %L) RETURNING uid, register, district, institution)
  INSERT INTO payment.payment_order_instalment (order_uid, instalment_uid, period, amount_qepik, register, district, institution)
  SELECT o.uid, i.uid, i.period, i.amount_qepik, o.register, o.district, o.institution FROM o, payment.instalment i WHERE i.uid = %L AND %L$$,
  jsonb_build_object('uid', m.ordered, 'run_uid', m.run, 'entitlement_uid', e.uid, 'survivor_uid', e.survivor_uid, 'payee_uid', e.beneficiary_uid,
    'account_uid', m.account, 'benefit', e.benefit, 'amount_qepik', i.amount_qepik, 'recovered_qepik', 0, 'purpose', 'SSBE',
    'uetr', '8a562c67-ca16-48ba-b074-65581be6f001', 'state', 'PAYMENT_ORDER_STATE_PROPOSED', 'register', e.register, 'district', e.district,
    'institution', e.institution) || otherwise, i.uid, with_instalment)
  FROM made m JOIN payment.entitlement e ON e.uid = m.entitlement JOIN payment.instalment i ON i.uid = test.uid('a', '4'));
SELECT is(test.outcome(test.ordered(otherwise, instalment)), outcome, 'an order: ' || what)
FROM (VALUES
  ('of what is due', '{}'::jsonb, true, 'rows 1'),
  ('of more than its instalments', '{"amount_qepik": 10000000}', true, '23514 payment_order_sum'),
  ('of nothing', '{"amount_qepik": 0}', true, '23514 payment_order_amount_qepik_check'),
  ('without an instalment', '{}', false, '23514 payment_order_sum'),
  ('that takes back what was never said', '{"recovered_qepik": 1}', true, '23514 payment_order_sum'),
  ('that is ready from the start', '{"state": "PAYMENT_ORDER_STATE_READY"}', true, 'DY015'),
  ('to the account of somebody else', jsonb_build_object('payee_uid', gen_random_uuid()), true, 'DY015'),
  ('with a UETR of version 7', '{"uetr": "8a562c67-ca16-78ba-b074-65581be6f001"}', true, '23514 payment_order_uetr_check'),
  ('with a purpose in words', '{"purpose": "mine"}', true, '23514 payment_order_purpose_check')) AS tried(what, otherwise, instalment, outcome);
SELECT lives_ok(test.ordered('{}'), 'an order is made');
SELECT is(test.outcome(replace(test.ordered('{}'), (SELECT ordered::text FROM made), gen_random_uuid()::text)), '23505 payment_order_once', 'a second order of a run for one entitlement');

-- Every step from every state: as many as the table has are taken, and no other.
CREATE TEMPORARY TABLE tried_step (from_state text, to_state text, outcome text);
DO $$
DECLARE
  f text; t text; done text;
BEGIN
  FOR f IN SELECT value FROM listed WHERE list = 'PaymentOrderState' AND stored LOOP
    FOR t IN SELECT value FROM listed WHERE list = 'PaymentOrderState' AND stored AND value <> f LOOP
      SET LOCAL session_replication_role = replica;
      UPDATE payment.payment_order SET state = f, file_uid = NULL FROM made WHERE uid = ordered;
      SET LOCAL session_replication_role = origin;
      done := test.outcome(format('UPDATE payment.payment_order SET state = %L, because = ''test'', file_uid = %L WHERE uid = (SELECT ordered FROM made)',
                                  t, CASE WHEN t = 'PAYMENT_ORDER_STATE_SENT' THEN gen_random_uuid() END));
      INSERT INTO tried_step VALUES (f, t, done);
    END LOOP;
  END LOOP;
END
$$;
SELECT is((SELECT count(*) FROM tried_step), 72::bigint, 'every step from every state was tried');
SELECT set_eq('SELECT from_state, to_state FROM tried_step WHERE outcome = ''rows 1''', 'SELECT from_state, to_state FROM payment.order_transition',
              'the steps that are taken are those of the table');
SELECT is((SELECT array_agg(DISTINCT outcome) FROM tried_step WHERE outcome <> 'rows 1'), '{DY015}', 'every other is refused');

-- What lies in a file is given up by nobody but the bank; what fails gives its instalments back, and they are paid once more.
SET LOCAL session_replication_role = replica;
UPDATE payment.payment_order SET state = 'PAYMENT_ORDER_STATE_HELD', file_uid = gen_random_uuid() FROM made WHERE uid = ordered;
SET LOCAL session_replication_role = origin;
SELECT is(test.outcome('UPDATE payment.payment_order SET state = ''PAYMENT_ORDER_STATE_CANCELLED'''), 'DY015', 'what may be at the bank is not given up');
SELECT is((SELECT array_agg(live) FROM payment.payment_order_instalment), '{t}', 'its instalment is taken');
UPDATE payment.payment_order SET state = 'PAYMENT_ORDER_STATE_REJECTED', because = 'AC04';
SELECT is((SELECT array_agg(live) FROM payment.payment_order_instalment), '{f}', 'the bank refused it: its instalment is due again');
SELECT is((SELECT array_agg(from_state || '>' || to_state || ' ' || because) FROM payment.payment_order_step),
          '{"PAYMENT_ORDER_STATE_HELD>PAYMENT_ORDER_STATE_REJECTED AC04"}', 'the step is kept');
SELECT is(test.outcome('UPDATE payment.payment_order SET amount_qepik = amount_qepik + 1'), 'DY015', 'no amount is changed');
SELECT is(test.outcome('UPDATE payment.payment_order SET payee_uid = gen_random_uuid()'), 'DY015', 'no payee is changed');
SELECT is(test.outcome('UPDATE payment.payee_account SET number_end = ''0000'''), '23001', 'an account stays the account it is');

SELECT * FROM finish();
ROLLBACK;
