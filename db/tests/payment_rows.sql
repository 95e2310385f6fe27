-- Every role of the payment service, every table, every verb: on a row that lies where the role may look, and on one that does not.
BEGIN;
\ir support/callers.psql
\ir support/entitlements.psql
SELECT no_plan();
SET LOCAL test.service = 'payment';

-- What may be done, table by table: (s)elect, (i)nsert, (u)pdate, (d)elete; where one looks, and where one does not.
CREATE TABLE test.matrix (subject text PRIMARY KEY, home text, away text, entitlement text, assessment text, instalment text, benefit_rule text);
INSERT INTO test.matrix VALUES
  ('samir-caseworker', 'a', 'b',  's',   's',  's',  's'),
  ('sevda-caseworker', NULL, 'a', 's',   's',  's',  's'),
  -- Who proposes a rule writes a proposal: a rule itself appears only when a third person puts it into force.
  ('kamran-verifier',  'b', 'c',  's',   's',  's',  's'),
  ('ilqar-releaser',   'b', 'c',  's',   's',  's',  'si'),
  ('habib-auditor',    'c', 'd',  's',   's',  's',  's'),
  ('murad-operator',   'a', 'b',  '',    '',   '',   ''),
  -- The service assesses whomever it hears of, so it has no away.
  ('service',          'd', NULL, 'siu', 'si', 'si', 'si');

-- A statement for each verb on each table; {1} to {5} are ids of the letter, the rest where it lies.
CREATE TABLE test.template (table_name text, verb text, statement text, PRIMARY KEY (table_name, verb));
INSERT INTO test.template VALUES
  ('entitlement', 's', 'SELECT uid, explanation FROM payment.entitlement WHERE uid = {2}'),
  ('entitlement', 'i', $$INSERT INTO payment.entitlement (uid, survivor_uid, beneficiary, beneficiary_uid, benefit, rule_version, state, currency, explanation, register, district, institution)
                         VALUES (gen_random_uuid(), {2}, 'BENEFICIARY_SURVIVOR', {2}, 'allowance', 1, 'ENTITLEMENT_STATE_ACTIVE', 'AZN', '{}', {register}, {district}, {institution})$$),
  ('entitlement', 'u', 'UPDATE payment.entitlement SET releasable = true WHERE uid = {2}'),
  ('entitlement', 'd', 'DELETE FROM payment.entitlement WHERE uid = {2}'),
  ('assessment', 's', 'SELECT uid, explanation FROM payment.assessment WHERE uid = {3}'),
  ('assessment', 'i', $$INSERT INTO payment.assessment (uid, entitlement_uid, because_of, explanation, register, district, institution)
                        VALUES (gen_random_uuid(), {2}, 'survivor.changed', '{}', {register}, {district}, {institution})$$),
  ('assessment', 'u', 'UPDATE payment.assessment SET district = district WHERE uid = {3}'),
  ('assessment', 'd', 'DELETE FROM payment.assessment WHERE uid = {3}'),
  ('instalment', 's', 'SELECT uid, amount_qepik FROM payment.instalment WHERE uid = {4}'),
  ('instalment', 'i', $$INSERT INTO payment.instalment (uid, entitlement_uid, period, sequence, kind, amount_qepik, currency, due_on, assessment_uid, register, district, institution)
                        VALUES (gen_random_uuid(), {2}, '2026-03', 0, 'INSTALMENT_KIND_REGULAR', 1, 'AZN', '2026-03-01', {3}, {register}, {district}, {institution})$$),
  ('instalment', 'u', 'UPDATE payment.instalment SET district = district WHERE uid = {4}'),
  ('instalment', 'd', 'DELETE FROM payment.instalment WHERE uid = {4}'),
  ('benefit_rule', 's', 'SELECT title FROM payment.benefit_rule WHERE version = 1'),
  ('benefit_rule', 'i', $$INSERT INTO payment.benefit_rule (benefit, version, content_hash, title, occasion, frequency, steps)
                          VALUES ('allowance', 3, repeat('c', 64), '{}', 'OCCASION_PERSON', 'FREQUENCY_ONCE', '[]')$$),
  ('benefit_rule', 'u', 'UPDATE payment.benefit_rule SET example = true WHERE version = 2'),
  ('benefit_rule', 'd', 'DELETE FROM payment.benefit_rule WHERE version = 2');

CREATE FUNCTION test.statement(template text, letter text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  statement text := template;
  place test.place;
BEGIN
  SELECT * INTO place FROM test.place p WHERE p.letter = statement.letter;
  FOR kind IN 1..5 LOOP
    statement := replace(statement, '{' || kind || '}', quote_literal(test.uid(place.letter, kind::text)));
  END LOOP;
  statement := replace(statement, '{register}', quote_literal(place.register));
  statement := replace(statement, '{district}', quote_literal(place.district));
  RETURN replace(statement, '{institution}', quote_literal(place.institution));
END
$$;

SELECT is(test.attempt(m.subject, test.statement(t.statement, m.home)),
  CASE WHEN position(t.verb IN coalesce(to_jsonb(m) ->> t.table_name, '')) > 0 THEN 'rows 1' ELSE '42501' END,
  format('%s on %s where they may look: %s', m.subject, t.table_name, t.verb))
FROM test.matrix m CROSS JOIN test.template t WHERE m.home IS NOT NULL ORDER BY m.subject, t.table_name, t.verb;

-- A hidden row is absent to a look, a change and a removal, and cannot be added.
SELECT is(test.attempt(m.subject, test.statement(t.statement, m.away)),
  CASE WHEN t.verb <> 'i' AND position(t.verb IN coalesce(to_jsonb(m) ->> t.table_name, '')) > 0 THEN 'rows 0' ELSE '42501' END,
  format('%s on %s where they may not look: %s', m.subject, t.table_name, t.verb))
FROM test.matrix m CROSS JOIN test.template t WHERE m.away IS NOT NULL AND t.table_name <> 'benefit_rule' ORDER BY m.subject, t.table_name, t.verb;

-- A caseworker's institution opens rows too, wherever the person lives.
UPDATE payment.entitlement SET institution = 'dost-barda' WHERE uid = test.uid('b', '2');
SELECT is(test.attempt('sevda-caseworker', test.statement(statement, 'b')), 'rows 1', 'of her institution, in another district: ' || table_name)
FROM test.template WHERE verb = 's' AND table_name <> 'benefit_rule';

-- Without a begun request, under another role than the signed one, or signed for another service there is nothing.
SELECT is(test.attempt(NULL, test.statement(statement, 'a')), '42501', 'the login has no rows of ' || table_name) FROM test.template WHERE verb = 's';
CREATE FUNCTION test.as_role(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
BEGIN
  PERFORM set_config('session_authorization', 'dayaq_payment', true);
  PERFORM set_config('role', role, true);
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
  WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;
SELECT is(test.as_role(role, 'SELECT uid FROM payment.entitlement'), 'rows 0', role || ' without a context sees nothing')
FROM unnest(ARRAY['payment_caseworker', 'payment_payment_verifier', 'payment_auditor', 'payment_background']) AS role;
SELECT is(test.as_role(role, 'SELECT uid FROM payment.entitlement'), '42501', 'the service cannot become ' || role)
FROM unnest(ARRAY['payment_keeper', 'dayaq_owner', 'survivor_background', 'incident_background']) AS role;
SELECT is(test.attempt('samir-caseworker', 'SET LOCAL ROLE payment_background; SELECT uid FROM payment.entitlement'), 'rows 0', 'a call that takes the service''s own role sees nothing');

-- Of persons the service reads what benefits hang on, by one function; people read it nowhere here.
SELECT is(test.attempt(subject, format('SELECT * FROM survivor.facts_for_benefits(%L)', test.uid('a', '1'))),
          CASE WHEN subject = 'service' THEN 'rows 0' ELSE '42501' END, subject || ' asks for facts of a person')
FROM test.matrix;
SELECT is(test.attempt('service', 'SELECT * FROM ' || t), '42501', 'the service does not read ' || t)
FROM unnest(ARRAY['survivor.survivor', 'survivor.person_key', 'survivor.disability_decision', 'incident.casualty', 'incident.incident']) AS t;

-- The sum is of all instalments, and the service's transaction fails without it.
SELECT is(test.attempt('service', test.statement($$
  WITH added AS (INSERT INTO payment.instalment (uid, entitlement_uid, period, sequence, kind, amount_qepik, currency, due_on, assessment_uid, register, district, institution)
                 VALUES (gen_random_uuid(), {2}, '2026-03', 0, 'INSTALMENT_KIND_REGULAR', 5, 'AZN', '2026-03-01', {3}, {register}, {district}, {institution}))
  UPDATE payment.entitlement SET entitled_qepik = entitled_qepik + 5 WHERE uid = {2}; SET CONSTRAINTS ALL IMMEDIATE; SELECT 1$$, 'a')), 'rows 1', 'an instalment and the sum');
SELECT is(test.attempt('service', test.statement('UPDATE payment.entitlement SET entitled_qepik = 1 WHERE uid = {2}; SET CONSTRAINTS ALL IMMEDIATE', 'a')), '23514', 'a sum alone');

SELECT * FROM finish();
ROLLBACK;
